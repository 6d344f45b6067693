import { randomInt } from 'node:crypto';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';

import { inject } from 'vitest';

import { sambaMissing } from '../../build/directory-servers.mjs';
import type { DomainControllerOptions } from '../../electron/backend/directory/domain-controller.ts';
import { connectionOptions } from './connection-options.ts';
import { writeConfiguration } from './samba/configuration.ts';
import { samba, sambaPassword } from './samba/domain.ts';
import type { SambaAccount } from './samba/domain.ts';
import { makeServerCertificate } from './server-certificate.ts';
import type { ServerCertificate } from './server-certificate.ts';
import { isFree, startServer, untilListening } from './supervised-server.ts';
import { temporaryFolder } from './temporary-folder.ts';

export { lockoutThreshold, sambaPassword } from './samba/domain.ts';

const missing = sambaMissing();

/** Whether tests that need it are skipped: not where everything is expected to run, there they fail. */
export const skipsSamba = missing !== null && process.env['CI'] !== 'true';

/** To stand behind their name: why they are skipped, if they are. */
export const sambaNote = skipsSamba ? `: skipped, as ${missing}` : '';

const ports = [389, 636, 3268, 3269];

/** How the domain controller is set up for its next start. */
export interface SambaOptions {
  /** Refuses a simple sign-in without encryption, as a policy of Windows can demand. */
  readonly signingRequired?: boolean;
  /** Negotiates as Windows 2000 and Windows Server 2003 do: its challenge has no time, and it knows no MIC. */
  readonly oldNegotiation?: boolean;
}

/** A Samba domain controller, DC1 of harbor.example, with the practice organisation. */
export interface SambaBed extends ServerCertificate {
  /** Its address, one of 127/8 of its own. Its certificate is made out for it and for dc1.harbor.example. */
  readonly host: string;
  /** Ends it, as if the computer were shut down, and starts it again. */
  restart(options?: SambaOptions): Promise<void>;
  stop(): Promise<void>;
}

/** How an account signs in. */
export function sambaAccount(name: SambaAccount): string {
  return `HARBOR\\${name}`;
}

/** Options to open it as the reader, trusting nobody, unless a test says otherwise. */
export function sambaOptions(
  { host }: SambaBed,
  options: Partial<DomainControllerOptions> = {},
): DomainControllerOptions {
  return connectionOptions({
    host,
    port: null,
    channel: 'automatic',
    account: sambaAccount('reader'),
    password: sambaPassword,
    ...options,
  });
}

/** Starts a domain controller of its own for a test file: whatever happens to its accounts happens to nobody else's. */
export async function startSamba(): Promise<SambaBed> {
  const domain = inject('sambaDomain');
  if (domain === null) throw new Error(`These tests cannot run: ${missing}.`);
  const folder = await temporaryFolder('hopcheck-samba-');
  try {
    await cp(domain, folder.path, { recursive: true });
    const host = await freeAddress();
    const certificate = await makeServerCertificate(folder.path, `DNS:dc1.harbor.example,IP:${host}`);
    let server = await serve(folder.path, host, {});
    return {
      ...certificate,
      host,
      restart: async (options = {}) => {
        await server.stop();
        server = await serve(folder.path, host, options);
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

async function serve(
  folder: string,
  host: string,
  { signingRequired = false, oldNegotiation = false }: SambaOptions,
) {
  const configuration = await writeConfiguration(folder, { host, signingRequired, oldNegotiation });
  const log = join(folder, 'console.log');
  const server = startServer(
    samba,
    [
      '--foreground',
      '--no-process-group',
      '--model=single',
      `--configfile=${configuration}`,
      '--debug-stdout',
      '--debuglevel=1',
    ],
    log,
  );
  try {
    for (const port of ports) await untilListening(server, host, port, log);
    return server;
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** A loopback address on which all the ports of a domain controller are free. */
async function freeAddress(): Promise<string> {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const host = `127.77.${randomInt(256)}.${randomInt(1, 255)}`;
    const free = await Promise.all(ports.map((port) => isFree(host, port)));
    if (free.every(Boolean)) return host;
  }
  throw new Error('No loopback address has the ports of a domain controller free.');
}
