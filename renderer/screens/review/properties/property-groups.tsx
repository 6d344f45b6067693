import { ChevronRight } from 'lucide-react';
import { useId } from 'react';
import type { Property, PropertyGroup } from '../../../../shared/exchange/property.ts';
import { useStore } from '../../../store.ts';
import { PropertyRow } from './property-row.tsx';

/** The elements of a part of a page, one below the other. */
export function PropertyList({ properties }: { readonly properties: readonly Property[] }) {
  const reasonsShown = useStore((state) => state.propertyReasonsShown);
  return (
    <dl className="property-list">
      {properties.map((property, index) => (
        <PropertyRow
          key={property.label}
          property={property}
          reasonsShown={reasonsShown && !hasSameReasons(property, properties[index - 1])}
        />
      ))}
    </dl>
  );
}

/** Elements that share a stored value, such as the retry intervals, give their reasons once. */
function hasSameReasons(property: Property, before: Property | undefined): boolean {
  return (
    property.attribute !== null && property.attribute === before?.attribute && property.why === before.why
  );
}

/** A part that stands on the page itself, in a frame with its caption if it has one. */
export function PropertyFrame({ group }: { readonly group: PropertyGroup }) {
  const id = useId();
  if (group.heading === null)
    return (
      <section className="property-frame">
        <PropertyList properties={group.properties} />
      </section>
    );
  return (
    <section className="property-frame" data-kind={group.kind} aria-labelledby={id}>
      <div className="property-frame-head">
        <h4 id={id}>{group.heading}</h4>
        {group.buttons === undefined ? null : (
          <span className="soft">
            {group.buttons.join(' and ')} {group.buttons.length === 1 ? 'button' : 'buttons'}
          </span>
        )}
      </div>
      <PropertyList properties={group.properties} />
    </section>
  );
}

/** A dialog that Exchange System Manager opens with a button of that name: so it does here, in its place. */
export function PropertyDialog({ group }: { readonly group: PropertyGroup }) {
  return (
    <details className="property-dialog">
      <summary>
        <ChevronRight aria-hidden="true" />
        {group.heading}
      </summary>
      <PropertyList properties={group.properties} />
    </details>
  );
}
