import type { JudgedObject, ObservedObject, Verdict } from './comparison.ts';
import { belowServer, whole, type ObservedColumns } from './observed-columns.ts';

/** The observations that the columns were made of. Throws RangeError if they do not fit each other. */
export function fromColumns(columns: ObservedColumns): readonly ObservedObject[] {
  return judgedFromColumns(columns, new Map()).map(
    ({ status: _status, decision: _decision, ...object }) => object,
  );
}

/**
 * The same with what was decided on them, by their keys: at once, as there may be 100,000 objects in each of two assessments, and
 * somebody waits. Throws RangeError if the columns do not fit each other.
 */
export function judgedFromColumns(
  { facts, texts, factsOf, names, servers, own, under, guids, keys }: ObservedColumns,
  verdicts: ReadonlyMap<string, Verdict>,
): readonly JudgedObject[] {
  const nameAt = namesOf(own, under, texts);
  return factsOf.map((fact, at) => {
    const { kind, administrativeGroup, security, version, proposal } = valueAt(facts, fact);
    const name = nameAt(at, kind);
    const key = keys[at] ?? name.lowerCase;
    const decision = (proposal === null ? null : verdicts.get(key)) ?? null;
    return {
      key,
      objectGuid: guids[at] ?? null,
      kind,
      name: valueAt(texts, valueAt(names, at)),
      server: valueAt(texts, valueAt(servers, at)),
      administrativeGroup,
      distinguishedName: name.asWritten,
      security,
      version,
      proposal,
      status: decision?.status ?? proposal?.status ?? null,
      decision,
    };
  });
}

interface SpeltName {
  readonly asWritten: string;
  readonly lowerCase: string;
}

/**
 * Puts the names together again, one after the other. Each part is turned into lower case once: parts end at commas, at which no
 * character looks to the next.
 */
function namesOf(
  own: readonly string[],
  under: readonly number[],
  texts: readonly string[],
): (at: number, kind: ObservedObject['kind']) => SpeltName {
  const rests: SpeltName[] = [];
  let server: SpeltName = { asWritten: '', lowerCase: '' };
  const restAt = (position: number): SpeltName => {
    if (position === belowServer) return server;
    const asWritten = valueAt(texts, position);
    return (rests[position] ??= { asWritten, lowerCase: asWritten.toLowerCase() });
  };
  return (at, kind) => {
    const first = valueAt(own, at);
    const position = valueAt(under, at);
    const rest = position === whole ? null : restAt(position);
    const name = {
      asWritten: rest === null ? first : `${first},${rest.asWritten}`,
      lowerCase: rest === null ? first.toLowerCase() : `${first.toLowerCase()},${rest.lowerCase}`,
    };
    if (kind === 'server') server = name;
    return name;
  };
}

/** Throws RangeError for a position that does not exist. */
function valueAt<T>(values: readonly T[], position: number): T {
  const value = values[position];
  if (value === undefined) throw new RangeError(`There is no value at ${position}.`);
  return value;
}
