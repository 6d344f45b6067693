import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { createServer } from 'node:tls';
import { fileURLToPath } from 'node:url';
import type { PracticeServer } from '../../electron/backend/practice/practice-server.ts';
import type { Identity } from './certificates.ts';
import { runCommandLine, type Run } from './command-line.ts';

/** Path of the practice organisation, an LDIF file. */
export const practiceOrganization = fileURLToPath(
  new URL('../../build/practice-organization.ldif', import.meta.url),
);

/** The options to sign in without encryption, on purpose. */
export const clearText = ['--channel', 'clear-text', '--accept-clear-text', '--assessor', 'Ann'];

/** Where to sign in, and in which folder the command line runs. */
export interface PracticeSignIn {
  readonly practice: Pick<PracticeServer, 'port' | 'account' | 'password'>;
  readonly folder: string;
  /** Another port than its own. */
  readonly port?: number;
}

/** Runs a command that signs in to a practice domain controller, with its password on standard input. */
export function runSigningIn(
  command: 'assess' | 'check',
  { practice, folder, port = practice.port }: PracticeSignIn,
  options: readonly string[],
): Promise<Run> {
  const where = ['--host', '127.0.0.1', '--port', String(port), '--account', practice.account];
  return runCommandLine([command, ...where, ...options], { folder, input: `${practice.password}\n` });
}

/** What the command line says of a practice domain controller that it reached at that port, with further lines. */
export function practiceSourceText(port: number, lines: readonly string[]): string {
  return [
    `Source           domain controller practice-dc.harbor.example (127.0.0.1, port ${port}), Windows Server 2003, site Default-First-Site-Name`,
    'Account          HARBOR\\practice',
    ...lines,
    '',
  ].join('\n');
}

/** What `check` says that the account sees of the practice organisation. */
export const practiceSeenText = `Exchange         Northwind Harbor
Visible          3 administrative groups, 15 servers, 20 SMTP virtual servers
Advice           none; whether anything is hidden from this account, only an assessment tells
`;

/** Puts TLS with that certificate before a server on 127.0.0.1 while `use` goes on; it is given the port. */
export async function behindTls<T>(
  { certificate, key }: Identity,
  innerPort: number,
  use: (port: number) => Promise<T>,
): Promise<T> {
  const server = createServer({ cert: certificate, key }, (outside) => {
    const inside = connect(innerPort, '127.0.0.1');
    outside.pipe(inside).pipe(outside);
    outside.on('error', () => inside.destroy());
    inside.on('error', () => outside.destroy());
  });
  // A client that does not trust the certificate hangs up.
  server.on('tlsClientError', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    return await use((server.address() as AddressInfo).port);
  } finally {
    server.close();
    await once(server, 'close');
  }
}
