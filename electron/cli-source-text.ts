import { channelLabels } from '../shared/directory/channel-labels.ts';
import type {
  DomainControllerDescription,
  LdifFileDescription,
  SourceDescription,
} from '../shared/directory/source.ts';
import { counted, labelled } from './cli-visible.ts';

const signIns: Readonly<Record<DomainControllerDescription['signIn'], string>> = {
  ntlm: 'Windows sign-in (NTLM): the password itself is never sent',
  simple: 'Simple bind: the password is sent',
};

const vouchers = {
  authority: 'an authority vouches for it',
  pin: 'pinned: an assessor on this computer compared its fingerprint',
} as const;

/** Where evidence came from and what protected it on the way, a line each. */
export function sourceLines(source: SourceDescription): readonly string[] {
  return source.kind === 'ldif' ? fileLines(source) : domainControllerLines(source);
}

function fileLines({ fileName, size, sha256, modifiedAt }: LdifFileDescription): readonly string[] {
  return [
    labelled('Source', `LDIF file ${fileName}, ${counted(size, 'octet')}`),
    labelled('Last changed', modifiedAt ?? 'unknown'),
    labelled('SHA-256', sha256),
  ];
}

function domainControllerLines(source: DomainControllerDescription): readonly string[] {
  const { certificateFingerprint, certificateTrust, tls, ldapsPassedOver } = source;
  return [
    labelled('Source', whoAnswered(source)),
    labelled('Account', source.account),
    labelled('Channel', channelLabels[source.channel]),
    labelled('Sign-in', signIns[source.signIn]),
    ...(tls === null ? [] : [labelled('TLS', tls)]),
    ...(certificateFingerprint === null
      ? []
      : [labelled('Certificate', `SHA-256 ${certificateFingerprint}`)]),
    ...(certificateTrust === null ? [] : [labelled('Vouched for', vouchers[certificateTrust])]),
    ...source.weaknesses.map((weakness) => labelled('Weakness', weakness)),
    ...(ldapsPassedOver === null ? [] : [labelled('LDAPS not used', ldapsPassedOver)]),
    ...(source.clearTextConsent
      ? [labelled('Clear text', 'the assessor accepted that the password crossed the network readable')]
      : []),
  ];
}

function whoAnswered({
  kind,
  dnsHostName,
  host,
  port,
  windowsLevel,
  site,
}: DomainControllerDescription): string {
  return [
    `${kind === 'practice' ? 'practice domain controller' : 'domain controller'} ${dnsHostName || host} (${host}, port ${port})`,
    windowsLevel,
    ...(site === null ? [] : [`site ${site}`]),
  ].join(', ');
}
