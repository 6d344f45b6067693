import { isIP } from 'node:net';

import { AppError } from '../../../../shared/errors.ts';
import { parseHost } from '../host-name.ts';

/** Characters of a domain's name at the most: the names that DNS has for its domain controllers (255 octets) are longer. */
const mostCharacters = 230;

/**
 * The DNS name of a domain as it goes into a query: lower case, an international one in its ASCII form.
 * Throws AppError `host-invalid` for anything else, such as an address or a distinguished name.
 */
export function parseDomain(text: string): string {
  const domain = nameOrNull(text)?.toLowerCase();
  if (domain === undefined || isIP(domain) !== 0 || domain.length > mostCharacters) {
    throw new AppError(
      'host-invalid',
      'This is not the name of a domain. Letters, digits, hyphens and dots make a name: corp.example.com.',
    );
  }
  return domain;
}

function nameOrNull(text: string): string | undefined {
  try {
    return parseHost(text);
  } catch {
    return undefined;
  }
}
