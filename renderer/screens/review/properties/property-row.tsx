import type { Certainty, Property, PropertyMark } from '../../../../shared/exchange/property.ts';
import { Verbatim } from '../../../components/name.tsx';
import { clip, visibleText } from '../../../model/visible-text.ts';
import { MarkBox } from './mark-box.tsx';

/** What stands behind a value that is not simply read. */
const certaintyWords: Readonly<Record<Certainty, string>> = {
  read: '',
  inferred: 'inferred',
  default: 'default, inferred',
  'not-understood': 'not understood',
  'not-readable': 'not readable',
  'not-asked': 'not asked for',
  'not-in-directory': 'not in the directory',
};

const markWords: Readonly<Record<PropertyMark, string>> = {
  selected: 'selected',
  clear: 'not selected',
  unknown: 'unknown',
};

/** Characters; beyond, a value needs a line of its own where the page is narrow. */
const longValue = 16;

/** More than any field of the dialog holds. */
const longestText = 2_000;

interface PropertyRowProps {
  readonly property: Property;
  /** Whether to add what is stored and why it is read so. */
  readonly reasonsShown: boolean;
}

/** One element of a page: label, value and how it is known, for a `dl`. */
export function PropertyRow({ property, reasonsShown }: PropertyRowProps) {
  const { label, control, mark, certainty, text } = property;
  return (
    <div
      className="property"
      data-certainty={certainty}
      data-value={valueOf(property)}
      data-length={text !== null && text.length > longValue ? 'long' : 'short'}
    >
      <dt>
        {control === 'field' || mark === null ? null : (
          <MarkBox mark={mark} shape={control === 'option' ? 'round' : 'square'} />
        )}
        {label}
      </dt>
      <PropertyValue property={property} />
      {certainty === 'read' ? null : (
        <dd>
          <span className="property-certainty">{certaintyWords[certainty]}</span>
        </dd>
      )}
      {reasonsShown ? <Reasons property={property} /> : null}
    </div>
  );
}

/** What stands in the place of the value: of a check box its mark may be all, and what was not read has none. */
function valueOf({ text, control, certainty }: Property): 'text' | 'none' | 'unread' {
  if (text !== null) return 'text';
  const isKnown = certainty === 'read' || certainty === 'inferred' || certainty === 'default';
  if (control === 'field') return isKnown ? 'text' : 'unread';
  return isKnown ? 'none' : 'unread';
}

function PropertyValue({ property }: { readonly property: Property }) {
  const { text, control, mark, certainty } = property;
  const inWords =
    control === 'field' || mark === null ? null : <span className="visually-hidden">{markWords[mark]} </span>;
  if (valueOf(property) !== 'text')
    return inWords === null ? null : <dd className="visually-hidden">{inWords}</dd>;
  const nothing = certainty === 'default' ? '(not stored)' : '(empty)';
  return (
    <dd>
      {inWords}
      {text === null || text === '' ? (
        <span className="property-text property-empty">{nothing}</span>
      ) : (
        <span className="property-text">
          {text.split('\n').map((line, index) => (
            <bdi key={index}>{visibleText(clip(line, longestText))}</bdi>
          ))}
        </span>
      )}
    </dd>
  );
}

function Reasons({ property: { attribute, values, why } }: { readonly property: Property }) {
  if (attribute === null && why === null) return null;
  return (
    <dd className="property-reasons">
      {attribute === null ? null : (
        <p>
          <code>{attribute}</code> {values.length === 0 ? null : <Verbatim of={`= ${values.join('; ')}`} />}
        </p>
      )}
      {why === null ? null : <p>{why}</p>}
    </dd>
  );
}
