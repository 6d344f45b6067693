import type { BackendEvent } from '../../shared/events.ts';
import { toFailure, type Failure } from '../../shared/errors.ts';
import { ldifChunkBytes } from '../../shared/limits.ts';
import { invoke } from '../backend.ts';
import type { ConnectionTarget } from '../model/connection-form.ts';
import { newToken, useStore, type RunningWalk, type Way } from '../store.ts';
import { announce, assessorName, demandAssessor, goTo, loadHistory } from './application.ts';
import { readBase64 } from './read-file.ts';
import { loadAssessment } from './reviewing.ts';

/** Walks the practice organisation, unless nobody is named who does: the field for that is on Start. */
export async function startPractice(): Promise<void> {
  if (assessorName() === '' && useStore.getState().screen !== 'start') goTo('start');
  if (!demandAssessor()) return;
  const assessor = assessorName();
  goTo('walk');
  await start('practice', 'the practice domain controller', () =>
    invoke('assessment.startPractice', { assessor }),
  );
}

/**
 * Signs in to a domain controller and walks it; stays on Connect until the walk has begun. Answers with what kept it from
 * beginning, null if nothing did.
 */
export async function startDomainController(target: ConnectionTarget): Promise<Failure | null> {
  const assessor = assessorName();
  await start('domain-controller', target.host, () =>
    invoke('assessment.startDomainController', { assessor, ...target }),
  );
  const { walk, screen } = useStore.getState();
  if (walk.kind === 'failed') return walk.failure;
  if (screen === 'connect' && walk.kind !== 'none') goTo('walk');
  return null;
}

/** Feeds an LDIF file to the backend piece by piece and walks it, unless nobody is named who does. */
export async function startLdif(file: File): Promise<void> {
  if (!demandAssessor()) return;
  const assessor = assessorName();
  goTo('walk');
  const token = await start('ldif', file.name, () =>
    invoke('assessment.startLdif', {
      assessor,
      fileName: file.name,
      size: file.size,
      modifiedAt: new Date(file.lastModified).toISOString(),
    }),
  );
  const assessmentId = runningWalk(token)?.assessmentId ?? null;
  if (assessmentId === null) return;
  isFeeding = true;
  try {
    for (let offset = 0; offset < file.size; offset += ldifChunkBytes) {
      const base64 = await readBase64(file.slice(offset, offset + ldifChunkBytes));
      if (runningWalk(token) === null) return;
      await invoke('assessment.feedLdif', { assessmentId, offset, base64 });
    }
    await invoke('assessment.endLdif', { assessmentId });
  } catch (error) {
    fail(token, toFailure(error));
    // The backend waits for the rest of the file; it need not.
    void invoke('assessment.cancel', {}).catch(() => undefined);
  } finally {
    isFeeding = false;
  }
}
/** Whether this window still has to feed something of a file. */
let isFeeding = false;

/** Gives up a file that only this window can feed on, as it goes: the backend would wait for the rest, and start nothing else. */
export async function giveUpFile(): Promise<void> {
  if (isFeeding) await invoke('assessment.cancel', {}).catch(() => undefined);
}

/** Stops the running start or walk. */
export async function cancelWalk(): Promise<void> {
  useStore.setState(({ walk }) => (walk.kind === 'running' ? { walk: { ...walk, cancelling: true } } : {}));
  announce('Cancelling');
  await invoke('assessment.cancel', {}).catch(() => undefined);
}

/** Lets go of the result or failure of the last walk. */
export function dismissWalk(): void {
  useStore.setState(({ walk }) => (walk.kind === 'running' ? {} : { walk: { kind: 'none' } }));
}

/** Lets go of what was wrong with a file, once another is chosen. */
export function dropFileFailure(): void {
  const { walk } = useStore.getState();
  if (walk.kind === 'failed' && walk.way === 'ldif') dismissWalk();
}

/** Takes what the backend announces about walks. */
export function onBackendEvent(event: BackendEvent): void {
  const { walk } = useStore.getState();
  // Events may overtake the reply to the start; only one walk runs at a time.
  if (walk.kind !== 'running' || (walk.assessmentId ?? event.assessmentId) !== event.assessmentId) return;
  switch (event.kind) {
    case 'walk-progress':
      useStore.setState({ walk: { ...walk, progress: event.progress } });
      return;
    case 'walk-finished':
      useStore.setState({ walk: { kind: 'finished', summary: event.summary } });
      announce(event.summary.complete ? 'The walk went to its end' : 'The walk is incomplete');
      void loadHistory();
      if (!isReviewing()) void loadAssessment(event.assessmentId);
      return;
    case 'walk-failed':
      fail(walk.token, event.failure);
  }
}

/** Finds out what became of the running walk after events may have been missed. */
export async function reconcileWalk(): Promise<void> {
  const { walk } = useStore.getState();
  if (walk.kind !== 'running' || walk.assessmentId === null) return;
  const { assessmentId } = walk;
  const summary = (await invoke('assessment.list', {})).find(({ id }) => id === assessmentId);
  if (summary !== undefined && summary.state !== 'walking')
    onBackendEvent({ kind: 'walk-finished', assessmentId, summary });
}

async function start(
  way: Way,
  label: string,
  open: () => Promise<{ readonly assessmentId: string }>,
): Promise<number> {
  const token = newToken();
  const walk: RunningWalk = {
    kind: 'running',
    token,
    way,
    label,
    assessmentId: null,
    progress: null,
    startedAt: Date.now(),
    cancelling: false,
  };
  useStore.setState({ walk });
  try {
    const { assessmentId } = await open();
    const current = runningWalk(token);
    if (current !== null) useStore.setState({ walk: { ...current, assessmentId } });
  } catch (error) {
    fail(token, toFailure(error));
  }
  return token;
}

/** True while an assessment is being read or decided on: the end of a walk must not put another in its place. */
function isReviewing(): boolean {
  const { screen } = useStore.getState();
  return screen === 'review' || screen === 'finish';
}

function runningWalk(token: number): RunningWalk | null {
  const { walk } = useStore.getState();
  return walk.kind === 'running' && walk.token === token ? walk : null;
}

function fail(token: number, failure: Failure): void {
  const walk = runningWalk(token);
  if (walk === null) return;
  // The screen says what happened: "Cancelling" is over.
  const { way, label } = walk;
  useStore.setState({ walk: { kind: 'failed', way, label, failure }, announcement: '' });
}
