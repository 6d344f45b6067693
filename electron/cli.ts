import type { AssessmentSummary } from '../shared/assessment/assessment.ts';
import { exitStatusOf, reportOf } from '../shared/assessment/report.ts';
import type { Args, Channel, Result } from '../shared/contract.ts';
import { AppError, toFailure } from '../shared/errors.ts';
import type { BackendEvent } from '../shared/events.ts';
import { openBackend, type Backend } from './backend/backend.ts';
import { helpText, parseCommandLine, type AssessSource, type CliCommand } from './cli-arguments.ts';
import { print } from './cli-output.ts';
import { readPassword } from './cli-password.ts';
import { showProgress } from './cli-progress.ts';
import { failureText, jsonText, listText, reportText } from './cli-text.ts';
import { dataFolder } from './data-folder.ts';
import { applicationVersion, practiceOrganization } from './installation.ts';

/** What a command has to say on standard output, and the exit status. */
interface Outcome {
  readonly result: string;
  readonly status: number;
}

process.exitCode = await main(process.argv.slice(2));

/** Runs one command; answers with the exit status. */
async function main(args: readonly string[]): Promise<number> {
  try {
    const { result, status } = await run(parseCommandLine(args));
    await print(result);
    return status;
  } catch (error) {
    process.stderr.write(failureText(toFailure(error)));
    return 2;
  }
}

async function run(command: CliCommand): Promise<Outcome> {
  switch (command.kind) {
    case 'help':
      return { result: helpText, status: 0 };
    case 'version':
      return { result: `${applicationVersion()}\n`, status: 0 };
    case 'assess':
      return withBackend(command.data, (backend) => assess(backend, command));
    case 'list':
      return withBackend(command.data, async (backend) => {
        const summaries = await invoke(backend, 'assessment.list', {});
        return { result: command.json ? jsonText(summaries) : listText(summaries), status: 0 };
      });
    case 'show':
      return withBackend(command.data, (backend) => show(backend, command.id, command.json));
  }
}

async function withBackend(
  data: string | undefined,
  use: (backend: Backend) => Promise<Outcome>,
): Promise<Outcome> {
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

async function assess(
  backend: Backend,
  { source, assessor, json }: Extract<CliCommand, { kind: 'assess' }>,
): Promise<Outcome> {
  const start = await prepare(backend, source, assessor ?? (await systemAccount(backend)));
  const ended = walkEnd(backend);
  // Whoever reads the file or signs in may fail before the walk's end is awaited.
  ended.catch(() => undefined);
  const cancel = () => void invoke(backend, 'assessment.cancel', {});
  const endProgress = showProgress(backend, process.stderr);
  process.once('SIGINT', cancel);
  try {
    await start();
    const { id } = await ended;
    return await show(backend, id, json);
  } finally {
    process.removeListener('SIGINT', cancel);
    endProgress();
  }
}

async function systemAccount(backend: Backend): Promise<string> {
  const { suggestedAssessor } = await invoke(backend, 'application.info', {});
  if (suggestedAssessor !== '') return suggestedAssessor;
  throw new AppError(
    'bad-request',
    'The operating system has no name for this account: say who assesses with --assessor NAME.',
  );
}

/** Asks for what is still needed, and answers with the function that starts the walk. While it asks, Ctrl-C ends the program. */
async function prepare(
  backend: Backend,
  source: AssessSource,
  assessor: string,
): Promise<() => Promise<unknown>> {
  switch (source.kind) {
    case 'practice':
      return () => invoke(backend, 'assessment.startPractice', { assessor });
    case 'ldif':
      return () => backend.assessLdifFile(source.file, assessor);
    case 'domain-controller': {
      const { host, port, account } = source;
      const password = await readPassword(account, { input: process.stdin, messages: process.stderr });
      return () =>
        invoke(backend, 'assessment.startDomainController', { assessor, host, port, account, password });
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

async function show(backend: Backend, assessmentId: string, asJson: boolean): Promise<Outcome> {
  const view = await invoke(backend, 'assessment.open', { assessmentId });
  const report = reportOf(view);
  return { result: asJson ? jsonText(report) : reportText(report), status: exitStatusOf(view) };
}

/** The same door as every host's: the arguments are parsed there. */
async function invoke<C extends Channel>(backend: Backend, channel: C, args: Args<C>): Promise<Result<C>> {
  const reply = await backend.dispatch(channel, args);
  if (reply.ok) return reply.value as Result<C>;
  throw new AppError(reply.error.code, reply.error.message, reply.error.detail);
}
