import type { AppError } from '../shared/errors.ts';
import { connectionOf, connectionOptions, type ConnectionChoice } from './cli-connection-options.ts';
import { historyCommandOf, historyCommands, type HistoryCommand } from './cli-history-arguments.ts';
import { assessorOf, onlyIdOf, refuseRest } from './cli-operands.ts';
import { allowOnly, firstGiven, readOptions, usage, type Values } from './cli-options.ts';
import { rescueCommandOf, type RescueCommand } from './cli-rescue.ts';

export type AssessSource =
  | { readonly kind: 'practice' }
  | { readonly kind: 'ldif'; readonly file: string }
  | { readonly kind: 'domain-controller'; readonly connection: ConnectionChoice };

interface Common {
  readonly json: boolean;
  readonly data: string | undefined;
}

export type CliCommand =
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | (Common & { readonly kind: 'assess'; readonly source: AssessSource; readonly assessor: string | null })
  | (Common & {
      readonly kind: 'check';
      readonly connection: ConnectionChoice;
      readonly assessor: string | null;
    })
  | (Common & { readonly kind: 'find'; readonly domain: string | null; readonly dnsServer: string | null })
  | (Common & { readonly kind: 'list' })
  | (Common & { readonly kind: 'show' | 'sent'; readonly id: string })
  | (Common & HistoryCommand)
  | (Common & RescueCommand);

const commonOptions = ['json', 'data'] as const;

/** Understands a command line. Throws AppError `bad-request` that says what is wrong with it. */
export function parseCommandLine(args: readonly string[]): CliCommand {
  const { values, positionals } = readOptions(args);
  if (values.version) return { kind: 'version' };
  const [command, ...rest] = positionals;
  if (values.help || command === undefined || command === 'help') return { kind: 'help' };
  const common = { json: values.json ?? false, data: values.data };
  switch (command) {
    case 'assess':
      refuseRest(rest);
      allowOnly(values, command, ['practice', 'ldif', ...connectionOptions, 'assessor', ...commonOptions]);
      return { kind: command, source: sourceOf(values), assessor: assessorOf(values.assessor), ...common };
    case 'check':
      return { ...checkOf(values, rest), ...common };
    case 'find':
      allowOnly(values, command, ['dns-server', ...commonOptions]);
      return { kind: command, domain: domainOf(rest), dnsServer: values['dns-server'] ?? null, ...common };
    case 'list':
      refuseRest(rest);
      allowOnly(values, command, commonOptions);
      return { kind: command, ...common };
    case 'show':
    case 'sent':
      allowOnly(values, command, commonOptions);
      return { kind: command, id: onlyIdOf(command, rest), ...common };
    case 'rescue':
      return { ...rescueCommandOf(values, rest), ...common };
    default: {
      const ofHistory = historyCommandOf(command, values, rest);
      if (ofHistory === null) throw unknown(command);
      return { ...ofHistory, ...common };
    }
  }
}

function unknown(command: string): AppError {
  const known = ['assess', 'check', 'find', 'list', 'show', 'sent', ...historyCommands, 'rescue'];
  return usage(`"${command}" is not a command: use ${known.slice(0, -1).join(', ')} or ${known.at(-1)}.`);
}

function sourceOf(values: Values): AssessSource {
  const given = [values.practice, values.ldif, values.host].filter(
    (value) => value !== undefined && value !== false,
  );
  if (given.length !== 1) throw usage('assess needs one of --practice, --ldif FILE or --host NAME.');
  if (values.host !== undefined)
    return { kind: 'domain-controller', connection: connectionOf(values, values.host) };
  const stray = firstGiven(values, connectionOptions);
  if (stray !== undefined) throw usage(`--${stray} goes with --host NAME.`);
  return values.ldif === undefined ? { kind: 'practice' } : { kind: 'ldif', file: values.ldif };
}

function checkOf(values: Values, rest: readonly string[]) {
  refuseRest(rest);
  allowOnly(values, 'check', [...connectionOptions, 'assessor', ...commonOptions]);
  if (values.host === undefined) throw usage('check needs --host NAME: the domain controller to sign in to.');
  return {
    kind: 'check',
    connection: connectionOf(values, values.host),
    assessor: assessorOf(values.assessor),
  } as const;
}

function domainOf([domain, ...more]: readonly string[]): string | null {
  refuseRest(more);
  if (domain?.trim() === '') throw usage('The domain is empty: give its name or leave it out.');
  return domain ?? null;
}
