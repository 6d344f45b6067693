import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startPracticeServer, type PracticeServer } from '../../electron/backend/practice/practice-server.ts';
import { runCommandLine } from '../support/command-line.ts';
import { startDnsServer } from '../support/dns-server.ts';
import { practiceOrganization } from '../support/practice-sign-in.ts';

let practice: PracticeServer;
let folder: string;

beforeAll(async () => {
  practice = await startPracticeServer(practiceOrganization);
});
afterAll(() => practice.close());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hopcheck-cli-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('find', () => {
  test('lists the domain controllers that DNS names, with what each tells everybody', async () => {
    const domain = 'harbor.example';
    const record = { type: 'SRV', priority: 0, weight: 100 } as const;
    const dns = await startDnsServer({
      [`_ldap._tcp.dc._msdcs.${domain}`]: [
        { ...record, port: practice.port, target: `dc1.${domain}` },
        { ...record, port: 389, target: `gone.${domain}` },
      ],
      [`_ldap._tcp.pdc._msdcs.${domain}`]: [{ ...record, port: practice.port, target: `dc1.${domain}` }],
      [`dc1.${domain}`]: [{ type: 'A', address: '127.0.0.1' }],
    });
    const options = { folder };
    const found = await runCommandLine(['find', domain, '--dns-server', dns.address], options);
    const document = await runCommandLine(['find', domain, '--dns-server', dns.address, '--json'], options);
    const none = await runCommandLine(['find', 'other.example', '--dns-server', dns.address], options);
    await dns.close();
    const host = `dc1.${domain}:${practice.port}`;
    expect({
      ...found,
      output: found.output
        .replaceAll(/ +/g, ' ')
        .replaceAll(/[+-]\d+ s /g, 'N s ')
        .replaceAll(/\d+ ms/g, 'N ms'),
    }).toEqual({
      status: 0,
      messages: '',
      output: `Domain controllers of ${domain}

HOST WINDOWS SITE CLOCK ANSWER SEALED LDAPS STARTTLS FOUND AS
${host} Windows Server 2003 Default-First-Site-Name N s N ms yes no no DNS, PDC
gone.${domain} no answer DNS

To be looked at:
- gone.${domain}: The DNS server ${dns.address} does not know gone.${domain}. Check the spelling, or use the full name (dc1.example.com) or the address.
`,
    });
    expect({ ...document, output: JSON.parse(document.output) as unknown }).toEqual({
      status: 0,
      messages: '',
      output: {
        domain,
        domainControllers: [
          {
            host: `dc1.${domain}`,
            port: practice.port,
            origins: ['dns', 'pdc'],
            probe: expect.objectContaining({ dnsHostName: 'practice-dc.harbor.example' }),
            failure: null,
          },
          {
            host: `gone.${domain}`,
            port: 389,
            origins: ['dns'],
            probe: null,
            failure: expect.objectContaining({ code: 'host-unknown' }),
          },
        ],
        problems: [],
      },
    });
    expect(none).toEqual({
      status: 1,
      messages: '',
      output: expect.stringContaining('None was found.'),
    });
  });
});
