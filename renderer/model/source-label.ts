import { channelLabels } from '../../shared/directory/channel-labels.ts';
import type { DomainControllerDescription, SourceDescription } from '../../shared/directory/source.ts';
import { clip, visibleText } from './visible-text.ts';

/** How the account signed in, and what that means for its password. */
export function signInText({ signIn, channel }: DomainControllerDescription): string {
  if (signIn === 'ntlm') return 'Windows sign-in (NTLM): the password itself is never sent';
  switch (channel) {
    case 'ldaps':
    case 'start-tls':
      return 'Name and password, inside TLS';
    case 'practice':
      return 'Name and password, on this computer only';
    case 'clear-text':
    case 'sealed':
      return 'Name and password, readable on the network';
  }
}

/** Where evidence came from, in a few words: the host or the file. */
export function sourceLabel(source: SourceDescription): string {
  switch (source.kind) {
    case 'practice':
      return 'Practice domain controller';
    case 'domain-controller':
      return clip(visibleText(source.dnsHostName === '' ? source.host : source.dnsHostName), 80);
    case 'ldif':
      return clip(visibleText(source.fileName), 80);
  }
}

/** Where evidence came from, with everything that lets one find it again. */
export function sourceDetail(source: SourceDescription): string {
  if (source.kind === 'ldif') return `${visibleText(source.fileName)}, SHA-256 ${source.sha256}`;
  return visibleText(
    `${source.dnsHostName} (${source.host}:${source.port}, ${channelLabels[source.channel]}), ${source.windowsLevel}`,
  );
}
