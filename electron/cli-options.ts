import { parseArgs, type ParseArgsConfig } from 'node:util';
import { AppError } from '../shared/errors.ts';

const options = {
  practice: { type: 'boolean' },
  ldif: { type: 'string' },
  host: { type: 'string' },
  port: { type: 'string' },
  account: { type: 'string' },
  channel: { type: 'string' },
  'sign-in': { type: 'string' },
  'dns-server': { type: 'string' },
  'legacy-tls': { type: 'boolean' },
  'accept-clear-text': { type: 'boolean' },
  'trust-authority': { type: 'string' },
  'trust-certificate': { type: 'string' },
  assessor: { type: 'string' },
  output: { type: 'string' },
  reason: { type: 'string' },
  all: { type: 'boolean' },
  csv: { type: 'boolean' },
  html: { type: 'boolean' },
  clear: { type: 'boolean' },
  yes: { type: 'boolean' },
  'accept-proposals': { type: 'boolean' },
  'problems-read': { type: 'boolean' },
  list: { type: 'boolean' },
  restore: { type: 'string' },
  salvage: { type: 'boolean' },
  json: { type: 'boolean' },
  data: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const satisfies ParseArgsConfig['options'];

export type Values = ReturnType<typeof parseStrictly>['values'];
export type OptionName = keyof typeof options;

/** The words of a command line. Throws AppError `bad-request` for unknown options, and for those given twice or empty. */
export function readOptions(args: readonly string[]): {
  readonly values: Values;
  readonly positionals: readonly string[];
} {
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

/** The first of these options that is given; undefined if none is. */
export function firstGiven(values: Values, names: readonly OptionName[]): OptionName | undefined {
  return names.find((name) => values[name] !== undefined);
}

/** Refuses every option that is not among the allowed ones: one that is passed over would be believed to count. */
export function allowOnly(values: Values, command: string, allowed: readonly OptionName[]): void {
  const names = Object.keys(options) as readonly OptionName[];
  const stray = firstGiven(
    values,
    names.filter((name) => !allowed.includes(name)),
  );
  if (stray !== undefined) throw usage(`--${stray} does not go with ${command}.`);
}

/** The error for a command line that is wrong, with where to look it up. */
export function usage(message: string): AppError {
  return new AppError('bad-request', `${message}\nSee: npm run --silent cli -- --help`);
}
