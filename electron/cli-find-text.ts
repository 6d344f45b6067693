import type {
  CandidateOrigin,
  Discovery,
  DomainControllerCandidate,
  ProbeReport,
} from '../shared/directory/discovery.ts';
import type { Failure } from '../shared/errors.ts';
import { tableLines, visible } from './cli-visible.ts';

/** A computer that is said to be a domain controller, and what it answered: one of `probe` and `failure` is null. */
export interface ProbedCandidate extends DomainControllerCandidate {
  readonly probe: ProbeReport | null;
  readonly failure: Failure | null;
}

/** The document that `find` prints. */
export interface FoundDomainControllers extends Pick<Discovery, 'domain' | 'problems'> {
  readonly domainControllers: readonly ProbedCandidate[];
}

const origins: Readonly<Record<CandidateOrigin, string>> = {
  dns: 'DNS',
  pdc: 'PDC',
  'logon-server': 'logon server',
};

const columns = ['HOST', 'WINDOWS', 'SITE', 'CLOCK', 'ANSWER', 'SEALED', 'LDAPS', 'STARTTLS', 'FOUND AS'];

/** Domain controllers as an aligned table, then what could not be looked up or asked. */
export function findText({ domain, domainControllers, problems }: FoundDomainControllers): string {
  const notes = [
    ...problems,
    ...domainControllers.flatMap(({ host, failure }) =>
      failure === null ? [] : [`${host}: ${failure.message}`],
    ),
  ];
  return [
    domain === null ? 'Domain controllers' : visible(`Domain controllers of ${domain}`),
    '',
    ...(domainControllers.length === 0
      ? ['None was found.']
      : tableLines([columns, ...domainControllers.map(row)])),
    ...(notes.length === 0 ? [] : ['', 'To be looked at:', ...notes.map((note) => `- ${visible(note)}`)]),
    '',
  ].join('\n');
}

function row(candidate: ProbedCandidate): readonly string[] {
  const { probe } = candidate;
  const foundAs = candidate.origins.map((origin) => origins[origin]).join(', ');
  const host = candidate.port === 389 ? candidate.host : `${candidate.host}:${candidate.port}`;
  if (probe === null) return [host, 'no answer', '', '', '', '', '', '', foundAs];
  return [
    host,
    `${probe.windowsLevel}${probe.readOnly ? ', read-only' : ''}`,
    probe.site ?? 'unknown',
    clockText(probe.clockDifferenceMilliseconds),
    `${probe.latencyMilliseconds} ms`,
    yesOrNo(probe.sealedSignIn),
    yesOrNo(probe.ldaps),
    yesOrNo(probe.startTls),
    foundAs,
  ];
}

/** Against the clock of this computer, in seconds. */
function clockText(milliseconds: number | null): string {
  if (milliseconds === null) return 'unknown';
  const seconds = Math.round(milliseconds / 1000);
  return `${seconds < 0 ? '-' : '+'}${Math.abs(seconds)} s`;
}

function yesOrNo(offered: boolean): string {
  return offered ? 'yes' : 'no';
}
