import fc from 'fast-check';
import type { DirectoryEntry } from '../../shared/directory/entry.ts';
import { readOrganization } from '../../shared/exchange/organization.ts';
import type { JudgedObject } from '../../shared/history/comparison.ts';
import { judgedFromColumns } from '../../shared/history/from-columns.ts';
import { toColumns } from '../../shared/history/observed-columns.ts';
import { observedObjects } from '../../shared/history/observed-objects.ts';
import { statuses, type Status } from '../../shared/stig/status.ts';
import {
  exchangeContainer,
  groupEntries,
  organizationEntries,
  serverEntry,
  smtpEntries,
  version2003,
  virtualServerEntry,
} from './exchange-entries.ts';

/** Organisations for property-based tests: as they are, and what happens to them. */
interface Identified {
  /** Tells it from all others; its objectGUID is made of it. */
  readonly number: number;
  readonly name: string;
}

interface VirtualServer extends Identified {
  readonly flag: string | null;
  readonly decided: Status | null;
}

interface Server extends Identified {
  readonly group: number;
  readonly version: string;
  readonly virtualServers: readonly VirtualServer[];
}

type World = readonly Server[];

const groupNames = ['North', 'South', 'West'];
const flags = fc.constantFrom('4', '0', '268', 'x', null);
const decided = fc.option(fc.constantFrom(...statuses));
const virtualServer = fc.record({ flag: flags, decided });
const version = fc.constantFrom(version2003, 'Version 6.0 (Build 6249.4: Service Pack 3)');
const group = fc.nat(groupNames.length - 1);
const server = fc.record({ group, version, virtualServers: fc.array(virtualServer, { maxLength: 3 }) });

/** An edit of the n-th server or virtual server, counted round. */
const edit = fc.record({
  kind: fc.constantFrom(
    'add',
    'remove',
    'rename',
    'move',
    'change',
    'decide',
    'replace',
    'add-server',
    'remove-server',
    'rename-server',
    'move-server',
    'upgrade-server',
    'replace-server',
  ),
  at: fc.nat(),
  to: fc.nat(),
  flag: flags,
  decided,
  version,
});
type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never;

/** What an organisation looks like to an assessor who may not see the GUIDs of some objects. */
const hidden = fc.array(fc.nat(20), { maxLength: 6 });

/** An organisation as two assessments saw it, with edits between them. */
export const twoAssessments = fc
  .record({
    servers: fc.array(server, { maxLength: 5 }),
    edits: fc.array(edit, { maxLength: 12 }),
    hidden,
    hiddenLater: hidden,
  })
  .map(({ servers, edits, hidden: before, hiddenLater }) => {
    const first = settled(servers);
    let next = 100;
    const second = edits.reduce((world: World, change) => edited(world, change, (next += 1)), first);
    return { before: seen(first, new Set(before)), after: seen(second, new Set(hiddenLater)) };
  });

function settled(
  servers: readonly (Omit<Server, keyof Identified | 'virtualServers'> & {
    virtualServers: readonly Omit<VirtualServer, keyof Identified>[];
  })[],
): World {
  let next = 0;
  const identified = <T>(value: T, word: string) => ({
    ...value,
    number: (next += 1),
    name: `${word} ${next}`,
  });
  return servers.map(({ virtualServers, ...rest }) => ({
    ...identified(rest, 'EX'),
    virtualServers: virtualServers.map((one) => identified(one, 'SMTP')),
  }));
}

function edited(
  world: World,
  { kind, at, to, flag, decided: status, version: newVersion }: Edit,
  number: number,
): World {
  const fresh = { number, name: `SMTP ${number}`, flag, decided: status };
  const freshServer = { number, name: `EX ${number}`, group: to % groupNames.length, version: newVersion };
  if (kind === 'add-server') return [...world, { ...freshServer, virtualServers: [fresh].slice(at % 2) }];
  const host = world[at % world.length];
  if (host === undefined) return world;
  const withHost = (change: Partial<Server>) =>
    world.map((one) => (one === host ? { ...host, ...change } : one));
  const target = host.virtualServers[to % host.virtualServers.length];
  const others = host.virtualServers.filter((one) => one !== target);
  const withTarget = (change: Partial<VirtualServer>) =>
    target === undefined ? world : withHost({ virtualServers: [...others, { ...target, ...change }] });
  switch (kind) {
    case 'remove-server':
      return world.filter((one) => one !== host);
    case 'rename-server':
      return withHost({ name: `EX ${number}` });
    case 'move-server':
      return withHost({ group: to % groupNames.length });
    case 'upgrade-server':
      return withHost({ version: newVersion });
    case 'replace-server':
      return withHost({ number });
    case 'add':
      return withHost({ virtualServers: [...host.virtualServers, fresh] });
    case 'remove':
      return withHost({ virtualServers: others });
    case 'rename':
      return withTarget({ name: `SMTP ${number}` });
    case 'change':
      return withTarget({ flag });
    case 'decide':
      return withTarget({ decided: status });
    case 'replace':
      return withTarget({ number });
    default: {
      const left = withHost({ virtualServers: others });
      const goal = to % left.length;
      return target === undefined
        ? world
        : left.map((one, position) =>
            position === goal ? { ...one, virtualServers: [...one.virtualServers, target] } : one,
          );
    }
  }
}

/** By way of the entries that a walk would have read, in the order of the tree. */
function seen(world: World, withoutGuid: ReadonlySet<number>): readonly JudgedObject[] {
  const guidOf = ({ number }: Identified) =>
    withoutGuid.has(number) ? {} : { objectGUID: number.toString(16).padStart(32, '0') };
  const entries: readonly DirectoryEntry[] = [
    ...organizationEntries(),
    ...groupNames.flatMap(groupEntries),
    ...world.flatMap((one) => {
      const groupName = groupNames[one.group] ?? '';
      return [
        serverEntry(groupName, one.name, { serialNumber: one.version, ...guidOf(one) }),
        ...smtpEntries(groupName, one.name),
        ...one.virtualServers.map((each) =>
          virtualServerEntry(groupName, one.name, each.name, {
            adminDisplayName: each.name,
            ...(each.flag === null ? {} : { msExchSmtpOutboundSecurityFlag: each.flag }),
            ...guidOf(each),
          }),
        ),
      ];
    }),
  ];
  const organization = readOrganization(entries, exchangeContainer, { source: 'ldif', isCutShort: false });
  const decisions = new Map(
    world.flatMap(({ virtualServers }) => virtualServers.map(({ name, decided: status }) => [name, status])),
  );
  const objects = observedObjects(organization, entries);
  const verdicts = objects.flatMap(({ kind, key, name }) => {
    const status = kind === 'virtual-server' ? decisions.get(name) : null;
    return status === null || status === undefined
      ? []
      : [
          [
            key,
            { status, severityOverride: null, decidedAt: '2026-03-01T10:00:00.000Z', decidedBy: 'Ann' },
          ] as const,
        ];
  });
  return judgedFromColumns(toColumns(objects), new Map(verdicts));
}
