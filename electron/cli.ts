import { toFailure } from '../shared/errors.ts';
import { openBackend, type Backend } from './backend/backend.ts';
import { parseCommandLine, type CliCommand } from './cli-arguments.ts';
import { assess, show } from './cli-assess.ts';
import { invoke, type Outcome } from './cli-backend.ts';
import { check } from './cli-check.ts';
import { failureText } from './cli-failure-text.ts';
import { find } from './cli-find.ts';
import { helpText } from './cli-help.ts';
import { print } from './cli-output.ts';
import { sentText } from './cli-sent-text.ts';
import { listText } from './cli-text.ts';
import { jsonText } from './cli-visible.ts';
import { dataFolder } from './data-folder.ts';
import { applicationVersion, practiceOrganization } from './installation.ts';

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
    default:
      return withBackend(command);
  }
}

async function withBackend(command: Exclude<CliCommand, { kind: 'help' | 'version' }>): Promise<Outcome> {
  const backend = openBackend({
    dataFolder: dataFolder(command.data, process.env),
    practiceOrganization,
    host: 'command-line',
    version: applicationVersion(),
  });
  try {
    return await runIn(backend, command);
  } finally {
    await backend.close();
  }
}

async function runIn(
  backend: Backend,
  command: Exclude<CliCommand, { kind: 'help' | 'version' }>,
): Promise<Outcome> {
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
    case 'show':
      return show(backend, command.id, command.json);
    case 'sent': {
      const log = await invoke(backend, 'assessment.wireLog', { assessmentId: command.id });
      return { result: command.json ? jsonText(log) : sentText(log), status: 0 };
    }
  }
}
