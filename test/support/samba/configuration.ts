import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Every folder of a Samba server by its parameter, so that nothing of it lies outside its own place. */
const folders = {
  'private dir': 'private',
  'state directory': 'state',
  'cache directory': 'cache',
  'lock directory': 'lock',
  'pid directory': 'run',
  'ncalrpc dir': 'ncalrpc',
  'winbindd socket directory': 'winbindd',
  'ntp signd socket directory': 'ntp-signd',
  'binddns dir': 'bind-dns',
} as const;

export interface SambaConfiguration {
  /** Its only address. Samba's ports are fixed. */
  readonly host: string;
  /** Whether it refuses a simple sign-in without encryption. */
  readonly signingRequired: boolean;
  /** Whether it negotiates a sign-in as Windows 2000 and Windows Server 2003 do. */
  readonly oldNegotiation: boolean;
}

/** Writes smb.conf of the domain controller DC1 of harbor.example whose files are in the folder. Answers with its path. */
export async function writeConfiguration(
  folder: string,
  { host, signingRequired, oldNegotiation }: SambaConfiguration,
): Promise<string> {
  for (const name of Object.values(folders)) await mkdir(join(folder, name), { recursive: true });
  const path = join(folder, 'smb.conf');
  await writeFile(
    path,
    `[global]
netbios name = DC1
workgroup = HARBOR
realm = HARBOR.EXAMPLE
server role = active directory domain controller
server services = ldap
interfaces = ${host}/8
bind interfaces only = yes
${Object.entries(folders)
  .map(([parameter, name]) => `${parameter} = ${join(folder, name)}`)
  .join('\n')}
tls certfile = ${join(folder, 'server.pem')}
tls keyfile = ${join(folder, 'server.key')}
tls cafile = ${join(folder, 'authority.pem')}
ldap server require strong auth = ${signingRequired ? 'yes' : 'no'}
spnego:simulate_w2k = ${oldNegotiation ? 'yes' : 'no'}
ntlmssp_server:force_old_spnego = ${oldNegotiation ? 'yes' : 'no'}
load printers = no
[sysvol]
path = ${join(folder, 'state', 'sysvol')}
[netlogon]
path = ${join(folder, 'state', 'sysvol', 'scripts')}
`,
  );
  return path;
}
