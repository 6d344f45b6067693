import { AppError, toFailure } from '../shared/errors.ts';
import {
  failedBackend,
  holdsData,
  openBackend,
  type Backend,
  type BackendOptions,
  type BackendWithFiles,
} from './backend/backend.ts';
import { parseCommandLine, type CliCommand } from './cli-arguments.ts';
import { assess, show } from './cli-assess.ts';
import { invoke, noteExport, type Outcome } from './cli-backend.ts';
import { check } from './cli-check.ts';
import { failureText } from './cli-failure-text.ts';
import { find } from './cli-find.ts';
import { helpText } from './cli-help.ts';
import { runHistory } from './cli-history.ts';
import { print } from './cli-output.ts';
import { rescue } from './cli-rescue.ts';
import { sentText } from './cli-sent-text.ts';
import { listText } from './cli-text.ts';
import { verifyFile } from './cli-verify.ts';
import { jsonText } from './cli-visible.ts';
import { dataFolder } from './data-folder.ts';
import { applicationVersion, practiceOrganization } from './installation.ts';
import { openLog, type Log } from './log.ts';

/** Null until it is known where the data is kept. */
let log: Log | null = null;

process.exitCode = await main(process.argv.slice(2));

/** Runs one command; answers with the exit status. */
async function main(args: readonly string[]): Promise<number> {
  try {
    const { result, status } = await run(parseCommandLine(args));
    await print(result);
    return status;
  } catch (error) {
    if (!(error instanceof AppError)) log?.note(error);
    process.stderr.write(failureText(toFailure(error)));
    return 2;
  } finally {
    await log?.close();
  }
}

async function run(command: CliCommand): Promise<Outcome> {
  switch (command.kind) {
    case 'help':
      return { result: helpText, status: 0 };
    case 'version':
      return { result: `${applicationVersion()}\n`, status: 0 };
    case 'verify':
      return command.target.kind === 'file'
        ? verifyFile(command.target.path, opener(command.data), command.json)
        : withBackend(command);
    case 'rescue':
      return closing(openAnyway(command.data), (backend) => rescue(backend, command.way, command.json));
    default:
      return withBackend(command);
  }
}

/** Opens the data folder; null if there is none yet, and none is to be made. */
function opener(data: string | undefined): (() => BackendWithFiles) | null {
  return holdsData(dataFolder(data, process.env)) ? () => open(data) : null;
}

function open(data: string | undefined): BackendWithFiles {
  return openBackend(optionsOf(data));
}

/** What stands in for the backend if it cannot be opened. */
function openAnyway(data: string | undefined): Backend {
  const options = optionsOf(data);
  try {
    return openBackend(options);
  } catch (error) {
    return failedBackend(error, options);
  }
}

function optionsOf(data: string | undefined): BackendOptions {
  const folder = dataFolder(data, process.env);
  log ??= openLog(folder);
  return {
    dataFolder: folder,
    practiceOrganization,
    host: 'command-line',
    version: applicationVersion(),
    onUnexpected: log.note,
  };
}

type CommandOnData = Exclude<CliCommand, { kind: 'help' | 'version' | 'rescue' }>;

async function withBackend(command: CommandOnData): Promise<Outcome> {
  return closing(open(command.data), (backend) => runIn(backend, command));
}

async function closing<B extends Backend>(
  backend: B,
  work: (backend: B) => Promise<Outcome>,
): Promise<Outcome> {
  try {
    return await work(backend);
  } finally {
    await backend.close();
  }
}

async function runIn(backend: BackendWithFiles, command: CommandOnData): Promise<Outcome> {
  switch (command.kind) {
    case 'assess':
      return assess(backend, command);
    case 'check':
      return check(backend, command);
    case 'find':
      return find(backend, command);
    case 'list': {
      const summaries = await invoke(backend, 'assessment.list', {});
      return { result: command.json ? jsonText(summaries) : listText(summaries), status: 0 };
    }
    case 'show': {
      const shown = await show(backend, command.id, command.json);
      if (command.json) await noteExport(backend, command.id, 'Report as JSON');
      return shown;
    }
    case 'sent': {
      const sent = await invoke(backend, 'assessment.wireLog', { assessmentId: command.id });
      if (command.json) await noteExport(backend, command.id, 'List of what was sent, as JSON');
      return { result: command.json ? jsonText(sent) : sentText(sent), status: 0 };
    }
    default:
      return runHistory(backend, command);
  }
}
