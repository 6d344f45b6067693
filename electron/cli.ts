import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { AssessmentSummary } from '../shared/assessment/assessment.ts';
import { exitStatusOf, reportOf } from '../shared/assessment/report.ts';
import type { Args, Channel, Result } from '../shared/contract.ts';
import { AppError, toFailure } from '../shared/errors.ts';
import type { BackendEvent } from '../shared/events.ts';
import { openBackend, type Backend } from './backend/backend.ts';
import { helpText, parseCommandLine, type AssessSource, type CliCommand } from './cli-arguments.ts';
import { listText, reportText } from './cli-text.ts';
import { dataFolder } from './data-folder.ts';
import { applicationVersion, practiceOrganization } from './installation.ts';

process.exitCode = await main(process.argv.slice(2));

/** Runs one command; answers with the exit status. */
async function main(args: readonly string[]): Promise<number> {
  try {
    return await run(parseCommandLine(args));
  } catch (error) {
    const { message, detail } = toFailure(error);
    process.stderr.write(`${message}\n${detail === undefined ? '' : `(${detail})\n`}`);
    return 2;
  }
}

async function run(command: CliCommand): Promise<number> {
  switch (command.kind) {
    case 'help':
      process.stdout.write(helpText);
      return 0;
    case 'version':
      process.stdout.write(`${applicationVersion()}\n`);
      return 0;
    case 'assess':
      return withBackend(command.data, (backend) => assess(backend, command));
    case 'list':
      return withBackend(command.data, async (backend) => {
        const summaries = await invoke(backend, 'assessment.list', {});
        process.stdout.write(command.json ? json(summaries) : listText(summaries));
        return 0;
      });
    case 'show':
      return withBackend(command.data, (backend) => show(backend, command.id, command.json));
  }
}

async function withBackend(
  data: string | undefined,
  use: (backend: Backend) => Promise<number>,
): Promise<number> {
  const backend = openBackend({
    dataFolder: dataFolder(data, process.env),
    practiceOrganization,
    host: 'command-line',
    version: applicationVersion(),
  });
  try {
    return await use(backend);
  } finally {
    await backend.close();
  }
}

async function assess(backend: Backend, command: Extract<CliCommand, { kind: 'assess' }>): Promise<number> {
  const assessor = command.assessor ?? (await invoke(backend, 'application.info', {})).suggestedAssessor;
  const cancel = () => void invoke(backend, 'assessment.cancel', {});
  process.once('SIGINT', cancel);
  const ended = walkEnd(backend);
  // Whoever reads the file or signs in may fail before the walk's end is awaited.
  ended.catch(() => undefined);
  await start(backend, command.source, assessor);
  const summary = await ended;
  process.removeListener('SIGINT', cancel);
  return show(backend, summary.id, command.json);
}

async function start(backend: Backend, source: AssessSource, assessor: string): Promise<void> {
  switch (source.kind) {
    case 'practice':
      await invoke(backend, 'assessment.startPractice', { assessor });
      return;
    case 'ldif':
      await backend.assessLdifFile(source.file, assessor);
      return;
    case 'domain-controller': {
      const { host, port, account } = source;
      const password = await readPassword(account);
      await invoke(backend, 'assessment.startDomainController', { assessor, host, port, account, password });
    }
  }
}

/** Settles with the end of the walk that is about to start. */
function walkEnd(backend: Backend): Promise<AssessmentSummary> {
  return new Promise((resolve, reject) => {
    backend.subscribe((event: BackendEvent) => {
      if (event.kind === 'walk-finished') resolve(event.summary);
      if (event.kind === 'walk-failed')
        reject(new AppError(event.failure.code, event.failure.message, event.failure.detail));
    });
  });
}

async function show(backend: Backend, assessmentId: string, asJson: boolean): Promise<number> {
  const view = await invoke(backend, 'assessment.open', { assessmentId });
  const report = reportOf(view);
  process.stdout.write(asJson ? json(report) : reportText(report));
  return exitStatusOf(view.summary);
}

/** The same door as every host's: the arguments are parsed there. */
async function invoke<C extends Channel>(backend: Backend, channel: C, args: Args<C>): Promise<Result<C>> {
  const reply = await backend.dispatch(channel, args);
  if (reply.ok) return reply.value as Result<C>;
  throw new AppError(reply.error.code, reply.error.message, reply.error.detail);
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** The first line of standard input, or what is typed at a prompt that shows nothing. */
async function readPassword(account: string): Promise<string> {
  if (!process.stdin.isTTY) return (await text(process.stdin)).split(/\r?\n/, 1)[0] ?? '';
  process.stderr.write(`Password of ${account}: `);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const prompt = createInterface({ input: process.stdin, output: silent, terminal: true });
  try {
    return await prompt.question('');
  } finally {
    prompt.close();
    process.stderr.write('\n');
  }
}
