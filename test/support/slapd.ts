import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { exchangeSchema } from './exchange-schema.ts';

const run = promisify(execFile);
const slapd = '/usr/sbin/slapd';
const organization = fileURLToPath(new URL('../../build/practice-organization.ldif', import.meta.url));
const root = 'DC=harbor,DC=example';
const exchange = `CN=Microsoft Exchange,CN=Services,CN=Configuration,${root}`;

/** Names of the accounts, all below CN=Users; the password of each is {@link slapdPassword}. */
export const slapdAccounts = {
  /** May read the Exchange organisation. */
  reader: `CN=reader,CN=Users,${root}`,
  /** May sign in and see nothing of Exchange. */
  stranger: `CN=stranger,CN=Users,${root}`,
  /** May read, but at most 60 entries by one search, however paged. */
  limited: `CN=limited,CN=Users,${root}`,
} as const;
export const slapdPassword = 'practice-makes-perfect';

/** Why the OpenLDAP server cannot be used here; null if it can. */
export const slapdMissing: string | null = [slapd, '/etc/ldap/schema/core.schema'].every((path) =>
  existsSync(path),
)
  ? null
  : 'because the OpenLDAP server is not installed (Debian: apt-get install slapd)';

export interface SlapdBed {
  /** LDAPS port on 127.0.0.1 and 127.0.0.2; the certificate is made out for `localhost` and 127.0.0.1. */
  readonly port: number;
  /** The bed's own CA, PEM. */
  readonly authority: string;
  /** SHA-256 of the server's certificate, `AA:BB:...`. */
  readonly fingerprint: string;
  stop(): Promise<void>;
}

/**
 * Starts an OpenLDAP server in the foreground, in a folder of its own, with the practice organisation in it and a root DSE like
 * that of a domain controller. It lives until `stop`.
 */
export async function startSlapd(): Promise<SlapdBed> {
  if (slapdMissing !== null) throw new Error(`These tests cannot run, ${slapdMissing}.`);
  const folder = await mkdtemp(join(tmpdir(), 'hopcheck-slapd-'));
  try {
    await makeCertificates(folder);
    await writeConfiguration(folder);
    await run(slapd, ['-T', 'add', '-q', '-f', join(folder, 'slapd.conf'), '-l', join(folder, 'data.ldif')]);
    const port = await freePort();
    const child = spawn(
      slapd,
      [
        '-d',
        '0',
        '-f',
        join(folder, 'slapd.conf'),
        '-h',
        `ldaps://127.0.0.1:${port} ldaps://127.0.0.2:${port}`,
      ],
      { stdio: 'ignore' },
    );
    const exited = once(child, 'exit');
    const stop = async () => {
      child.kill();
      await exited;
      await rm(folder, { recursive: true });
    };
    try {
      await untilListening(port, child);
    } catch (error) {
      child.kill();
      throw error;
    }
    const { stdout } = await run('openssl', [
      'x509',
      '-in',
      join(folder, 'server.pem'),
      '-noout',
      '-fingerprint',
      '-sha256',
    ]);
    const fingerprint = stdout.trim().replace(/^.*=/, '');
    return { port, authority: await readFile(join(folder, 'authority.pem'), 'utf8'), fingerprint, stop };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

async function makeCertificates(folder: string): Promise<void> {
  const openssl = (command: string) => run('openssl', command.split(' '), { cwd: folder });
  const newKey = '-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes';
  await writeFile(join(folder, 'names'), 'subjectAltName=DNS:localhost,IP:127.0.0.1\n');
  await openssl(
    `req -x509 ${newKey} -days 30 -subj /CN=Harbor-Test-Authority -keyout authority.key -out authority.pem`,
  );
  await openssl(`req ${newKey} -subj /CN=dc1.harbor.example -keyout server.key -out server.csr`);
  const signing = '-CA authority.pem -CAkey authority.key -CAcreateserial';
  await openssl(`x509 -req -in server.csr ${signing} -days 30 -extfile names -out server.pem`);
}

async function writeConfiguration(folder: string): Promise<void> {
  await mkdir(join(folder, 'database'));
  await writeFile(join(folder, 'exchange.schema'), exchangeSchema);
  await writeFile(join(folder, 'root-dse.ldif'), rootDse);
  await writeFile(join(folder, 'data.ldif'), `${foundation()}${await organizationWithoutVersion()}`);
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
access to dn.subtree="${exchange}"
  by dn.exact="${slapdAccounts.reader}" read
  by dn.exact="${slapdAccounts.limited}" read
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

async function organizationWithoutVersion(): Promise<string> {
  return (await readFile(organization, 'utf8')).replace(/^version: 1\n/, '');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function untilListening(port: number, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 400; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`slapd ended at once, with status ${child.exitCode}.`);
    const socket = connect(port, '127.0.0.1');
    const connected = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (connected) return;
    await delay(25);
  }
  throw new Error('slapd does not listen after ten seconds.');
}
