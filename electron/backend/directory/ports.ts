import { AppError } from '../../../shared/errors.ts';

export const ldapPort = 389;
/** LDAP inside TLS from the first octet. */
export const ldapsPort = 636;
const globalCatalogPorts: ReadonlySet<number> = new Set([3268, 3269]);

/** Throws AppError `global-catalog-port` for the ports of the global catalog; null is the usual port. */
export function refuseGlobalCatalog(port: number | null): void {
  if (port === null || !globalCatalogPorts.has(port)) return;
  throw new AppError(
    'global-catalog-port',
    `Port ${port} is the global catalog, which holds only a part of each object. The outbound security setting is not in that part, so every virtual server would look as if it had none. Use port ${ldapPort}, or ${ldapsPort} for LDAPS.`,
  );
}
