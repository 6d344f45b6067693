import { Check, Minus, TriangleAlert } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import type { DomainControllerCandidate, ProbeReport } from '../../../shared/directory/discovery.ts';
import { Name } from '../../components/name.tsx';
import { clockOff, firstSentence, latencyText, originNote, probeSentence } from '../../model/probe-text.ts';
import { visibleName, visibleText } from '../../model/visible-text.ts';
import type { Probe } from '../../store.ts';

interface CandidateRowProps {
  readonly candidate: DomainControllerCandidate;
  readonly probe: Probe;
  readonly isChosen: boolean;
  readonly disabled: boolean;
  readonly onChoose: () => void;
}

/** One domain controller that was found, with what it answered as far as it has. */
export function CandidateRow({ candidate, probe, isChosen, disabled, onChoose }: CandidateRowProps) {
  const id = useId();
  const note = originNote(candidate.origins);
  return (
    <tr data-chosen={isChosen} onClick={() => (disabled ? undefined : onChoose())}>
      <th scope="row">
        <label className="check">
          <input
            type="radio"
            name="candidate"
            checked={isChosen}
            disabled={disabled}
            aria-describedby={`${id}-probe`}
            onChange={onChoose}
          />
          <HostAndPort of={candidate} />
        </label>
        {note === '' ? null : <span className="candidate-note">{note}</span>}
        <span id={`${id}-probe`} hidden>
          {visibleText(spoken(note, probe))}
        </span>
      </th>
      <ProbeCells probe={probe} />
    </tr>
  );
}

/** The name, with its port where that is not the usual one: a line never ends within the port. */
function HostAndPort({ of: { host, port } }: { readonly of: DomainControllerCandidate }) {
  if (port === 389) return <Name of={host} />;
  const name = visibleName(host);
  return (
    <bdi className="name" title={`${name}:${port}`}>
      {name}
      <wbr />
      <span className="candidate-port">:{port}</span>
    </bdi>
  );
}

function ProbeCells({ probe }: { readonly probe: Probe }) {
  switch (probe.kind) {
    case 'asking':
      return (
        <td colSpan={6}>
          <span className="loading">
            <span className="spinner" aria-hidden="true" />
            Asking
          </span>
        </td>
      );
    case 'not-asked':
      return (
        <td colSpan={6} className="soft">
          Not asked
        </td>
      );
    case 'failed':
      return (
        <td colSpan={6}>
          <Pointed>{visibleText(firstSentence(probe.failure.message))}</Pointed>
        </td>
      );
    case 'answered':
      return <ReportCells report={probe.report} />;
  }
}

function ReportCells({ report }: { readonly report: ProbeReport }) {
  const off = clockOff(report.clockDifferenceMilliseconds);
  return (
    <>
      <td>{report.site === null ? <span className="soft">Not told</span> : <Name of={report.site} />}</td>
      <td>
        {visibleText(report.windowsLevel)}
        {report.readOnly ? <span className="candidate-note">read-only</span> : null}
      </td>
      <td>
        <YesNo is={report.sealedSignIn} />
      </td>
      <td>
        <YesNo is={report.ldaps} />
      </td>
      <td>
        {off !== null ? (
          <Pointed>{off}</Pointed>
        ) : (
          <span className="soft">{report.clockDifferenceMilliseconds === null ? 'Not told' : 'In step'}</span>
        )}
      </td>
      <td className="cell-number">{latencyText(report.latencyMilliseconds)}</td>
    </>
  );
}

function YesNo({ is }: { readonly is: boolean }) {
  return is ? (
    <span className="with-mark">
      <Check aria-hidden="true" className="mark-good" />
      Yes
    </span>
  ) : (
    <span className="with-mark soft">
      <Minus aria-hidden="true" />
      No
    </span>
  );
}

/** Something that asks for attention, by sign and colour. */
function Pointed({ children }: { readonly children: ReactNode }) {
  return (
    <span className="with-mark">
      <TriangleAlert aria-hidden="true" className="mark-attention" />
      <span>{children}</span>
    </span>
  );
}

function spoken(note: string, probe: Probe): string {
  const said = spokenProbe(probe);
  return note === '' ? said : `${note}, ${said}`;
}

function spokenProbe(probe: Probe): string {
  switch (probe.kind) {
    case 'asking':
      return 'being asked';
    case 'not-asked':
      return 'not asked';
    case 'failed':
      return firstSentence(probe.failure.message);
    case 'answered':
      return probeSentence(probe.report);
  }
}
