import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { SourceFacts } from '../../../renderer/components/source-facts.tsx';
import type { DomainControllerDescription, SourceDescription } from '../../../shared/directory/source.ts';
import { untrustedCertificate } from '../../../shared/directory/untrusted-certificate.ts';

const sealed: DomainControllerDescription = {
  kind: 'domain-controller',
  host: '10.1.2.3',
  port: 389,
  channel: 'sealed',
  signIn: 'ntlm',
  account: 'CORP\\ann',
  dnsHostName: 'dc1.corp.example',
  site: null,
  windowsLevel: 'Windows Server 2003',
  clockDifferenceMilliseconds: null,
  certificateFingerprint: null,
  certificateTrust: null,
  tls: null,
  weaknesses: [],
  ldapsPassedOver: 'Nothing answered on port 636.',
  clearTextConsent: false,
};

/** The terms with their descriptions, without the markup and the buttons. */
function factsOf(source: SourceDescription): Readonly<Record<string, string>> {
  const markup = renderToStaticMarkup(createElement(SourceFacts, { source }));
  const text = (html = '') =>
    html
      .replace(/<button.*?<\/button>/g, '')
      .replace(/<[^>]*>/g, '')
      .trim();
  const pairs = markup.matchAll(/<dt>(.*?)<\/dt><dd>(.*?)<\/dd>/g);
  return Object.fromEntries([...pairs].map(([, term, description]) => [text(term), text(description)]));
}

describe('the facts of a source', () => {
  test('say how a domain controller was reached, and why not by LDAPS', () => {
    expect(factsOf(sealed)).toEqual({
      'Domain controller': 'dc1.corp.example reached as 10.1.2.3, port 389',
      'Windows level': 'Windows Server 2003',
      Site: 'Not told',
      Clock: 'Not told',
      Channel: 'LDAP, signed and sealed by Windows sign-in',
      'LDAPS not used': 'Nothing answered on port 636.',
      Account: 'CORP\\ann',
      'Sign-in': 'Windows sign-in (NTLM): the password itself is never sent',
    });
  });

  test('say a name once, and of a certificate only what is wrong with it', () => {
    const ldapsPassedOver = untrustedCertificate('dc1:636', 'nobody vouches for it', 'Compare it.');
    expect(factsOf({ ...sealed, host: 'DC1.corp.example', ldapsPassedOver })).toMatchObject({
      'Domain controller': 'dc1.corp.example, port 389',
      'LDAPS not used': 'Its certificate is not trusted: nobody vouches for it.',
    });
  });

  test('name the certificate, who vouches for it and what is weak', () => {
    const facts = factsOf({
      ...sealed,
      channel: 'ldaps',
      signIn: 'simple',
      port: 636,
      certificateFingerprint: 'AA:BB:CC:DD:EE:FF',
      certificateTrust: 'pin',
      tls: 'TLSv1.2, AES',
      weaknesses: ['Its key is short.'],
      ldapsPassedOver: null,
    });
    expect(facts).toMatchObject({
      Channel: 'LDAPS',
      'Sign-in': 'Name and password, inside TLS',
      TLS: 'TLSv1.2, AES',
      'Certificate, SHA-256': 'AA:BB:CC:DD EE:FF',
      'Vouched for by': 'Pinned: an assessor on this computer compared its fingerprint',
      Weaknesses: 'Its key is short.',
    });
  });

  test('do not hide a password that crossed the network readable', () => {
    expect(
      factsOf({ ...sealed, channel: 'clear-text', signIn: 'simple', clearTextConsent: true }),
    ).toMatchObject({
      Channel: 'LDAP without encryption',
      Consent: 'The password crossed the network readable. The assessor had accepted that.',
      'Sign-in': 'Name and password, readable on the network',
    });
  });

  test('let a file be found again', () => {
    expect(
      factsOf({ kind: 'ldif', fileName: 'exchange.ldf', size: 4_096, sha256: 'abcd', modifiedAt: null }),
    ).toEqual({
      'LDIF file': 'exchange.ldf',
      Size: '4.0 KB (4,096 bytes)',
      'SHA-256': 'abcd',
      'Last changed': 'Not told',
    });
  });
});
