import { setImmediate } from 'node:timers/promises';
import type { z } from 'zod';
import { canonicalPieces } from '../canonical-json.ts';
import type { AppError } from '../../../shared/errors.ts';
import { longestList } from '../../../shared/history/document.ts';
import { fromNewerVersion, tooLarge, unreadable } from './bundle-errors.ts';
import { deepestNesting, memberValues } from './bundle-limits.ts';

const itemsPerStep = 1_000;

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Parses a JSON member of a bundle. Only canonical JSON is taken: anything else, such as a key that is there twice, would become
 * another text, with another hash, when it is written again. Throws AppError `bundle-unreadable`.
 */
export function parseJson<T>(name: string, content: Uint8Array, shape: z.ZodType<T>): T {
  const steps = parsing(name, content, shape);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** How many values may still come. */
export interface Budget {
  values: number;
}

/** The same for a member that may be large: others have their turn in between. What it holds is taken off the budget. */
export async function parseJsonInTurns<T>(
  name: string,
  content: Uint8Array,
  shape: z.ZodType<T>,
  budget: Budget,
): Promise<T> {
  const steps = parsing(name, content, shape, budget);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await setImmediate();
  }
}

/** Parses step by step, of which each takes some ten milliseconds at most for every 20 MiB. */
function* parsing<T>(
  name: string,
  content: Uint8Array,
  shape: z.ZodType<T>,
  budget?: Budget,
): Generator<undefined, T> {
  refuseBulk(name, content, budget);
  yield;
  const text = textOf(name, content);
  yield;
  const value = valueOf(name, text);
  yield;
  const data = yield* shaping(name, value, shape);
  let at = 0;
  for (const piece of canonical(name, data)) {
    if (!text.startsWith(piece, at)) throw notCanonical(name);
    at += piece.length;
    yield;
  }
  if (at !== text.length) throw notCanonical(name);
  return data;
}

/** There are numbers that can be read and have no canonical form, such as 1e400. */
function* canonical(name: string, data: unknown): Generator<string> {
  try {
    yield* canonicalPieces(data);
  } catch {
    throw notCanonical(name);
  }
}

/** A list that is within every bound is held against its shape some items at a time. */
function* shaping<T>(name: string, value: unknown, shape: z.ZodType<T>): Generator<undefined, T> {
  if (!Array.isArray(value) || value.length > longestList) return shaped(name, value, shape, 0);
  const items: unknown[] = [];
  for (let at = 0; at === 0 || at < value.length; at += itemsPerStep) {
    const some = shaped(name, value.slice(at, at + itemsPerStep), shape, at);
    for (const item of some as readonly unknown[]) items.push(item);
    yield;
  }
  return items as T;
}

/** `first` is the place of the first item, to say where something is wrong. */
function shaped<T>(name: string, value: unknown, shape: z.ZodType<T>, first: number): T {
  const parsed = shape.safeParse(value);
  if (parsed.success) return parsed.data;
  throw unreadable(`Its member ${name} does not hold what it should.`, firstIssue(parsed.error, first));
}

function notCanonical(name: string): AppError {
  return unreadable(`Its member ${name} is not written as Hopcheck writes it.`);
}

/** The same for what has a version, of which we know the first. Throws AppError `bundle-from-newer-version`, too. */
export function parseVersioned<T>(name: string, content: Uint8Array, format: string, shape: z.ZodType<T>): T {
  refuseBulk(name, content);
  const value = valueOf(name, textOf(name, content));
  if (isRecord(value) && value['format'] === format) {
    const version = value['version'];
    if (typeof version === 'number' && version > 1) throw fromNewerVersion(name, version);
  }
  return parseJson(name, content, shape);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function textOf(name: string, content: Uint8Array): string {
  try {
    return strictUtf8.decode(content);
  } catch (error) {
    throw unreadable(`Its member ${name} is not text in UTF-8.`, String(error));
  }
}

function valueOf(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw unreadable(`Its member ${name} is not JSON.`, String(error));
  }
}

function firstIssue(error: z.ZodError, first: number): string {
  const issue = error.issues[0];
  if (issue === undefined) return '';
  const path = issue.path.map((step, depth) =>
    depth === 0 && typeof step === 'number' ? first + step : step,
  );
  return `${path.join('.')}: ${issue.message}`;
}

const [quote, comma, backslash, openBracket, closeBracket, openBrace, closeBrace] = [
  0x22, 0x2c, 0x5c, 0x5b, 0x5d, 0x7b, 0x7d,
] as const;

/** Counts brackets and values outside of strings, before anything sees the text that calls itself for every level or keeps every value. */
function refuseBulk(name: string, content: Uint8Array, budget: Budget = { values: memberValues }): void {
  const most = Math.min(memberValues, budget.values);
  let depth = 0;
  let values = 1;
  for (let at = 0; at < content.length; at += 1) {
    const octet = content[at];
    if (octet === quote) at = endOfString(content, at);
    else if (octet === comma) values += 1;
    else if (octet === openBracket || octet === openBrace) {
      depth += 1;
      values += 1;
    } else if (octet === closeBracket || octet === closeBrace) depth -= 1;
    if (depth > deepestNesting)
      throw unreadable(`Its member ${name} is nested deeper than any that Hopcheck writes.`);
    if (values > most) throw tooLarge(`Its member ${name} holds more values than are taken.`);
  }
  budget.values -= values;
}

/** The place of the quote that ends the string which begins there; the end of the content if none does. */
function endOfString(content: Uint8Array, begin: number): number {
  let at = begin + 1;
  while (at < content.length && content[at] !== quote) at += content[at] === backslash ? 2 : 1;
  return at;
}
