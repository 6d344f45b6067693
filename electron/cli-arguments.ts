import { parseArgs, type ParseArgsConfig } from 'node:util';
import { contract } from '../shared/contract.ts';
import { AppError } from '../shared/errors.ts';

export type AssessSource =
  | { readonly kind: 'practice' }
  | { readonly kind: 'ldif'; readonly file: string }
  | {
      readonly kind: 'domain-controller';
      readonly host: string;
      readonly port: number | null;
      readonly account: string;
    };

export type CliCommand =
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | {
      readonly kind: 'assess';
      readonly source: AssessSource;
      readonly assessor: string | null;
      readonly json: boolean;
      readonly data: string | undefined;
    }
  | { readonly kind: 'list'; readonly json: boolean; readonly data: string | undefined }
  | { readonly kind: 'show'; readonly id: string; readonly json: boolean; readonly data: string | undefined };

export const helpText = `Hopcheck: outbound security of Exchange 2003 SMTP virtual servers (check EMG2-803)

  npm run --silent cli -- assess --practice
  npm run --silent cli -- assess --ldif FILE
  npm run --silent cli -- assess --host NAME --account ACCOUNT [--port NUMBER]
  npm run --silent cli -- list
  npm run --silent cli -- show ID

assess   reads an Exchange organisation, proposes a status for every SMTP virtual server and keeps the assessment
  --practice        the sample organisation, served by a practice domain controller on this machine
  --ldif FILE       an export made with ldifde below CN=Microsoft Exchange
  --host NAME       a domain controller, over LDAPS with a verified certificate
  --port NUMBER     its LDAPS port (636); never 3268 or 3269, the global catalogue lacks the setting
  --account NAME    DOMAIN\\user, user@domain or a distinguished name. The password is asked for, or read from
                    standard input if that is no terminal; it is never an argument
  --assessor NAME   who assesses (otherwise the account of the operating system)
list     the kept assessments, newest first
show     one of them, with the decisions that were made

  --json            one JSON document on standard output
  --data DIR        the folder that holds the assessments
  --help, --version

Results go to standard output, messages to standard error. An option that is given twice is refused.
Exit status  0  everything was read, and nothing is open or not reviewed
             1  something is open or not reviewed
             2  could not assess, not everything could be read, or the result could not be written
A reader that closes the pipe early (head, less) changes nothing of it.
`;

/** Characters of the assessor's name, as everywhere. */
const longestAssessor = 200;

const options = {
  practice: { type: 'boolean' },
  ldif: { type: 'string' },
  host: { type: 'string' },
  port: { type: 'string' },
  account: { type: 'string' },
  assessor: { type: 'string' },
  json: { type: 'boolean' },
  data: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const satisfies ParseArgsConfig['options'];

type Values = ReturnType<typeof parse>['values'];

/** Understands a command line. Throws AppError `bad-request` that says what is wrong with it. */
export function parseCommandLine(args: readonly string[]): CliCommand {
  const { values, positionals } = parse(args);
  if (values.version) return { kind: 'version' };
  const [command, ...rest] = positionals;
  if (values.help || command === undefined || command === 'help') return { kind: 'help' };
  const common = { json: values.json ?? false, data: values.data };
  switch (command) {
    case 'assess':
      refuseRest(rest);
      return { kind: 'assess', source: sourceOf(values), assessor: assessorOf(values.assessor), ...common };
    case 'list':
      refuseRest(rest);
      refuseSource(values, command);
      return { kind: 'list', ...common };
    case 'show': {
      refuseSource(values, command);
      const [id, ...more] = rest;
      if (id === undefined) throw usage('show needs the ID of an assessment: "list" prints them.');
      refuseRest(more);
      if (!contract['assessment.open'].args.safeParse({ assessmentId: id }).success) {
        throw usage(`"${id}" is not the ID of an assessment: "list" prints them.`);
      }
      return { kind: 'show', id, ...common };
    }
    default:
      throw usage(`"${command}" is not a command: use assess, list or show.`);
  }
}

function parse(args: readonly string[]) {
  const parsed = parseStrictly(args);
  const given = new Set<string>();
  for (const token of parsed.tokens) {
    if (token.kind !== 'option') continue;
    // Of two files or folders the last would count, and nothing would say so.
    if (given.has(token.name)) throw usage(`--${token.name} is given twice, and only one can be meant.`);
    given.add(token.name);
    if (token.value?.trim() === '') throw usage(`--${token.name} is empty: give a value or leave it out.`);
  }
  return parsed;
}

function parseStrictly(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true, tokens: true });
  } catch (error) {
    throw usage(error instanceof Error ? error.message : String(error));
  }
}

function sourceOf(values: Values): AssessSource {
  const given = [values.practice, values.ldif, values.host].filter(
    (value) => value !== undefined && value !== false,
  );
  if (given.length !== 1) throw usage('assess needs one of --practice, --ldif FILE or --host NAME.');
  if (values.host === undefined && (values.port !== undefined || values.account !== undefined)) {
    throw usage('--port and --account go with --host.');
  }
  if (values.practice) return { kind: 'practice' };
  if (values.ldif !== undefined) return { kind: 'ldif', file: values.ldif };
  if (values.account === undefined) throw usage('--host needs --account: who signs in.');
  return {
    kind: 'domain-controller',
    host: values.host ?? '',
    port: portOf(values.port),
    account: values.account,
  };
}

function assessorOf(text: string | undefined): string | null {
  const name = text?.trim() ?? null;
  if (name !== null && name.length > longestAssessor) {
    throw usage(`--assessor is longer than ${longestAssessor} characters.`);
  }
  return name;
}

function portOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65_535) throw usage(`--port ${text}: a port is a number from 1 to 65535.`);
  return port;
}

function refuseSource(values: Values, command: string): void {
  const given = (['practice', 'ldif', 'host', 'port', 'account', 'assessor'] as const).find(
    (name) => values[name] !== undefined,
  );
  if (given) throw usage(`--${given} does not go with ${command}.`);
}

function refuseRest(rest: readonly string[]): void {
  if (rest.length > 0) throw usage(`"${rest[0]}" is one argument too many.`);
}

function usage(message: string): AppError {
  return new AppError('bad-request', `${message}\nSee: npm run --silent cli -- --help`);
}
