import { expect, test } from 'vitest';
import { readOrganization } from '../../../shared/exchange/organization.ts';
import { groupCounts } from '../../../shared/history/group-counts.ts';
import { observedObjects } from '../../../shared/history/observed-objects.ts';
import {
  entryOf,
  exchangeContainer,
  groupEntries,
  groupName,
  organizationEntries,
  serverEntry,
  serverName,
  version2003,
  virtualServerName,
  wholeServer,
} from '../../support/exchange-entries.ts';
import { guid, judgedServer, judgedVirtualServer } from '../../support/judged-objects.ts';

test('servers and virtual servers come in the order of the tree, with what they belong to', () => {
  const [, ...below] = wholeServer('Main', 'EX1', ['0']);
  const entries = [
    ...organizationEntries(),
    entryOf(groupName('Main'), 'msExchAdminGroup', { displayName: 'Main office' }),
    ...groupEntries('Main').slice(1),
    serverEntry('Main', 'EX2', { serialNumber: version2003, objectGUID: 'f'.repeat(32) }),
    serverEntry('Main', 'EX1', {
      serialNumber: version2003,
      objectGUID: '04030201060508070910111213141516',
    }),
    ...below,
  ];
  const organization = readOrganization(entries, exchangeContainer, { source: 'ldif', isCutShort: false });
  const place = { server: 'EX1', administrativeGroup: 'Main office', version: version2003 };
  expect(observedObjects(organization, entries)).toEqual([
    {
      ...place,
      key: serverName('Main', 'EX1').toLowerCase(),
      objectGuid: '01020304-0506-0708-0910-111213141516',
      kind: 'server',
      name: 'EX1',
      distinguishedName: serverName('Main', 'EX1'),
      security: null,
      proposal: null,
    },
    {
      ...place,
      key: virtualServerName('Main', 'EX1').toLowerCase(),
      objectGuid: null,
      kind: 'virtual-server',
      name: 'Default SMTP Virtual Server',
      distinguishedName: virtualServerName('Main', 'EX1'),
      security: { rawFlag: '0', authentication: 'anonymous', tls: false },
      proposal: { status: 'open', reasons: ['no-tls'] },
    },
    {
      ...place,
      server: 'EX2',
      key: serverName('Main', 'EX2').toLowerCase(),
      objectGuid: 'ffffffff-ffff-ffff-ffff-ffffffffffff',
      kind: 'server',
      name: 'EX2',
      distinguishedName: serverName('Main', 'EX2'),
      security: null,
      proposal: { status: 'not_reviewed', reasons: ['no-virtual-server'] },
    },
  ]);
});

test('groups are counted by their virtual servers, in the order of their names, and one without any has noughts', () => {
  const none = { open: 0, not_reviewed: 0, not_a_finding: 0, not_applicable: 0 };
  const objects = [
    judgedServer({ administrativeGroup: 'Group 10', objectGuid: guid(5) }),
    judgedVirtualServer('0', { administrativeGroup: 'Group 2' }),
    judgedVirtualServer('4', { administrativeGroup: 'Group 2' }),
  ];
  expect(groupCounts(objects)).toEqual([
    { administrativeGroup: 'Group 2', counts: { ...none, open: 1, not_a_finding: 1 } },
    { administrativeGroup: 'Group 10', counts: none },
  ]);
});
