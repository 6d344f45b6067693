import { toFailure, type ErrorCode, type Failure } from '../../shared/errors.ts';
import { invoke } from '../backend.ts';
import { keptConnection, type ConnectionTarget } from '../model/connection-form.ts';
import { newToken, useStore, type Connection, type ConnectionTest, type State } from '../store.ts';
import { announce, prefer } from './application.ts';
import { stopFinding } from './finding.ts';
import { cancelWalk, dismissWalk, startDomainController } from './walking.ts';

/** What is done with a connection: looking what it is good for, or reading the organisation through it. */
export type Purpose = 'test' | 'connect';

/** Takes what is being typed to reach a domain controller: it stays when the screen is left. What a test found is then of another connection. */
export function typeConnection(changes: Partial<Connection>): void {
  if (changes.host !== undefined) dropFailure((code) => code === 'host-invalid');
  useStore.setState(({ connection, connectionTest }) => ({
    connection: { ...connection, ...changes },
    connectionTest: connectionTest.kind === 'passed' ? { kind: 'none' } : connectionTest,
  }));
}

/** What is wrong with the name of the domain controller, if the last attempt could not even begin because of it; else null. */
export function wrongHost({ walk, connectionTest }: State): string | null {
  const failed = [walk, connectionTest].flatMap((one) => (one.kind === 'failed' ? [one.failure] : []));
  return failed.find(({ code }) => code === 'host-invalid')?.message ?? null;
}

/** What is being done with a connection right now; null if nothing is. */
export function connectingPurpose({ walk, connectionTest }: State): Purpose | null {
  if (connectionTest.kind === 'running') return 'test';
  const isConnecting =
    walk.kind === 'running' && walk.way === 'domain-controller' && walk.assessmentId === null;
  return isConnecting ? 'connect' : null;
}

/** Connects for a purpose, unless something runs already. Answers with what went wrong, null if nothing did. */
export async function connect(purpose: Purpose, target: ConnectionTarget): Promise<Failure | null> {
  const { walk, connectionTest, connection } = useStore.getState();
  if (walk.kind === 'running' || connectionTest.kind === 'running') return null;
  stopFinding();
  prefer({ connection: keptConnection(connection) });
  if (purpose === 'test') {
    dismissWalk();
    return testConnection(target);
  }
  useStore.setState({ connectionTest: { kind: 'none' } });
  return startDomainController(target);
}

/** Stops whatever is being done with a connection. */
export async function cancelConnecting(): Promise<void> {
  const state = useStore.getState();
  if (connectingPurpose(state) === 'connect') return cancelWalk();
  if (state.connectionTest.kind !== 'running') return undefined;
  useStore.setState({ connectionTest: { ...state.connectionTest, cancelling: true } });
  announce('Cancelling');
  await invoke('connection.cancel', {}).catch(() => undefined);
  return undefined;
}

const certificateCodes: ReadonlySet<ErrorCode> = new Set([
  'certificate-untrusted',
  'certificate-changed',
  'authority-unreadable',
]);

/** Lets go of a failure that a certificate caused: once other certificates are trusted, what it advises may be done already. */
export function dropCertificateFailure(): void {
  dropFailure((code) => certificateCodes.has(code));
}

/** Lets go of the failures with such a code. */
function dropFailure(isMeant: (code: ErrorCode) => boolean): void {
  const { walk, connectionTest } = useStore.getState();
  if (walk.kind === 'failed' && isMeant(walk.failure.code)) dismissWalk();
  if (connectionTest.kind === 'failed' && isMeant(connectionTest.failure.code))
    useStore.setState({ connectionTest: { kind: 'none' } });
}

async function testConnection(target: ConnectionTarget): Promise<Failure | null> {
  const token = newToken();
  announce('');
  useStore.setState({ connectionTest: { kind: 'running', token, host: target.host, cancelling: false } });
  try {
    const report = await invoke('connection.test', target);
    if (finishTest(token, { kind: 'passed', report })) announce('The connection works');
    return null;
  } catch (error) {
    const failure = toFailure(error);
    // The screen says what happened: "Cancelling" is over.
    if (finishTest(token, { kind: 'failed', failure })) announce('');
    return failure;
  }
}

/** False if the test with this token is no longer the one that runs. */
function finishTest(token: number, connectionTest: ConnectionTest): boolean {
  const { connectionTest: current } = useStore.getState();
  if (current.kind !== 'running' || current.token !== token) return false;
  useStore.setState({ connectionTest });
  return true;
}
