import { useCallback } from 'react';
import type { AssessmentSummary } from '../../../shared/assessment/assessment.ts';
import type { Combination } from '../../../shared/history/combination.ts';
import { goTo } from '../../actions/application.ts';
import { readCombination } from '../../actions/comparing.ts';
import { openAssessment } from '../../actions/reviewing.ts';
import { Loaded } from '../../components/loaded.tsx';
import { Name } from '../../components/name.tsx';
import { Screen } from '../../components/screen.tsx';
import { Empty } from '../../components/states.tsx';
import { StatusCells, StatusFigures } from '../../components/status-counts.tsx';
import { useLoaded } from '../../components/use-loaded.ts';
import { stateLabel } from '../../model/assessment-state.ts';
import { formatInstant, formatQuantity } from '../../model/format.ts';
import { sourceLabel } from '../../model/source-label.ts';
import { useStore } from '../../store.ts';
import { CombinedObjects } from './combined-objects.tsx';

/** Several assessors' parts of one organisation, read as one. */
export function CombinationScreen() {
  const ids = useStore((state) => state.combining);
  const organization = useStore(({ history }) =>
    history.kind === 'ready' ? history.value.find(({ id }) => id === ids[0])?.organization : undefined,
  );
  return (
    <Screen
      title="Read together"
      lead={organization === undefined ? undefined : <Name of={organization} />}
      width="wide"
      actions={
        <button type="button" className="button" onClick={() => goTo('history')}>
          Back to History
        </button>
      }
    >
      {ids.length < 2 ? (
        <Empty title="Nothing to read together">
          <p>Choose two or more assessments of one organisation in History.</p>
        </Empty>
      ) : (
        <LoadedCombination key={ids.join(' ')} ids={ids} />
      )}
    </Screen>
  );
}

function LoadedCombination({ ids }: { readonly ids: readonly string[] }) {
  const load = useCallback(() => readCombination(ids), [ids]);
  return (
    <Loaded
      of={useLoaded(load)}
      reading="Reading the assessments together"
      failed="The assessments could not be read together"
    >
      {(combination) => <Combined combination={combination} />}
    </Loaded>
  );
}

function Combined({ combination }: { readonly combination: Combination }) {
  const { parts, counts } = combination;
  const incomplete = parts.filter(({ complete }) => !complete).length;
  return (
    <>
      <section className="card" aria-labelledby="combined-whole">
        <h2 id="combined-whole">The whole</h2>
        <p className="rule">
          Of each object the worst decision counts, or what is proposed where nobody decided on it as it was
          seen. Nobody’s decision is changed by that: every part stays as it is.
        </p>
        <StatusFigures counts={counts} label="Status of the whole" />
        {incomplete === 0 ? null : (
          <p className="soft">
            {formatQuantity(incomplete, 'part')} of {parts.length} {incomplete === 1 ? 'is' : 'are'}{' '}
            INCOMPLETE: nothing passes as a whole.
          </p>
        )}
      </section>
      <Parts parts={parts} />
      <CombinedObjects combination={combination} />
    </>
  );
}

function Parts({ parts }: { readonly parts: readonly AssessmentSummary[] }) {
  return (
    <section className="card trend-figures" aria-labelledby="combined-parts">
      <h2 id="combined-parts">Parts</h2>
      <div className="trend-scroller" role="group" aria-labelledby="combined-parts" tabIndex={0}>
        <table className="small-table">
          <thead>
            <tr>
              <th scope="col">Part</th>
              <th scope="col">Read by</th>
              <th scope="col">Read</th>
              <th scope="col">Source</th>
              <th scope="col">State</th>
              <th scope="col">Virtual servers</th>
            </tr>
          </thead>
          <tbody>
            {parts.map((part, index) => (
              <tr key={part.id}>
                <th scope="row">
                  <button type="button" className="link" onClick={() => void openAssessment(part.id)}>
                    <span className="visually-hidden">Open part </span>
                    {index + 1}
                  </button>
                </th>
                <td>
                  <Name of={part.assessor} />
                </td>
                <td>{formatInstant(part.finishedAt)}</td>
                <td>{sourceLabel(part.source)}</td>
                <td>
                  {stateLabel(part)}{' '}
                  {part.complete ? null : <span className="chip chip-incomplete">INCOMPLETE</span>}
                </td>
                <td>
                  <StatusCells counts={part.virtualServers} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
