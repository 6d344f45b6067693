import type { ReasonCode } from './proposal.ts';

const texts: Readonly<Record<ReasonCode, string>> = {
  'not-read':
    'This object was not read: it is known only because other objects name it, or because the walk was cut short. Look at it in Exchange System Manager, or walk again with an account that may read it.',
  absent:
    'The outbound security setting is not stored on this object. An unset value means the default, Anonymous without TLS: a probable finding. Confirm it in Exchange System Manager.',
  'no-access':
    'Neither the outbound security setting nor the port bindings could be read, although setup always writes the bindings. The account that read or exported it probably has no right to: ask for Exchange View-Only Administrator on the organisation.',
  malformed:
    'The stored value is not one number from 0 to 2147483647, so nothing can be concluded from it. Look at the dialog in Exchange System Manager.',
  'anonymous-tls': 'Anonymous access and TLS encryption are selected, as the check demands.',
  'no-tls': 'TLS encryption is not selected.',
  authenticated:
    'Authentication bits are set, so outbound access is not Anonymous. Which method they stand for is inferred: confirm in Exchange System Manager.',
  'unknown-bits':
    'The value holds bits whose meaning for outbound security is not known. Look at the dialog in Exchange System Manager and decide by what it shows.',
  'version-not-2003': 'The server does not run Exchange 2003, and this check is for Exchange 2003 only.',
  'version-unknown':
    'The server’s version could not be read, so it is not known whether this check applies to it. Find out the version in Exchange System Manager (Help, About, or the server’s properties).',
  'no-virtual-server':
    'No SMTP virtual server could be seen on this server. Usually the account that read or exported it may not see below the server: nothing is concluded from that. Ask for Exchange View-Only Administrator on the organisation.',
  'container-not-read':
    'A container on the way to the virtual servers could not be read, so others may be hidden in it and nothing passes as a whole. Ask for Exchange View-Only Administrator on the organisation and walk again.',
  incomplete:
    'The walk is incomplete: a virtual server that was not seen may be anywhere, so nothing passes as a whole.',
};

/** A sentence or two that explain a reason to the assessor and say what to do. */
export function reasonText(code: ReasonCode): string {
  return texts[code];
}
