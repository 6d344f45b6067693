import { TriangleAlert } from 'lucide-react';
import { typeConnection } from '../../actions/connecting.ts';
import { places } from '../../focus.ts';
import { chooseCandidate } from '../../model/connection-form.ts';
import { formatQuantity } from '../../model/format.ts';
import { isClockTooFarOff, progressText } from '../../model/probe-text.ts';
import { visibleText } from '../../model/visible-text.ts';
import { useStore, type Finding, type Probe } from '../../store.ts';
import { CandidateRow } from './candidate-row.tsx';

interface FoundProps {
  readonly finding: Extract<Finding, { readonly kind: 'found' }>;
  readonly disabled: boolean;
}

/** The domain controllers that were found, one to be chosen, and what kept more from being found. */
export function FoundDomainControllers({ finding, disabled }: FoundProps) {
  const { discovery, probes } = finding;
  const count = discovery.candidates.length;
  const asked = Object.values(probes);
  return (
    <section className="found" aria-labelledby={places.candidates}>
      <div className="found-head">
        <h2 id={places.candidates} tabIndex={-1}>
          {count === 0 ? 'No domain controller' : formatQuantity(count, 'domain controller')}
          {discovery.domain === null ? null : (
            <>
              {' '}
              of <bdi>{visibleText(discovery.domain)}</bdi>
            </>
          )}
          {count === 0 ? ' found' : null}
        </h2>
        {count === 0 ? null : <span className="soft">{askedText(asked)}</span>}
      </div>
      {discovery.problems.map((problem) => (
        <p key={problem} className="warning">
          <TriangleAlert aria-hidden="true" />
          {visibleText(problem)}
        </p>
      ))}
      {count === 0 ? null : <Candidates finding={finding} disabled={disabled} />}
      {asked.some(isTooFarOff) ? (
        <p className="warning">
          <TriangleAlert aria-hidden="true" />A clock that is five minutes off or more can keep an account
          from signing in. Hopcheck goes by the clock of the domain controller; if the sign-in is refused all
          the same, set the clock of this computer.
        </p>
      ) : null}
    </section>
  );
}

const headings = ['Name', 'Site', 'Windows', 'Encrypted sign-in', 'LDAPS', 'Clock', 'Round trip'];

function Candidates({ finding: { discovery, probes }, disabled }: FoundProps) {
  const connection = useStore((state) => state.connection);
  const chosen = connection.host.trim().toLowerCase();
  return (
    <div className="candidates" role="radiogroup" aria-labelledby={places.candidates}>
      <table className="small-table">
        <thead>
          <tr>
            {headings.map((heading) => (
              <th key={heading} scope="col">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {discovery.candidates.map((candidate) => (
            <CandidateRow
              key={candidate.host}
              candidate={candidate}
              probe={probes[candidate.host] ?? notAsked}
              isChosen={candidate.host.toLowerCase() === chosen}
              disabled={disabled}
              onChoose={() => typeConnection(chooseCandidate(connection, candidate))}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

const notAsked: Probe = { kind: 'not-asked' };

function askedText(probes: readonly Probe[]): string {
  const countOf = (of: Probe['kind']) => probes.filter(({ kind }) => kind === of).length;
  return progressText({
    all: probes.length,
    asking: countOf('asking'),
    notAsked: countOf('not-asked'),
  });
}

function isTooFarOff(probe: Probe): boolean {
  return probe.kind === 'answered' && isClockTooFarOff(probe.report.clockDifferenceMilliseconds);
}
