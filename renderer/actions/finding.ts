import type { DomainControllerCandidate } from '../../shared/directory/discovery.ts';
import { toFailure } from '../../shared/errors.ts';
import { invoke } from '../backend.ts';
import { keptConnection, textOrNull } from '../model/connection-form.ts';
import { formatQuantity } from '../model/format.ts';
import { newToken, useStore, type Probe } from '../store.ts';
import { announce, prefer } from './application.ts';

/**
 * Domain controllers asked at a time. A browser opens six connections to the loopback host: events, a sign-in and its Cancel
 * must never wait for a domain controller that keeps silent.
 */
const askedAtOnce = () => (globalThis.bridge === undefined ? 3 : 8);

let isOwnDomainKnown = false;

/** Offers the domain that the computer itself belongs to, once, and only while none was typed. Says nothing if there is none. */
export async function offerOwnDomain(): Promise<void> {
  if (isOwnDomainKnown || useStore.getState().connection.domain !== '') return;
  isOwnDomainKnown = true;
  const found = await invoke('discovery.find', { domain: null, dnsServer: null }).catch(() => null);
  fillDomain(found?.domain ?? null);
}

/**
 * Finds the domain controllers of the domain that was typed, or of the computer's own, and asks each what it tells everybody.
 * Answers once the list is there, with true if it is still wanted; the answers then come in one by one.
 */
export async function findDomainControllers(): Promise<boolean> {
  const { finding, connection } = useStore.getState();
  if (finding.kind === 'looking') return false;
  announce('');
  prefer({ connection: keptConnection(connection) });
  const token = newToken();
  const dnsServer = textOrNull(connection.dnsServer);
  useStore.setState({ finding: { kind: 'looking', token } });
  try {
    const discovery = await invoke('discovery.find', { domain: textOrNull(connection.domain), dnsServer });
    if (!isWanted(token)) return false;
    const { candidates } = discovery;
    const probes = Object.fromEntries(candidates.map(({ host }) => [host, { kind: 'asking' } as const]));
    useStore.setState({ finding: { kind: 'found', token, discovery, probes } });
    fillDomain(discovery.domain);
    announce(`${formatQuantity(candidates.length, 'domain controller')} found`);
    void askAll(token, candidates, dnsServer);
    return true;
  } catch (error) {
    if (!isWanted(token)) return false;
    useStore.setState({ finding: { kind: 'failed', failure: toFailure(error) } });
    return true;
  }
}

/** Asks no further domain controller, and waits for no answer any more. What is known stays. */
export function stopFinding(): void {
  const { finding } = useStore.getState();
  if (finding.kind === 'looking') useStore.setState({ finding: { kind: 'none' } });
  if (finding.kind !== 'found') return;
  const probes = Object.entries(finding.probes).map(([host, probe]): [string, Probe] => [
    host,
    probe.kind === 'asking' ? { kind: 'not-asked' } : probe,
  ]);
  useStore.setState({ finding: { ...finding, token: newToken(), probes: Object.fromEntries(probes) } });
}

async function askAll(
  token: number,
  candidates: readonly DomainControllerCandidate[],
  dnsServer: string | null,
): Promise<void> {
  const left = [...candidates];
  const askNext = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined && isWanted(token); next = left.shift()) {
      const probe = await ask(next, dnsServer);
      takeProbe(token, next.host, probe);
    }
  };
  await Promise.all(Array.from({ length: askedAtOnce() }, askNext));
  if (isWanted(token) && candidates.length > 0) announce('All domain controllers asked');
}

async function ask({ host, port }: DomainControllerCandidate, dnsServer: string | null): Promise<Probe> {
  try {
    const report = await invoke('discovery.probe', { host, port, dnsServer });
    return { kind: 'answered', report };
  } catch (error) {
    return { kind: 'failed', failure: toFailure(error) };
  }
}

function takeProbe(token: number, host: string, probe: Probe): void {
  useStore.setState(({ finding }) =>
    finding.kind === 'found' && finding.token === token
      ? { finding: { ...finding, probes: { ...finding.probes, [host]: probe } } }
      : {},
  );
}

function isWanted(token: number): boolean {
  const { finding } = useStore.getState();
  return (finding.kind === 'looking' || finding.kind === 'found') && finding.token === token;
}

/** What was typed, however little, is never typed over. */
function fillDomain(domain: string | null): void {
  useStore.setState(({ connection }) =>
    domain !== null && connection.domain.trim() === '' ? { connection: { ...connection, domain } } : {},
  );
}
