// The real directory servers that tests start for themselves: what each needs on this computer, and what of it is missing.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What must be there, by the Debian package that brings it: a path, or one below /usr/lib/<architecture>.
 * @typedef {Readonly<Record<string, { path: string } | { library: string }>>} Parts
 */

/** @type {Parts} */
const certificates = { openssl: { path: '/usr/bin/openssl' } };

/** @type {Parts} */
const openLdap = {
  ...certificates,
  slapd: { path: '/usr/sbin/slapd' },
};

/** @type {Parts} */
const samba = {
  ...certificates,
  // On Debian 12 it brings the package samba, from 13 on it is the program itself.
  'samba-ad-dc': { path: '/usr/sbin/samba' },
  'samba-ad-provision': { path: '/usr/share/samba/setup/provision.ldif' },
  'samba-dsdb-modules': { library: 'samba/ldb/acl.so' },
  'samba-vfs-modules': { library: 'samba/vfs/acl_xattr.so' },
  'python3-samba': { path: '/usr/lib/python3/dist-packages/samba' },
};

/** Debian packages to be installed before every test of this platform can run. */
export function missingServerPackages() {
  return process.platform === 'linux' ? missing({ ...openLdap, ...samba }) : [];
}

/** Why a private OpenLDAP server cannot run here, or null if it can. */
export function openLdapMissing() {
  return whyMissing('OpenLDAP', openLdap);
}

/** Why a private Samba domain controller cannot run here, or null if it can. Its ports, which are fixed, belong to root. */
export function sambaMissing() {
  const why = whyMissing('Samba', samba);
  if (why !== null || process.getuid?.() === 0) return why;
  return 'only root may open the ports of a domain controller';
}

/** @param {string} name @param {Parts} parts */
function whyMissing(name, parts) {
  if (process.platform !== 'linux') return `${name} is set up for Linux (Debian) only`;
  const packages = missing(parts);
  return packages.length === 0
    ? null
    : `a private ${name} needs these programs (Debian: ${packages.join(' ')})`;
}

/** @param {Parts} parts */
function missing(parts) {
  return Object.keys(parts).filter((name) => {
    const part = parts[name];
    return part !== undefined && !('path' in part ? existsSync(part.path) : hasLibrary(part.library));
  });
}

/** @param {string} name */
function hasLibrary(name) {
  const folder = '/usr/lib';
  return existsSync(folder) && readdirSync(folder).some((part) => existsSync(join(folder, part, name)));
}
