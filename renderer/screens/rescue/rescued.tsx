import { CircleCheck } from 'lucide-react';
import type { RescueResult } from '../../../shared/history/rescue.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { ScreenHeading } from '../../components/screen.tsx';
import { formatQuantity } from '../../model/format.ts';
import { visibleText } from '../../model/visible-text.ts';

interface RescuedProps {
  readonly result: RescueResult;
  readonly goOn: () => void;
}

/** What a rescue brought, before the work goes on. */
export function Rescued({ result, goOn }: RescuedProps) {
  const { assessments, lost, keptIn } = result;
  return (
    <>
      <ScreenHeading>Hopcheck can be opened again</ScreenHeading>
      <section className="panel panel-good" aria-label="What the rescue brought">
        <CircleCheck aria-hidden="true" className="panel-icon" />
        <div className="panel-body">
          <p>
            {assessments === 0
              ? 'No assessment is there.'
              : `${formatQuantity(assessments, 'assessment')} ${assessments === 1 ? 'is' : 'are'} there.`}{' '}
            {lost.length === 0
              ? 'As far as can be told, nothing is missing.'
              : 'What is missing, or not as it was:'}
          </p>
          {lost.length === 0 ? null : (
            <ul className="rescue-lost">
              {lost.map((sentence, index) => (
                <li key={index}>{visibleText(sentence)}</li>
              ))}
            </ul>
          )}
          <dl className="facts">
            <dt>The damaged files are kept in</dt>
            <dd className="verbatim">{visibleText(keptIn)}</dd>
          </dl>
          <div className="button-row">
            <button type="button" className="button button-primary" onClick={goOn}>
              Go on
            </button>
            <CopyButton text={[...lost, keptIn].join('\n')} what="list" />
          </div>
        </div>
      </section>
    </>
  );
}
