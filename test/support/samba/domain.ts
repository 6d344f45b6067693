import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { activeDirectorySchema } from '../exchange-schema.ts';
import { practiceLdif } from '../practice-organization.ts';
import { writeConfiguration } from './configuration.ts';

const run = promisify(execFile);
const fillDomain = fileURLToPath(new URL('fill-domain.py', import.meta.url));
/** The bindings belong to the interpreter of the system. */
const python = '/usr/bin/python3';
export const samba = '/usr/sbin/samba';

/** The password of every account. */
export const sambaPassword = 'Harbor-Lights-7';
/** How many wrong passwords lock an account. */
export const lockoutThreshold = 3;

/** The accounts by what is special about them; all but the reader may sign in at most. */
const accounts = {
  reader: 'normal',
  stranger: 'normal',
  forgetful: 'normal',
  disabled: 'disabled',
  outdated: 'password-expired',
  newcomer: 'must-change',
  retired: 'account-expired',
  nightwatch: 'bad-hours',
} as const;

export type SambaAccount = keyof typeof accounts;

/**
 * Makes the domain harbor.example of 2003's functional level in the folder, with the practice organisation in it and accounts
 * in every state. It takes some seconds, so the domain is made once and copied.
 */
export async function makeDomain(folder: string): Promise<void> {
  const host = '127.0.0.1'; // each copy gets its own
  const configuration = await writeConfiguration(folder, {
    host,
    signingRequired: false,
    oldNegotiation: false,
  });
  await run('samba-tool', [
    'domain',
    'provision',
    `--configfile=${configuration}`,
    '--realm=HARBOR.EXAMPLE',
    '--domain=HARBOR',
    '--server-role=dc',
    '--host-name=dc1',
    `--host-ip=${host}`,
    '--dns-backend=NONE',
    `--adminpass=${sambaPassword}`,
    '--function-level=2003',
    '--base-schema=2008_R2',
  ]);
  const filling = run(python, [fillDomain, configuration]);
  filling.child.stdin?.end(JSON.stringify(await plan()));
  await filling;
}

/** What fill-domain.py is told. */
async function plan() {
  return {
    schema: activeDirectorySchema,
    organization: await practiceLdif(),
    lockoutThreshold,
    password: sambaPassword,
    readers: 'Exchange View Only',
    accounts: Object.entries(accounts).map(([name, state]) => ({ name, state, mayRead: name === 'reader' })),
  };
}
