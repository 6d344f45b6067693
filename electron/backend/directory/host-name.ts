import { isIP, SocketAddress } from 'node:net';
import { domainToASCII } from 'node:url';

import { AppError } from '../../../shared/errors.ts';

/**
 * The host as sockets and certificates take it: a DNS or computer name (an international one in its ASCII form), an IPv4 address, or
 * an IPv6 address without brackets in its one canonical form (RFC 5952), so that what is trusted for an address is found again
 * however it was typed. An IPv4 address mapped into IPv6 is that IPv4 address, for it leads to the same socket. Throws AppError `host-invalid` for anything else, such as an address of the web or a port.
 */
export function parseHost(text: string): string {
  const host = text.trim();
  if (host.includes('/')) throw invalid('Enter the name alone, without "ldap://" or a path');
  const address = /^\[(.*)\]$/.exec(host)?.[1] ?? host;
  if (isIP(address) === 6) return canonicalAddress(address);
  if (isIP(address) === 4) return address;
  if (/^[^:]+:\d*$/.test(host)) throw invalid('Enter the port in its own field');
  const name = asciiName(host).replace(/\.$/, '');
  if (name === '' || name.length > 253 || !name.split('.').every(isLabel))
    throw invalid('Letters, digits, hyphens and dots make a name');
  // Sockets would take 10.1 or 0x7f000001 for an address.
  if (/(?:^|\.)(?:\d+|0x[0-9a-f]*)$/i.test(name))
    throw invalid('An address has four numbers from 0 to 255, as in 192.0.2.10');
  return name;
}

function canonicalAddress(text: string): string {
  const [typed = '', zone] = text.split('%');
  const { address } = new SocketAddress({ address: typed, family: 'ipv6' });
  const mapped = /^::ffff:([\d.]+)$/.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  return zone === undefined ? address : `${address}%${zone}`;
}

function asciiName(host: string): string {
  return /^[\x21-\x7e]*$/.test(host) ? host : domainToASCII(host);
}

/** Underscores are not for the Internet, but Windows allows them in computer names. */
function isLabel(label: string): boolean {
  return /^(?!-)[a-z0-9_-]{1,63}(?<!-)$/i.test(label);
}

function invalid(reason: string): AppError {
  return new AppError(
    'host-invalid',
    `This is not the name of a computer. ${reason}: dc1.example.com, or an address.`,
  );
}
