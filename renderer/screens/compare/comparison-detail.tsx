import type { AssessmentSummary } from '../../../shared/assessment/assessment.ts';
import type { ComparedPair, Comparison } from '../../../shared/history/comparison.ts';
import { changeLabels, outcomeOf, outcomeTexts } from '../../../shared/history/outcome-labels.ts';
import { openObject } from '../../actions/comparing.ts';
import { DistinguishedName, Verbatim } from '../../components/name.tsx';
import { ReadingDialog } from '../../components/reading-dialog.tsx';
import { comparedFields, type ComparedField } from '../../model/comparison-fields.ts';
import { formatInstant } from '../../model/format.ts';
import { visibleText } from '../../model/visible-text.ts';
import { SideStatus } from './comparison-columns.tsx';
import { ObjectTitle } from './object-title.tsx';
import { OutcomeMark } from './outcome-mark.tsx';

interface ComparisonDetailProps {
  readonly pair: ComparedPair;
  readonly comparison: Comparison;
  readonly onClose: () => void;
}

/** One object in both assessments, field by field. */
export function ComparisonDetail({ pair, comparison, onClose }: ComparisonDetailProps) {
  const object = pair.after ?? pair.before;
  if (object === null) return null;
  return (
    <ReadingDialog
      title={<ObjectTitle object={object} />}
      lead={
        <>
          <OutcomeMark outcome={pair.outcome} /> <strong>{outcomeOf(pair)}.</strong>{' '}
          {outcomeTexts[pair.outcome]}
          {pair.changes.length === 0
            ? ''
            : ` ${pair.changes.map((change) => changeLabels[change]).join('; ')}.`}
        </>
      }
      width="widest"
      onClose={onClose}
    >
      <Fields pair={pair} comparison={comparison} />
    </ReadingDialog>
  );
}

interface SideHeadProps {
  readonly label: string;
  readonly object: ComparedPair['before'];
  readonly summary: AssessmentSummary;
}

/** Which assessment a column is of, with the way to the object in its review. */
function SideHead({ label, object, summary }: SideHeadProps) {
  return (
    <th scope="col">
      {label}, read {formatInstant(summary.finishedAt)}
      {object === null ? null : (
        <button
          type="button"
          className="link"
          onClick={() => void openObject(summary.id, object.distinguishedName)}
        >
          Open in the review<span className="visually-hidden"> of {label.toLowerCase()}</span>
        </button>
      )}
    </th>
  );
}

function Fields({ pair, comparison: { before, after } }: Omit<ComparisonDetailProps, 'onClose'>) {
  return (
    <table className="small-table compared-fields">
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">Field</span>
          </th>
          <SideHead label="Before" object={pair.before} summary={before} />
          <SideHead label="After" object={pair.after} summary={after} />
        </tr>
      </thead>
      <tbody>
        <tr data-differs={statusDiffers(pair)}>
          <th scope="row">
            Status that counts
            {statusDiffers(pair) ? <Differs /> : null}
          </th>
          <td>
            <SideStatus object={pair.before} />
          </td>
          <td>
            <SideStatus object={pair.after} />
          </td>
        </tr>
        {comparedFields(pair).map((field) => (
          <tr key={field.label} data-differs={field.differs}>
            <th scope="row">
              {field.label}
              {field.differs ? <Differs /> : null}
            </th>
            <td>
              <Value of={field.before} form={field.form} />
            </td>
            <td>
              <Value of={field.after} form={field.form} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function statusDiffers({ before, after }: ComparedPair): boolean {
  return before !== null && after !== null && before.status !== after.status;
}

function Differs() {
  return <span className="chip">DIFFERS</span>;
}

function Value({ of, form }: { readonly of: string | null; readonly form: ComparedField['form'] }) {
  if (of === null) return <span className="soft">Not seen</span>;
  if (of === '') return <span className="soft">–</span>;
  switch (form) {
    case 'name':
      return <DistinguishedName of={of} />;
    case 'code':
      return <Verbatim of={of} />;
    case 'text':
      return <bdi>{visibleText(of)}</bdi>;
  }
}
