import type { CertificateFacts, CertificateRefusal } from '../shared/directory/certificate.ts';
import type { Failure } from '../shared/errors.ts';
import { labelled, visible } from './cli-visible.ts';

/** A failure for standard error. All lines but the first are indented: what a server says cannot look like a message of its own. */
export function failureText({ message, detail, certificate }: Failure): string {
  const lines = message.split(/\r?\n/).map(visible);
  // The detail of a refused certificate is the certificate.
  if (certificate !== undefined) lines.push(...refusalLines(certificate));
  else if (detail !== undefined) lines.push(...`(${detail.trim()})`.split(/\r?\n/).map(visible));
  return `${lines.join('\n  ')}\n`;
}

function refusalLines({ host, port, presented, pinned }: CertificateRefusal): readonly string[] {
  const way =
    pinned === null
      ? 'On the command line: --trust-certificate FINGERPRINT (with --channel ldaps or start-tls), or --trust-authority FILE.'
      : 'The trusted certificates are shown, and removed, in the window of Hopcheck.';
  return [
    visible(`Presented by ${host}, port ${port}:`),
    ...factLines(presented),
    ...(pinned === null ? [] : [visible(`Trusted for ${host}:`), ...factLines(pinned)]),
    way,
  ];
}

function factLines(facts: CertificateFacts): readonly string[] {
  return [
    labelled('Subject', facts.subject),
    labelled('Issuer', facts.selfSigned ? 'itself' : facts.issuer),
    labelled('Made out for', facts.names.join(', ') || 'nobody'),
    labelled('Valid', `${facts.validFrom} to ${facts.validTo}`),
    labelled('Key', `${facts.key}, signed with ${facts.signatureAlgorithm}`),
    labelled('SHA-256', facts.sha256),
    labelled('SHA-1', `${facts.sha1} (Windows: thumbprint)`),
    ...facts.weaknesses.map((weakness) => labelled('Weakness', weakness)),
  ].map((line) => `  ${line}`);
}
