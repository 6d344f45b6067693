import type { AssessmentSummary } from '../../../shared/assessment/assessment.ts';
import type { CombinedObject, PartVerdict } from '../../../shared/history/combination.ts';
import { openObject } from '../../actions/comparing.ts';
import { DistinguishedName, Name } from '../../components/name.tsx';
import { ReadingDialog } from '../../components/reading-dialog.tsx';
import { StatusBadge, StatusText } from '../../components/status-mark.tsx';
import { overlapLabels } from '../../model/combination-rows.ts';
import { formatInstant } from '../../model/format.ts';
import { ObjectTitle } from './object-title.tsx';

interface CombinationDetailProps {
  readonly combined: CombinedObject;
  readonly parts: readonly AssessmentSummary[];
  readonly onClose: () => void;
}

/** One object, and what every part says of it, by whom and when. */
export function CombinationDetail({ combined, parts, onClose }: CombinationDetailProps) {
  const { object, overlap, status } = combined;
  return (
    <ReadingDialog
      title={<ObjectTitle object={object} />}
      lead={`${overlapLabels[overlap]}.`}
      width="wide"
      onClose={onClose}
    >
      <p>
        For the whole: <StatusBadge status={status} />
      </p>
      <p>
        <DistinguishedName of={object.distinguishedName} />
      </p>
      <Verdicts combined={combined} parts={parts} />
    </ReadingDialog>
  );
}

function Verdicts({ combined: { object, verdicts }, parts }: Omit<CombinationDetailProps, 'onClose'>) {
  return (
    <table className="small-table">
      <thead>
        <tr>
          <th scope="col">Part</th>
          <th scope="col">Read by</th>
          <th scope="col">Status</th>
          <th scope="col">Decided</th>
          <th scope="col">Review</th>
        </tr>
      </thead>
      <tbody>
        {parts.map((part, index) => {
          const verdict = verdicts.find(({ assessmentId }) => assessmentId === part.id);
          return (
            <tr key={part.id}>
              <th scope="row">{index + 1}</th>
              <td>
                <Name of={part.assessor} />
              </td>
              <td>
                {verdict === undefined ? (
                  <span className="soft">Not seen</span>
                ) : (
                  <StatusText status={verdict.status} />
                )}
              </td>
              <td>
                <Decided verdict={verdict} />
              </td>
              <td>
                {verdict === undefined ? null : (
                  <button
                    type="button"
                    className="link"
                    onClick={() => void openObject(part.id, object.distinguishedName)}
                  >
                    Open<span className="visually-hidden"> in part {index + 1}</span>
                  </button>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Decided({ verdict }: { readonly verdict: PartVerdict | undefined }) {
  if (verdict === undefined) return <span className="soft">–</span>;
  if (!verdict.decided) return <span className="soft">No: it is proposed</span>;
  return (
    <>
      {formatInstant(verdict.decidedAt)}, <Name of={verdict.decidedBy ?? ''} />
    </>
  );
}
