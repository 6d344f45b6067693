import type { z } from 'zod';
import { canonicalText } from '../canonical-json.ts';
import { fromNewerVersion, unreadable } from './bundle-errors.ts';
import { deepestNesting } from './bundle-limits.ts';

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Parses a JSON member of a bundle. Only canonical JSON is taken: anything else, such as a key that is there twice, would become
 * another text, with another hash, when it is written again. Throws AppError `bundle-unreadable`.
 */
export function parseJson<T>(name: string, content: Uint8Array, shape: z.ZodType<T>): T {
  refuseDepth(name, content);
  const text = textOf(name, content);
  const parsed = shape.safeParse(valueOf(name, text));
  if (!parsed.success)
    throw unreadable(`Its member ${name} does not hold what it should.`, firstIssue(parsed.error));
  if (canonicalText(parsed.data) !== text)
    throw unreadable(`Its member ${name} is not written as Hopcheck writes it.`);
  return parsed.data;
}

/** The same for what has a version, of which we know the first. Throws AppError `bundle-from-newer-version`, too. */
export function parseVersioned<T>(name: string, content: Uint8Array, format: string, shape: z.ZodType<T>): T {
  refuseDepth(name, content);
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

function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  return issue === undefined ? '' : `${issue.path.join('.')}: ${issue.message}`;
}

const [quote, backslash] = [0x22, 0x5c];
const opening = new Set([0x5b, 0x7b]);
const closing = new Set([0x5d, 0x7d]);

/** Counts brackets outside of strings, before anything that calls itself for every level sees the text. */
function refuseDepth(name: string, content: Uint8Array): void {
  let depth = 0;
  let isInString = false;
  for (let at = 0; at < content.length; at += 1) {
    const octet = content[at] ?? 0;
    if (isInString && octet === backslash) at += 1;
    else if (octet === quote) isInString = !isInString;
    else if (isInString) continue;
    else if (opening.has(octet)) depth += 1;
    else if (closing.has(octet)) depth -= 1;
    if (depth > deepestNesting)
      throw unreadable(`Its member ${name} is nested deeper than any that Hopcheck writes.`);
  }
}
