import type { Connection } from '../store.ts';
import { accountAdvice } from './account-advice.ts';
import type { ConnectionTarget } from './connection-form.ts';

/** What is said at each field of a sign-in that must be filled in and is not. */
export const demands = {
  host: 'Enter the name of a domain controller, or its address.',
  account: 'Enter an account, as DOMAIN\\name or name@domain.',
  password: 'Enter the password of the account.',
} as const;

/**
 * The first field of a sign-in, from the top, that must be seen to before it can be sent; null if all is well. `target`: what
 * would be sent, null if its port is none.
 */
export function firstWrong(
  connection: Connection,
  target: ConnectionTarget | null,
): 'host' | 'port' | 'account' | 'password' | null {
  if (connection.host.trim() === '') return 'host';
  if (target === null) return 'port';
  if (connection.account.trim() === '' || accountAdvice(connection)?.isError === true) return 'account';
  return target.password === '' ? 'password' : null;
}
