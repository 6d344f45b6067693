import { z } from 'zod';
import type { ObservedObject } from './comparison.ts';

/**
 * Observations as they are kept: 50,000 virtual servers say much that is alike, and two such lists are to be read while somebody
 * waits. So what many share stands once, and the rest in columns with one value for each object. Any list comes back as it was.
 */
export interface ObservedColumns {
  readonly version: 1;
  /** Each once. */
  readonly facts: readonly Facts[];
  readonly texts: readonly string[];
  /** Positions in `facts`. */
  readonly factsOf: readonly number[];
  /** Positions in `texts`. */
  readonly names: readonly number[];
  readonly servers: readonly number[];
  /** The distinguished name, as far as `under` does not tell it. */
  readonly own: readonly string[];
  /** What follows it and a comma: a position in `texts`, or one of {@link whole} and {@link belowServer}. */
  readonly under: readonly number[];
  readonly guids: readonly (string | null)[];
  /** Null if it is the distinguished name in lower case, as of almost every name. */
  readonly keys: readonly (string | null)[];
}

type Facts = Pick<ObservedObject, 'kind' | 'administrativeGroup' | 'security' | 'version' | 'proposal'>;

/** Nothing follows. */
export const whole = -1;
/** The distinguished name of the last server before it in the list follows. */
export const belowServer = -2;

/** The observations as columns. */
export function toColumns(objects: readonly ObservedObject[]): ObservedColumns {
  const facts = collected<Facts>();
  const texts = collected<string>();
  const words = collected<string>();
  const textAt = (text: string) => texts.position(text, text);
  const numberOf = (text: string) => words.position(text, text);
  const columns: Columns = { factsOf: [], names: [], servers: [], own: [], under: [], guids: [], keys: [] };
  let server: string | null = null;
  for (const object of objects) {
    const { kind, administrativeGroup, security, version, proposal, distinguishedName, key } = object;
    const fact = { kind, administrativeGroup, security, version, proposal };
    columns.factsOf.push(facts.position(nameOfFacts(object, numberOf), fact));
    columns.names.push(textAt(object.name));
    columns.servers.push(textAt(object.server));
    columns.guids.push(object.objectGuid);
    columns.keys.push(key === distinguishedName.toLowerCase() ? null : key);
    const { own, rest } = divided(distinguishedName, kind === 'server' ? null : server);
    columns.own.push(own);
    columns.under.push(typeof rest === 'number' ? rest : textAt(rest));
    if (kind === 'server') server = distinguishedName;
  }
  return { version: 1, facts: facts.values, texts: texts.values, ...columns };
}

type Columns = {
  -readonly [
    Name in keyof Omit<ObservedColumns, 'version' | 'facts' | 'texts'>
  ]: ObservedColumns[Name][number][];
};

/**
 * What tells facts apart, with a number for each text, so that no text can pass for another: to write all out as JSON would take the
 * most time of all.
 */
function nameOfFacts(
  { kind, administrativeGroup, security, version, proposal }: ObservedObject,
  numberOf: (text: string) => number,
): string {
  let name = `${kind} ${numberOf(administrativeGroup)} ${version === null ? '' : numberOf(version)}`;
  if (security !== null) {
    const { rawFlag, authentication, tls } = security;
    name += `,${rawFlag === null ? '' : numberOf(rawFlag)} ${authentication} ${tls}`;
  }
  if (proposal !== null) {
    name += `;${proposal.status}`;
    for (const reason of proposal.reasons) name += ` ${numberOf(reason)}`;
  }
  return name;
}

const column = <T>() => z.custom<readonly T[]>(Array.isArray);

/** Cheap on purpose: what is kept has a checksum that vouches for the values, and there are a million of them. */
export const observedColumns: z.ZodType<ObservedColumns> = z
  .object({
    version: z.literal(1),
    facts: column<Facts>(),
    texts: column<string>(),
    factsOf: column<number>(),
    names: column<number>(),
    servers: column<number>(),
    own: column<string>(),
    under: column<number>(),
    guids: column<string | null>(),
    keys: column<string | null>(),
  })
  .refine(
    ({ factsOf, ...others }) =>
      [others.names, others.servers, others.own, others.under, others.guids, others.keys].every(
        ({ length }) => length === factsOf.length,
      ),
    'the columns are of different lengths',
  );

/** Values with a position each, in the order in which they first came. */
interface Collected<T> {
  readonly values: readonly T[];
  /** `name` tells the values apart. */
  readonly position: (name: string, value: T) => number;
}

function collected<T>(): Collected<T> {
  const positions = new Map<string, number>();
  const values: T[] = [];
  return {
    values,
    position: (name, value) => {
      const known = positions.get(name);
      if (known !== undefined) return known;
      positions.set(name, values.length);
      return values.push(value) - 1;
    },
  };
}

function divided(
  name: string,
  server: string | null,
): { readonly own: string; readonly rest: string | number } {
  if (server !== null && name.endsWith(`,${server}`))
    return { own: name.slice(0, -server.length - 1), rest: belowServer };
  // Anywhere would do: the parts are only put together again.
  const comma = name.indexOf(',');
  return comma < 0 ? { own: name, rest: whole } : { own: name.slice(0, comma), rest: name.slice(comma + 1) };
}
