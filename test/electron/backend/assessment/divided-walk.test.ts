import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { kindsOfObjects } from '../../../../electron/backend/assessment/divided-walk.ts';
import { walk } from '../../../../electron/backend/assessment/walk.ts';
import type { DirectoryEntry } from '../../../../shared/directory/entry.ts';
import type { SearchPage } from '../../../../shared/directory/source.ts';
import { AppError } from '../../../../shared/errors.ts';
import { walkClasses } from '../../../../shared/exchange/attributes.ts';
import { kindOf } from '../../../../shared/exchange/tree-position.ts';
import {
  entryOf,
  exchangeContainer,
  groupEntries,
  groupName,
  organizationEntries,
  serverName,
  virtualServerName,
  wholeServer,
} from '../../../support/exchange-entries.ts';
import { LimitedDirectory } from '../../../support/limited-directory.ts';

interface Group {
  readonly name: string;
  /** Virtual servers of each server. */
  readonly servers: readonly number[];
  readonly connectors: number;
  readonly remoteDomains: number;
}

function entriesOfGroup({ name, servers, connectors, remoteDomains }: Group): readonly DirectoryEntry[] {
  const routing = `CN=Routing Groups,${groupName(name)}`;
  const connections = `CN=Connectors,CN=RG,${routing}`;
  const domains = `CN=Domain,${virtualServerName(name, `${name}0`)}`;
  return [
    ...groupEntries(name),
    ...servers.flatMap((flags, at) => wholeServer(name, `${name}${at}`, Array(flags).fill('4'))),
    entryOf(routing, walkClasses.routingGroups),
    entryOf(`CN=RG,${routing}`, walkClasses.routingGroup),
    entryOf(connections, walkClasses.connectors),
    ...range(connectors).map((at) => entryOf(`CN=C${at},${connections}`, walkClasses.smtpConnector)),
    ...range(remoteDomains).map((at) => entryOf(`CN=${at},${domains}`, walkClasses.remoteDomain)),
  ];
}

function organization(groups: readonly Group[]): readonly DirectoryEntry[] {
  return [...organizationEntries(), ...groups.flatMap(entriesOfGroup)];
}

function range(length: number): readonly number[] {
  return Array.from({ length }, (_, at) => at);
}

/** `A` and `B` with three servers each, `C` with eight; `C` alone has forty objects. */
const groups: readonly Group[] = [
  { name: 'A', servers: [1, 1, 1], connectors: 1, remoteDomains: 1 },
  { name: 'B', servers: [1, 2, 1], connectors: 0, remoteDomains: 0 },
  { name: 'C', servers: [1, 1, 1, 1, 1, 1, 1, 1], connectors: 2, remoteDomains: 0 },
];
const everything = organization(groups);

async function walked(source: LimitedDirectory, signal = new AbortController().signal) {
  const kept: DirectoryEntry[] = [];
  const progress: number[] = [];
  const result = await walk(source, {
    signal,
    onEntries: (entries) => kept.push(...entries),
    onProgress: ({ entries }) => progress.push(entries),
  });
  return { ...result, kept, progress };
}

/** Lets a source answer otherwise; `change` is told how many searches there were. */
function answering(
  source: LimitedDirectory,
  change: (page: SearchPage, searches: number) => SearchPage,
): void {
  const search = source.search.bind(source);
  source.search = async function* (request) {
    for await (const page of search(request)) yield change(page, source.searches.length);
  };
}

function namesOf(entries: readonly DirectoryEntry[]): readonly string[] {
  return entries.map(({ distinguishedName }) => distinguishedName).toSorted();
}

function basesOf(source: LimitedDirectory): readonly string[] {
  return source.searches.map(({ base, scope }) => (scope === 'sub' ? base : `${scope} ${base}`));
}

test('the kinds of objects are, together, what one search for everything looks for', () => {
  expect(kindsOfObjects.flat().toSorted()).toEqual(Object.values(walkClasses).toSorted());
});

describe('a walk whose one search strikes a limit', () => {
  test('is not divided if there is no limit', async () => {
    const source = new LimitedDirectory(everything);
    const { problems } = await walked(source);
    expect({ bases: basesOf(source), problems }).toEqual({ bases: [exchangeContainer], problems: [] });
  });

  test('is read by kinds of objects, is as whole as one search and says how it was read', async () => {
    const whole = await walked(new LimitedDirectory(everything));
    const source = new LimitedDirectory(everything, { entries: 20, pageSize: 7 });
    const parts = await walked(source);
    expect({ ...parts, kept: namesOf(parts.kept), progress: parts.progress.at(-1) }).toEqual({
      counts: { ...whole.counts, pages: expect.any(Number) },
      incompleteReason: null,
      problems: [
        {
          code: 'read-in-parts',
          message:
            'The domain controller stopped the one search for everything at its size limit (result 4). Hopcheck therefore read the organisation in parts: kind of object by kind of object. Every part was read to its end, so nothing is missing.',
          distinguishedName: null,
        },
      ],
      kept: namesOf(everything),
      progress: everything.length,
    });
    expect(basesOf(source)).toEqual(Array(1 + kindsOfObjects.length).fill(exchangeContainer));
  });

  test('is read by groups, and by servers only in a group where the limit strikes again, and is never called whole', async () => {
    const small = range(6).map((at) => ({ name: `S${at}`, servers: [1], connectors: 0, remoteDomains: 0 }));
    const large = { name: 'L', servers: [1, 1, 1, 1, 1, 1, 1, 1], connectors: 2, remoteDomains: 0 };
    const entries = organization([...small, large]);
    const source = new LimitedDirectory(entries, { entries: 20 });
    const { kept, incompleteReason, problems } = await walked(source);
    expect(basesOf(source)).toEqual([
      // everything, the groups and what is above them, and the containers of the groups, which strike the limit
      ...Array(3).fill(exchangeContainer),
      ...[...small, large].map(({ name }) => groupName(name)),
      groupName('L'),
      ...range(8).map((at) => serverName('L', `L${at}`)),
    ]);
    expect(namesOf(kept)).toEqual(namesOf(entries));
    expect(incompleteReason).toContain('did not let Hopcheck make sure that nothing is missing');
    expect(problems).toEqual([
      {
        code: 'read-in-parts',
        message: expect.stringContaining(
          'kind of object by kind of object, then administrative group by administrative group, then server by server where the limit struck again. Not every part',
        ),
        distinguishedName: null,
      },
    ]);
  });

  test('names the server that cannot be read to its end even alone', async () => {
    const crowded = { name: 'D', servers: [9], connectors: 0, remoteDomains: 0 };
    const { incompleteReason, problems } = await walked(
      new LimitedDirectory(organization([...groups, crowded]), { entries: 8 }),
    );
    expect(incompleteReason).toContain('size limit (result 4)');
    expect(problems.map(({ distinguishedName }) => distinguishedName)).toContain(serverName('D', 'D0'));
  });

  test('goes down level by level if time runs out, and reads all that the server has time for', async () => {
    const source = new LimitedDirectory(everything, { looks: 45 });
    const { kept, incompleteReason } = await walked(source);
    expect(namesOf(kept)).toEqual(namesOf(everything));
    expect(incompleteReason).toContain('time limit (result 3)');
    expect(basesOf(source)).toEqual([
      exchangeContainer,
      exchangeContainer,
      `base ${exchangeContainer}`,
      `one ${exchangeContainer}`,
      `one CN=Fabrikam,${exchangeContainer}`,
      `one CN=Administrative Groups,CN=Fabrikam,${exchangeContainer}`,
      ...['A', 'B', 'C'].map(groupName),
    ]);
  });

  test('is cancelled between parts, keeps what it has and says both', async () => {
    const source = new LimitedDirectory(everything, { entries: 20 });
    source.onPage = () => {
      if (source.searches.length === 4) throw new AppError('cancelled', 'Cancelled.');
    };
    const { incompleteReason, problems, kept, counts } = await walked(source);
    expect({ incompleteReason, problems: problems.map(({ code }) => code) }).toEqual({
      incompleteReason: expect.stringContaining('was cancelled'),
      problems: ['read-in-parts'],
    });
    expect(counts.entries).toBe(kept.length);
    expect(source.searches).toHaveLength(4);
  });

  test.each([
    [3, 'its time limit (result 3) (too slow)'],
    [4, 'its size limit (result 4) (too slow)'],
    [11, 'its administrative limit (result 11) (too slow)'],
  ])('names the limit, result %d, in the words of the server', async (resultCode, words) => {
    const source = new LimitedDirectory(everything, { entries: 20 });
    answering(source, (page, searches) =>
      searches === 1 ? { ...page, resultCode, diagnostic: 'too slow' } : page,
    );
    const { problems } = await walked(source);
    expect(problems.map(({ message }) => message)).toEqual([expect.stringContaining(`at ${words}.`)]);
  });

  test('asks for nothing more after a refusal that is no limit', async () => {
    const source = new LimitedDirectory(everything, { entries: 20 });
    answering(source, (page, searches) => (searches === 3 ? { ...page, resultCode: 51 } : page));
    const { incompleteReason } = await walked(source);
    expect(incompleteReason).toContain('busy (result 51)');
    expect(source.searches).toHaveLength(3);
  });
});

describe('an account that sees servers but no groups', () => {
  const hidden = new Set(
    everything
      .filter((entry) => kindOf(entry) !== 'server' && entry.distinguishedName !== exchangeContainer)
      .map(({ distinguishedName }) => distinguishedName),
  );

  test('is shown to see no more if the servers can be read by themselves', async () => {
    const source = new LimitedDirectory(everything, { entries: 14, hidden });
    expect(await walked(source)).toMatchObject({ incompleteReason: null, counts: { servers: 14 } });
  });

  test('gets an incomplete result if not even the servers can', async () => {
    const source = new LimitedDirectory(everything, { entries: 10, hidden });
    const { incompleteReason } = await walked(source);
    expect(incompleteReason).toContain('did not let Hopcheck make sure that nothing is missing');
  });
});

describe('whatever the organisation, the rights and the limits', () => {
  const group = (name: string) =>
    fc.record({
      name: fc.constant(name),
      servers: fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 6 }),
      connectors: fc.integer({ min: 0, max: 3 }),
      remoteDomains: fc.integer({ min: 0, max: 3 }),
    });
  const situation = fc.record({
    groups: fc.tuple(group('A'), group('B'), group('C')),
    groupCount: fc.integer({ min: 0, max: 3 }),
    entries: fc.option(fc.integer({ min: 1, max: 60 }), { nil: Infinity }),
    looks: fc.option(fc.integer({ min: 1, max: 80 }), { nil: Infinity }),
    pageSize: fc.integer({ min: 1, max: 30 }),
    /** One object in so many is hidden. */
    hiding: fc.constantFrom(Infinity, 20, 5, 2),
    seed: fc.array(fc.nat(), { minLength: 150, maxLength: 150 }),
  });

  test('a result that is marked complete lacks nothing, and nothing is kept twice', async () => {
    let complete = 0;
    let divided = 0;
    await fc.assert(
      fc.asyncProperty(situation, async ({ groups: some, groupCount, hiding, seed, ...limits }) => {
        const entries = organization(some.slice(0, groupCount));
        const hidden = new Set(
          namesOf(entries).filter((_name, at) => at > 0 && (seed[at] ?? 0) % hiding === 1),
        );
        const visible = namesOf(entries).filter((name) => !hidden.has(name));
        const result = await walked(new LimitedDirectory(entries, { ...limits, hidden }));
        const kept = namesOf(result.kept);
        expect(new Set(kept).size).toBe(kept.length);
        expect(result.counts.entries).toBe(kept.length);
        if (result.problems.length > 0) divided += 1;
        if (result.incompleteReason !== null) return;
        complete += 1;
        expect(kept).toEqual(visible);
      }),
      { numRuns: 500 },
    );
    // Else the property would say nothing.
    expect(complete).toBeGreaterThan(50);
    expect(divided).toBeGreaterThan(50);
  });

  test('an account that sees everything gets everything as long as each server can be read by itself', async () => {
    await fc.assert(
      fc.asyncProperty(situation, async ({ groups: some, groupCount, pageSize }) => {
        const entries = organization(some.slice(0, groupCount));
        const { kept } = await walked(new LimitedDirectory(entries, { entries: 20, pageSize }));
        expect(namesOf(kept)).toEqual(namesOf(entries));
      }),
      { numRuns: 200 },
    );
  });
});
