import { execFile } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { openLdapMissing } from '../../build/directory-servers.mjs';
import { exchangeSchema } from './exchange-schema.ts';
import { practiceContainer, practiceLdif } from './practice-organization.ts';
import { makeServerCertificate } from './server-certificate.ts';
import type { ServerCertificate } from './server-certificate.ts';
import { isFree, startServer, untilListening } from './supervised-server.ts';
import { temporaryFolder } from './temporary-folder.ts';

const run = promisify(execFile);
const slapd = '/usr/sbin/slapd';
const root = 'DC=harbor,DC=example';

/** Names of the accounts, all below CN=Users; the password of each is {@link slapdPassword}. */
export const slapdAccounts = {
  /** May read the Exchange organisation. */
  reader: `CN=reader,CN=Users,${root}`,
  /** May sign in and see nothing of Exchange. */
  stranger: `CN=stranger,CN=Users,${root}`,
  /** May read, but at most 60 entries by one search, however paged. */
  limited: `CN=limited,CN=Users,${root}`,
  /** May read, but in pages of at most 20 entries: larger ones are refused. */
  paged: `CN=paged,CN=Users,${root}`,
} as const;
export const slapdPassword = 'practice-makes-perfect';

export interface SlapdBed extends ServerCertificate {
  /** LDAPS port on 127.0.0.1 and 127.0.0.2; the certificate is made out for `localhost` and 127.0.0.1. */
  readonly port: number;
  /** Port for LDAP without encryption and for StartTLS, on the same addresses. */
  readonly plainPort: number;
  /** The operations that the server itself noted since its first start, in order, as its log names them: `BIND`, `SRCH`, `EXT oid=...` */
  operations(): Promise<readonly string[]>;
  /** Ends it and starts it again on the same ports. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts an OpenLDAP server in the foreground, in a folder of its own, with the practice organisation in it and a root DSE like
 * that of a domain controller. It lives until `stop`, or until this process ends.
 */
export async function startSlapd(): Promise<SlapdBed> {
  const missing = openLdapMissing();
  if (missing !== null) throw new Error(`These tests cannot run: ${missing}.`);
  const folder = await temporaryFolder('hopcheck-slapd-');
  const log = join(folder.path, 'log');
  try {
    const certificate = await makeServerCertificate(folder.path, 'DNS:localhost,IP:127.0.0.1');
    await writeConfiguration(folder.path);
    await loadData(folder.path);
    const ports = await freePorts();
    let server = await serve(folder.path, log, ports);
    return {
      ...certificate,
      ...ports,
      operations: async () => operationsIn(await readFile(log, 'utf8')),
      restart: async () => {
        await server.stop();
        server = await serve(folder.path, log, ports);
      },
      stop: async () => {
        await server.stop();
        await folder.remove();
      },
    };
  } catch (error) {
    await folder.remove();
    throw error;
  }
}

async function serve(folder: string, log: string, { port, plainPort }: Pick<SlapdBed, 'port' | 'plainPort'>) {
  const addresses = ['127.0.0.1', '127.0.0.2'].flatMap((host) => [
    `ldaps://${host}:${port}`,
    `ldap://${host}:${plainPort}`,
  ]);
  const server = startServer(
    slapd,
    ['-d', 'stats', '-f', join(folder, 'slapd.conf'), '-h', addresses.join(' ')],
    log,
  );
  try {
    await untilListening(server, '127.0.0.1', port, log);
    return server;
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/**
 * From lines such as `conn=1000 op=0 BIND dn="..." method=128`. Every request has one, whatever it asks for; further lines are
 * about its answer (RESULT, SEARCH RESULT, ENTRY) or, after the number of an extended operation, its name (STARTTLS).
 */
function operationsIn(log: string): readonly string[] {
  const further = new Set(['RESULT', 'SEARCH', 'ENTRY', 'STARTTLS']);
  return log.split('\n').flatMap((line) => {
    const [, name, extended = ''] = /conn=\d+ op=\d+ ([A-Z]+)( oid=[\d.]+)?/.exec(line) ?? [];
    return name === undefined || further.has(name) ? [] : [name + extended];
  });
}

async function loadData(folder: string): Promise<void> {
  const data = join(folder, 'data.ldif');
  await writeFile(data, `${foundation()}${await practiceLdif()}`);
  await run(slapd, ['-T', 'add', '-q', '-f', join(folder, 'slapd.conf'), '-l', data]);
}

async function writeConfiguration(folder: string): Promise<void> {
  await mkdir(join(folder, 'database'));
  await writeFile(join(folder, 'exchange.schema'), exchangeSchema);
  await writeFile(join(folder, 'root-dse.ldif'), rootDse);
  await writeFile(join(folder, 'slapd.conf'), configuration(folder));
}

const rootDse = `dn:
objectClass: top
objectClass: extensibleObject
configurationNamingContext: CN=Configuration,${root}
defaultNamingContext: ${root}
dnsHostName: dc1.harbor.example
domainControllerFunctionality: 2
`;

function configuration(folder: string): string {
  return `include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
include ${folder}/exchange.schema
modulepath /usr/lib/ldap
moduleload back_mdb
pidfile ${folder}/slapd.pid
rootDSE ${folder}/root-dse.ldif
TLSCertificateFile ${folder}/server.pem
TLSCertificateKeyFile ${folder}/server.key
access to dn.base="" by * read
database mdb
suffix "${root}"
directory ${folder}/database
dbnosync
limits dn.exact="${slapdAccounts.limited}" size.prtotal=60
limits dn.exact="${slapdAccounts.paged}" size.soft=20 size.hard=20 size.pr=20 size.prtotal=unlimited
access to dn.subtree="${practiceContainer}"
  by dn.exact="${slapdAccounts.reader}" read
  by dn.exact="${slapdAccounts.limited}" read
  by dn.exact="${slapdAccounts.paged}" read
  by * none
access to attrs=userPassword by anonymous auth by * none
access to * by users read by * none
`;
}

function foundation(): string {
  const accounts = Object.values(slapdAccounts).map((name) => {
    const cn = /^CN=([a-z]+),/.exec(name)?.[1] ?? '';
    return `dn: ${name}\nobjectClass: person\ncn: ${cn}\nsn: ${cn}\nuserPassword: ${slapdPassword}\n\n`;
  });
  return `dn: ${root}
objectClass: domain
dc: harbor

dn: CN=Users,${root}
objectClass: container
cn: Users

${accounts.join('')}`;
}

/**
 * Two ports that are free, one beside the other. Below those that systems give away by chance, so that nobody is given them before the
 * server takes them, or while it is started again.
 */
async function freePorts(): Promise<Pick<SlapdBed, 'port' | 'plainPort'>> {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const port = randomInt(10_000, 30_000);
    const plainPort = port + 1;
    if ((await isFree('127.0.0.1', port)) && (await isFree('127.0.0.1', plainPort)))
      return { port, plainPort };
  }
  throw new Error('No two ports beside each other are free.');
}
