import { createHash } from 'node:crypto';
import { readFileSync, writeSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { openBackend, type Backend } from '../../electron/backend/backend.ts';
import type { Download, Invoke, Result } from '../../shared/contract.ts';
import { AppError } from '../../shared/errors.ts';
import { ldifChunkBytes } from '../../shared/limits.ts';
import type { Action, ActionKind, ActionOf, Line, Task } from './action.ts';
import { Choices } from './choices.ts';
import { Random } from './random.ts';

/**
 * A process that works on a data folder until it is killed, and says what it does before and after every call. It waits for its task
 * on standard input, and ends when that does.
 */
const standardOutput = 1;
const otherKinds: readonly ActionKind[] = [
  'draft',
  'decide',
  'decide many',
  'withdraw',
  'tag',
  'accept all',
  'complete',
  'export',
];

/** Is out before the next statement, whatever becomes of this process. */
function say(line: Line): void {
  writeSync(standardOutput, `${JSON.stringify(line)}\n`);
}

function fail(error: unknown): never {
  say({ said: 'failed', why: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  process.exit(1);
}

async function work({ dataFolder, seed, startsAt, wanted, ldifFile, bundles }: Task): Promise<void> {
  let now = new Date(startsAt);
  say({ said: 'opening' });
  const backend = openBackend({
    dataFolder,
    practiceOrganization: join(import.meta.dirname, '../../build/practice-organization.ldif'),
    host: 'command-line',
    version: '0.0.0-test',
    now: () => now,
    onUnexpected: fail,
  });
  await backend.sealed;
  say({ said: 'opened' });
  if (wanted === null) return;
  const invoke: Invoke = async (channel, args) => {
    const reply = await backend.dispatch(channel, args);
    if (reply.ok) return reply.value as Result<typeof channel>;
    throw AppError.from(reply.error);
  };
  const random = new Random(seed);
  const choices = new Choices(invoke, random, bundles);
  const performer = new Performer(invoke, ldifFile, (listener) => backend.subscribe(listener));
  for (;;) {
    const action = await choices.next(random.chance(0.6) ? wanted : random.pick(otherKinds));
    now = new Date(now.getTime() + 1_000);
    say({ said: 'begun', action, at: now.toISOString() });
    const outcome = await performer.perform(action);
    say({ said: 'confirmed', outcome });
  }
}

/** Does what was chosen in the calls of the interface. Each answers with the new id, or the seal, or null. */
class Performer {
  readonly #invoke: Invoke;
  readonly #ldif: Buffer;
  readonly #subscribe: Backend['subscribe'];

  constructor(invoke: Invoke, ldifFile: string, subscribe: Backend['subscribe']) {
    this.#invoke = invoke;
    this.#ldif = readFileSync(ldifFile);
    this.#subscribe = subscribe;
  }

  async perform(action: Action): Promise<string | null> {
    switch (action.kind) {
      case 'walk':
        return this.#walk(action);
      case 'import':
        return this.#import(action);
      case 'back up':
        return this.#fetch(await this.#invoke('backup.make', {}));
      case 'draft':
      case 'bulk draft':
      case 'decide':
      case 'decide many':
      case 'accept all':
      case 'withdraw':
        return this.#review(action);
      default:
        return this.#keep(action);
    }
  }

  async #review(
    action: ActionOf<'draft' | 'bulk draft' | 'decide' | 'decide many' | 'accept all' | 'withdraw'>,
  ): Promise<null> {
    const assessmentId = action.id;
    switch (action.kind) {
      case 'draft':
        await this.#invoke('decision.saveDraft', {
          assessmentId,
          distinguishedName: action.subject,
          ...action.draft,
        });
        break;
      case 'bulk draft':
        await this.#invoke('decision.saveBulkDraft', { assessmentId, ...action.draft });
        break;
      case 'decide':
        await this.#invoke('decision.record', {
          assessmentId,
          distinguishedName: action.subject,
          assessor: action.assessor,
          ...action.ruling,
        });
        break;
      case 'decide many':
        await this.#invoke('decision.recordMany', {
          assessmentId,
          nodes: [...action.nodes],
          assessor: action.assessor,
          ...action.ruling,
        });
        break;
      case 'accept all':
        await this.#invoke('decision.acceptProposals', { assessmentId, assessor: action.assessor });
        break;
      case 'withdraw':
        await this.#invoke('decision.withdraw', {
          assessmentId,
          distinguishedName: action.subject,
          assessor: action.assessor,
        });
    }
    return null;
  }

  async #keep(
    action: ActionOf<'tag' | 'complete' | 'revise' | 'delete' | 'bundle' | 'export' | 'verify'>,
  ): Promise<string | null> {
    const assessmentId = action.id;
    if (action.kind === 'tag') {
      await this.#invoke('history.setTags', { assessmentId, tags: [...action.tags] });
      return null;
    }
    const { assessor } = action;
    switch (action.kind) {
      case 'complete':
        return (await this.#invoke('assessment.complete', { assessmentId, assessor, problemsRead: 1 })).seal;
      case 'revise':
        return (await this.#invoke('assessment.revise', { assessmentId, assessor, reason: action.reason }))
          .assessmentId;
      case 'delete':
        return this.#invoke('history.delete', { assessmentId, assessor });
      case 'bundle':
        return this.#fetch(await this.#invoke('bundle.make', { assessmentId, assessor }));
      case 'export':
        return this.#invoke('history.noteExport', { assessmentId, assessor, what: action.what });
      case 'verify': {
        const { outcome } = await this.#invoke('history.verify', { assessmentId, assessor });
        if (outcome === 'changed') throw new Error(`${assessmentId} was changed.`);
        return null;
      }
    }
  }

  async #walk({ source, assessor }: ActionOf<'walk'>): Promise<string> {
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    const unsubscribe = this.#subscribe((event) => {
      if (event.kind === 'walk-finished') resolve(event.assessmentId);
      if (event.kind === 'walk-failed') reject(AppError.from(event.failure));
    });
    if (source === 'practice') await this.#invoke('assessment.startPractice', { assessor });
    else await this.#feed(assessor);
    const id = await promise;
    unsubscribe();
    return id;
  }

  async #feed(assessor: string): Promise<void> {
    const { assessmentId } = await this.#invoke('assessment.startLdif', {
      assessor,
      fileName: 'export.ldf',
      size: this.#ldif.length,
      modifiedAt: null,
    });
    for (const { offset, base64 } of pieces(this.#ldif))
      await this.#invoke('assessment.feedLdif', { assessmentId, offset, base64 });
    await this.#invoke('assessment.endLdif', { assessmentId });
  }

  async #import({ file, assessor }: ActionOf<'import'>): Promise<string> {
    const octets = readFileSync(file);
    const { uploadId } = await this.#invoke('bundle.begin', {
      fileName: basename(file),
      size: octets.length,
    });
    for (const { offset, base64 } of pieces(octets))
      await this.#invoke('bundle.feed', { uploadId, offset, base64 });
    await this.#invoke('bundle.inspect', { uploadId });
    return (await this.#invoke('bundle.import', { uploadId, assessor })).id;
  }

  async #fetch({ downloadId, size, sha256 }: Download): Promise<null> {
    const hash = createHash('sha256');
    for (let offset = 0; offset < size;) {
      const { base64 } = await this.#invoke('download.read', { downloadId, offset });
      const octets = Buffer.from(base64, 'base64');
      hash.update(octets);
      offset += octets.length;
    }
    if (hash.digest('hex') !== sha256) throw new Error('What was fetched is not what was offered.');
    return this.#invoke('download.discard', { downloadId });
  }
}

function* pieces(octets: Buffer): Generator<{ readonly offset: number; readonly base64: string }> {
  for (let offset = 0; offset < octets.length; offset += ldifChunkBytes)
    yield { offset, base64: octets.subarray(offset, offset + ldifChunkBytes).toString('base64') };
}

const input = createInterface({ input: process.stdin });
input.once('line', (line) => void work(JSON.parse(line) as Task).catch(fail));
input.once('close', () => process.exit(1));
