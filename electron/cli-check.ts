import type { Backend } from './backend/backend.ts';
import type { CliCommand } from './cli-arguments.ts';
import { assessorName, interruptible, invoke, type Outcome } from './cli-backend.ts';
import { checkText, seesVirtualServers } from './cli-check-text.ts';
import { readPassword } from './cli-password.ts';
import { trustAuthorities, trustingCertificate } from './cli-trust.ts';
import { jsonText } from './cli-visible.ts';

/** Signs in and reports what the account sees; exit status 0 if virtual servers are among it, otherwise 1. */
export async function check(
  backend: Backend,
  { connection, assessor, json }: Extract<CliCommand, { kind: 'check' }>,
): Promise<Outcome> {
  const trust = {
    backend,
    assessor: await assessorName(backend, assessor),
    messages: process.stderr,
  };
  if (connection.authorityFile !== null) await trustAuthorities(connection.authorityFile, trust);
  const password = await readPassword(connection.target.account, {
    input: process.stdin,
    messages: process.stderr,
  });
  const test = () => invoke(backend, 'connection.test', { ...connection.target, password });
  const report = await interruptible(
    () => invoke(backend, 'connection.cancel', {}),
    () => trustingCertificate(connection, trust, test),
  );
  return {
    result: json ? jsonText(report) : checkText(report),
    status: seesVirtualServers(report) ? 0 : 1,
  };
}
