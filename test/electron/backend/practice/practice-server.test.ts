import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';

import { Attribute, BerWriter, Change, Client, Control, EqualityFilter } from 'ldapts';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import type { RawEntry } from '../../../../shared/directory/entry.ts';
import { servePractice, startPracticeServer } from '../../../../electron/backend/practice/practice-server.ts';
import type { PracticeServer } from '../../../../electron/backend/practice/practice-server.ts';

const organization = fileURLToPath(new URL('../../../../build/practice-organization.ldif', import.meta.url));
const exchange = 'CN=Microsoft Exchange,CN=Services,CN=Configuration,DC=harbor,DC=example';

let server: PracticeServer;
let many: PracticeServer;
const clients: Client[] = [];

beforeAll(async () => {
  server = await startPracticeServer(organization);
  many = await servePractice(manyEntries(2_345));
});
afterEach(async () => {
  for (const client of clients.splice(0)) await client.unbind();
});
afterAll(async () => {
  await server.close();
  await many.close();
});

describe('The practice domain controller, to somebody who is not signed in', () => {
  test('describes itself as a domain controller of Windows Server 2003', async () => {
    const { searchEntries } = await clientOf(server).search('', { scope: 'base' });
    expect(searchEntries).toEqual([
      {
        dn: '',
        currentTime: expect.stringMatching(/^\d{14}\.0Z$/),
        subschemaSubentry: 'CN=Aggregate,CN=Schema,CN=Configuration,DC=harbor,DC=example',
        dsServiceName:
          'CN=NTDS Settings,CN=PRACTICE-DC,CN=Servers,CN=Default-First-Site-Name,CN=Sites,CN=Configuration,DC=harbor,DC=example',
        namingContexts: [
          'DC=harbor,DC=example',
          'CN=Configuration,DC=harbor,DC=example',
          'CN=Schema,CN=Configuration,DC=harbor,DC=example',
        ],
        defaultNamingContext: 'DC=harbor,DC=example',
        schemaNamingContext: 'CN=Schema,CN=Configuration,DC=harbor,DC=example',
        configurationNamingContext: 'CN=Configuration,DC=harbor,DC=example',
        rootDomainNamingContext: 'DC=harbor,DC=example',
        supportedControl: '1.2.840.113556.1.4.319',
        supportedLDAPVersion: ['3', '2'],
        supportedLDAPPolicies: 'MaxPageSize',
        supportedSASLMechanisms: ['GSSAPI', 'GSS-SPNEGO', 'EXTERNAL', 'DIGEST-MD5'],
        supportedCapabilities: ['1.2.840.113556.1.4.800', '1.2.840.113556.1.4.1670'],
        dnsHostName: 'practice-dc.harbor.example',
        ldapServiceName: 'harbor.example:practice-dc$@HARBOR.EXAMPLE',
        serverName:
          'CN=PRACTICE-DC,CN=Servers,CN=Default-First-Site-Name,CN=Sites,CN=Configuration,DC=harbor,DC=example',
        isSynchronized: 'TRUE',
        isGlobalCatalogReady: 'TRUE',
        domainFunctionality: '2',
        forestFunctionality: '2',
        domainControllerFunctionality: '2',
      },
    ]);
  });

  test('shows nothing else', async () => {
    await expect(clientOf(server).search(exchange, { scope: 'base' })).rejects.toMatchObject({
      code: 1,
      message: expect.stringMatching(
        /^00000000: LdapErr: DSID-0C090627, comment: In order to perform this operation a successful bind/,
      ),
    });
  });

  test('takes an empty password for nobody, and still shows nothing', async () => {
    const client = clientOf(server);
    await client.bind(server.account, '');
    await expect(client.search(exchange, { scope: 'base' })).rejects.toMatchObject({ code: 1 });
  });

  test.each([
    ['a wrong password', () => server.account, () => 'wrong'],
    ['an unknown account', () => 'HARBOR\\nobody', () => server.password],
  ])('refuses %s in the words of Active Directory', async (_case, account, password) => {
    await expect(clientOf(server).bind(account(), password())).rejects.toMatchObject({
      code: 49,
      message:
        '80090308: LdapErr: DSID-0C090334, comment: AcceptSecurityContext error, data 52e, vece\0 Code: 0x31',
    });
  });

  test('has another password at every start', () => {
    expect(server.password).not.toBe(many.password);
  });

  test('knows neither StartTLS nor other extensions nor SASL', async () => {
    await expect(clientOf(server).exop('1.3.6.1.4.1.1466.20037')).rejects.toMatchObject({ code: 52 });
    await expect(clientOf(server).exop('1.3.6.1.4.1.4203.1.11.3')).rejects.toMatchObject({ code: 2 });
    await expect(clientOf(server).bind('EXTERNAL')).rejects.toMatchObject({ code: 7 });
  });
});

describe('The practice domain controller, to its account', () => {
  test.each([
    () => 'HARBOR\\PRACTICE',
    () => 'practice@harbor.example',
    () => 'CN=Practice,CN=Users,DC=harbor,DC=example',
  ])('knows it under each of its names (%#)', async (account) => {
    const client = clientOf(server);
    await client.bind(account(), server.password);
    expect((await client.search(exchange, { scope: 'base', attributes: ['cn'] })).searchEntries).toEqual([
      { dn: exchange, cn: 'Microsoft Exchange' },
    ]);
  });

  test('searches one object, one level and a whole tree, by filter', async () => {
    const client = await signedIn(server);
    const count = async (scope: 'base' | 'one' | 'sub', filter: string) =>
      (await client.search(exchange, { scope, filter, attributes: ['cn'] })).searchEntries.length;
    expect([
      await count('base', '(objectClass=*)'),
      await count('one', '(objectClass=*)'),
      await count('sub', '(objectClass=protocolCfgSMTPServer)'),
      await count('sub', '(&(objectClass=msExchExchangeServer)(cn=hq-*)(!(msExchServerRole=1)))'),
      await count('sub', '(|(cn=SUD-*01)(cn=*-FE01))'),
      await count('sub', '(msExchSmtpOutboundSecurityPassword=*)'),
    ]).toEqual([1, 1, 20, 4, 3, 1]);
  });

  test('finds an object by octets', async () => {
    const client = await signedIn(server);
    const explicitBufferAttributes = ['objectGUID'];
    const { searchEntries } = await client.search(exchange, { scope: 'base', explicitBufferAttributes });
    const guid = searchEntries[0]?.['objectGUID'];
    if (!Buffer.isBuffer(guid)) throw new Error('The GUID did not come as octets.');
    const filter = new EqualityFilter({ attribute: 'objectGUID', value: guid });
    expect((await client.search(exchange, { filter, attributes: ['cn'] })).searchEntries).toEqual([
      { dn: exchange, cn: 'Microsoft Exchange' },
    ]);
  });

  test('gives names of attributes without values if only those are wanted', async () => {
    const client = await signedIn(server);
    const { searchEntries } = await client.search(exchange, {
      scope: 'base',
      attributes: ['cn'],
      returnAttributeValues: false,
    });
    expect(searchEntries).toEqual([{ dn: exchange, cn: [] }]);
  });

  test('names the nearest object above one that does not exist', async () => {
    const client = await signedIn(server);
    await expect(client.search(`CN=Nothing,CN=Here,${exchange}`, {})).rejects.toMatchObject({
      code: 32,
      message: `0000208D: NameErr: DSID-031001CD, problem 2001 (NO_OBJECT), data 0, best match of:\n\t'${exchange}'\n\0 Code: 0x20`,
    });
  });

  test('reads in pages to the end, never more than 1000 at once', async () => {
    const client = await signedIn(many);
    const sizes: number[] = [];
    for await (const { searchEntries } of client.searchPaginated('DC=many', { paged: { pageSize: 5_000 } }))
      sizes.push(searchEntries.length);
    expect(sizes).toEqual([1_000, 1_000, 345]);
  });

  test('cuts off without paging, as a size limit', async () => {
    const client = await signedIn(many);
    await expect(client.search('DC=many', {})).rejects.toMatchObject({ code: 4 });
    expect((await client.search('DC=many', { sizeLimit: 7 })).searchEntries).toHaveLength(7);
  });

  test('refuses a control that it does not know and must not ignore', async () => {
    const client = await signedIn(server);
    await expect(
      client.search(exchange, {}, new Control('1.2.3.4', { critical: true })),
    ).rejects.toMatchObject({ code: 12 });
    expect(
      (await client.search(exchange, { scope: 'base' }, new Control('1.2.3.4'))).searchEntries,
    ).toHaveLength(1);
  });

  test('refuses a comparison of size', async () => {
    const client = await signedIn(server);
    await expect(client.search(exchange, { filter: '(versionNumber>=1)' })).rejects.toMatchObject({
      code: 53,
    });
  });

  test('changes nothing, whoever asks', async () => {
    const client = await signedIn(server);
    const attribute = new Attribute({ type: 'displayName', values: ['x'] });
    const refusal = { code: 53, message: expect.stringContaining('(WILL_NOT_PERFORM)') };
    await expect(
      client.modify(exchange, new Change({ operation: 'replace', modification: attribute })),
    ).rejects.toMatchObject(refusal);
    await expect(client.add(`CN=New,${exchange}`, { cn: 'New' })).rejects.toMatchObject(refusal);
    await expect(client.del(exchange)).rejects.toMatchObject(refusal);
    await expect(client.modifyDN(exchange, 'CN=Other')).rejects.toMatchObject(refusal);
    await expect(client.compare(exchange, 'cn', 'x')).rejects.toMatchObject(refusal);
    await expect(clientOf(server).del(exchange)).rejects.toMatchObject({ code: 1 });
  });
});

describe('The practice domain controller, to a program that does not speak LDAP', () => {
  const noticeOfDisconnection = '1.3.6.1.4.1.1466.20036';
  test.each([
    ['a web request', Buffer.from('GET / HTTP/1.1\r\n\r\n')],
    ['a message above the bound', Buffer.from([0x30, 0x84, 0x7f, 0xff, 0xff, 0xff])],
    ['lengths that contradict each other', Buffer.from([0x30, 0x05, 0x02, 0x01, 0x01, 0x60, 0x7f])],
    ['an unknown operation', Buffer.from([0x30, 0x05, 0x02, 0x01, 0x01, 0x7e, 0x00])],
    ['a message without content', Buffer.from([0x30, 0x00])],
    ['a filter nested ten thousand deep', nestedFilter(10_000)],
  ])('answers %s with a notice of disconnection, and serves the next one', async (_case, octets) => {
    const socket = connect(server.port, '127.0.0.1');
    socket.write(octets);
    expect((await received(socket)).toString('latin1')).toContain(noticeOfDisconnection);
    expect(
      (await clientOf(server).search('', { scope: 'base', attributes: ['dnsHostName'] })).searchEntries,
    ).toHaveLength(1);
  });

  test('turns the seventeenth connection away', async () => {
    const crowded = await servePractice([]);
    const crowd = Array.from({ length: 16 }, () => connect(crowded.port, '127.0.0.1'));
    await Promise.all(crowd.map((socket) => once(socket, 'connect')));
    const late = connect(crowded.port, '127.0.0.1');
    expect((await received(late)).toString('latin1')).toContain('problem 5001 (BUSY)');
    for (const socket of crowd) socket.destroy();
    await crowded.close();
  });

  test('stops while somebody is connected, and may be stopped twice', async () => {
    const stopped = await servePractice([]);
    const socket = connect(stopped.port, '127.0.0.1');
    await once(socket, 'connect');
    const closed = received(socket);
    await stopped.close();
    await stopped.close();
    expect(await closed).toEqual(Buffer.alloc(0));
  });
});

function clientOf({ port }: PracticeServer): Client {
  const client = new Client({ url: `ldap://127.0.0.1:${port}`, timeout: 10_000 });
  clients.push(client);
  return client;
}

async function signedIn(to: PracticeServer): Promise<Client> {
  const client = clientOf(to);
  await client.bind(to.account, to.password);
  return client;
}

function* manyEntries(count: number): Generator<RawEntry> {
  const attributes = new Map([['objectClass', [Buffer.from('top')]]]);
  yield { distinguishedName: 'DC=many', attributes };
  for (let number = 1; number < count; number += 1)
    yield { distinguishedName: `CN=${number},DC=many`, attributes };
}

/** Everything that comes until the other side closes. */
async function received(socket: Socket): Promise<Buffer> {
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  socket.on('error', () => undefined);
  await once(socket, 'close');
  return Buffer.concat(chunks);
}

function nestedFilter(depth: number): Buffer {
  let filter = Buffer.from([0x87, 0x01, 0x61]);
  const parts: Buffer[] = [filter];
  let length = filter.length;
  for (let level = 0; level < depth; level += 1) {
    const header = Buffer.from([0xa2, 0x83, length >> 16, (length >> 8) & 0xff, length & 0xff]);
    parts.push(header);
    length += header.length;
  }
  filter = Buffer.concat(parts.toReversed());
  const writer = new BerWriter();
  writer.startSequence();
  writer.writeInt(1);
  writer.writeBuffer(filter, 0x63);
  writer.endSequence();
  return writer.buffer;
}
