import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { connect, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createServer, type TLSSocket } from 'node:tls';
import { test as base } from './host.ts';
import { startPracticeServer } from '../../../electron/backend/practice/practice-server.ts';
import { startDnsServer } from '../../support/dns-server.ts';
import { makeServerCertificate } from '../../support/server-certificate.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { startPlainServer, type ListeningServer } from '../../support/tls-server.ts';

const organization = join(import.meta.dirname, '..', '..', '..', 'build', 'practice-organization.ldif');

/** The domain harbor.example on this computer, with one domain controller, dc1, that signs nobody in but the reader. */
export interface Domain {
  readonly port: number;
  readonly account: string;
  readonly password: string;
  /** Address of a DNS server that knows it, and of a dc2 that is not there. */
  readonly dnsServer: string;
  /** Takes connections and keeps silent. */
  readonly silent: ListeningServer;
}

/** LDAPS of that domain controller. */
export interface Ldaps {
  readonly port: number;
  /** SHA-256 of its certificate, `AA:BB:...`. */
  readonly fingerprint: string;
}

/** Playwright's `test` with the application, a domain to connect to, and LDAPS there, which needs the command openssl. */
export const test = base.extend<{ domain: Domain; ldaps: Ldaps }>({
  domain: async ({}, use) => {
    const controller = await startPracticeServer(organization);
    const silent = await startPlainServer(() => undefined);
    const record = { type: 'SRV', priority: 0, port: controller.port } as const;
    const dns = await startDnsServer({
      '_ldap._tcp.dc._msdcs.harbor.example': [
        { ...record, weight: 100, target: 'dc1.harbor.example' },
        { ...record, weight: 50, target: 'dc2.harbor.example' },
      ],
      '_ldap._tcp.pdc._msdcs.harbor.example': [{ ...record, weight: 100, target: 'dc1.harbor.example' }],
      'dc1.harbor.example': [{ type: 'A', address: '127.0.0.1' }],
    });
    await use({
      port: controller.port,
      account: controller.account,
      password: controller.password,
      dnsServer: dns.address,
      silent,
    });
    await Promise.all([controller.close(), silent.close(), dns.close()]);
  },
  ldaps: async ({ domain }, use) => {
    const folder = await temporaryFolder('hopcheck-ldaps-');
    const { fingerprint } = await makeServerCertificate(folder.path, 'DNS:dc1.harbor.example');
    const { port, close } = await startTlsFront(domain.port, folder.path);
    await use({ port, fingerprint });
    await close();
    await folder.remove();
  },
});

/** LDAPS in front of an LDAP server of this computer. */
async function startTlsFront(port: number, folder: string) {
  const read = (file: string) => readFile(join(folder, file));
  const sockets = new Set<TLSSocket>();
  const server = createServer({ cert: await read('server.pem'), key: await read('server.key') }, (socket) => {
    const inner = connect(port, '127.0.0.1');
    sockets.add(socket);
    socket.on('error', () => inner.destroy()).on('close', () => inner.destroy());
    inner.on('error', () => socket.destroy());
    socket.pipe(inner).pipe(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
