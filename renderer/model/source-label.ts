import type { SourceDescription } from '../../shared/directory/source.ts';
import { clip, visibleText } from './visible-text.ts';

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
  const channel = source.channel === 'ldaps' ? 'LDAPS' : 'LDAP, on this machine only';
  return visibleText(
    `${source.dnsHostName} (${source.host}:${source.port}, ${channel}), ${source.windowsLevel}`,
  );
}
