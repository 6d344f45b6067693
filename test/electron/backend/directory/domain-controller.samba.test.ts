import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import { walk } from '../../../../electron/backend/assessment/walk.ts';
import {
  openDomainController,
  openExchange,
} from '../../../../electron/backend/directory/domain-controller.ts';
import type { DomainControllerOptions } from '../../../../electron/backend/directory/domain-controller.ts';
import type { DirectoryEntry } from '../../../../shared/directory/entry.ts';
import type { DirectorySource, DomainControllerDescription } from '../../../../shared/directory/source.ts';
import { walkAttributes } from '../../../../shared/exchange/attributes.ts';
import { collect } from '../../../support/collect.ts';
import { failureOf } from '../../../support/failure-of.ts';
import {
  attributesByName,
  practiceContainer,
  practiceEntries,
} from '../../../support/practice-organization.ts';
import { sambaOptions, sambaNote, skipsSamba, startSamba } from '../../../support/samba.ts';
import type { SambaBed } from '../../../support/samba.ts';
import { serverCertificate } from '../../../support/trusted-certificates.ts';

const signal = new AbortController().signal;

describe.skipIf(skipsSamba)(`A real Samba domain controller${sambaNote}`, () => {
  let bed: SambaBed;
  const sources: DirectorySource[] = [];

  beforeAll(async () => {
    bed = await startSamba();
  });
  afterEach(async () => {
    for (const source of sources.splice(0)) await source.close();
  });
  afterAll(() => bed?.stop());

  const byAuthority = () => ({ authorities: [bed.authority], pinned: null });
  const byPin = () => ({ authorities: [], pinned: bed.certificate });

  /** Reads all of Exchange and compares it with the file. Answers with how it was reached. */
  async function readWhole(options: Partial<DomainControllerOptions>): Promise<DomainControllerDescription> {
    const source = await openExchange(sambaOptions(bed, options));
    sources.push(source);
    const pages = await collect(source.search(everything, signal));
    expect(attributesByName(pages.flatMap(({ entries }) => entries))).toEqual(await practiceEntries());
    expect(pages.map((page) => ({ ...page, entries: page.entries.length }))).toEqual([
      { entries: 90, references: [], resultCode: 0, diagnostic: '', droppedPasswords: [], cutValues: [] },
    ]);
    return source.description;
  }

  test('is read whole by Automatic although nobody vouches for its certificate: sealed, on the usual port', async () => {
    expect(await readWhole({})).toEqual({
      kind: 'domain-controller',
      host: bed.host,
      port: 389,
      channel: 'sealed',
      signIn: 'ntlm',
      account: 'HARBOR\\reader',
      dnsHostName: 'dc1.harbor.example',
      site: 'Default-First-Site-Name',
      windowsLevel: 'Windows Server 2008 R2',
      clockDifferenceMilliseconds: expect.any(Number),
      certificateFingerprint: null,
      certificateTrust: null,
      tls: null,
      weaknesses: [],
      ldapsPassedOver: expect.stringContaining('does not know the authority that issued it'),
      clearTextConsent: false,
    });
  });

  test('is read whole by Automatic over LDAPS if an imported authority vouches for it', async () => {
    expect(await readWhole({ trust: byAuthority() })).toMatchObject({
      port: 636,
      channel: 'ldaps',
      signIn: 'ntlm',
      certificateFingerprint: bed.fingerprint,
      certificateTrust: 'authority',
      tls: 'TLSv1.3, TLS_AES_256_GCM_SHA384',
      ldapsPassedOver: null,
    });
  });

  test.each([
    ['LDAPS', 'ldaps', 'ntlm', 'authority', 636],
    ['LDAPS', 'ldaps', 'simple', 'authority', 636],
    ['LDAPS', 'ldaps', 'ntlm', 'pin', 636],
    ['LDAPS', 'ldaps', 'simple', 'pin', 636],
    ['StartTLS', 'start-tls', 'ntlm', 'authority', 389],
    ['StartTLS', 'start-tls', 'simple', 'authority', 389],
    ['StartTLS', 'start-tls', 'ntlm', 'pin', 389],
    ['StartTLS', 'start-tls', 'simple', 'pin', 389],
  ] as const)(
    'is read whole over %s (%s), signed in by %s, trusted by %s',
    async (_, channel, signIn, by, port) => {
      const trust = by === 'pin' ? byPin() : byAuthority();
      expect(await readWhole({ channel, signIn, trust })).toMatchObject({
        channel,
        signIn,
        port,
        certificateFingerprint: bed.fingerprint,
        certificateTrust: by,
      });
    },
  );

  test('is read whole in clear text, but only with consent', async () => {
    expect(await readWhole({ channel: 'clear-text', clearTextConsent: true })).toMatchObject({
      channel: 'clear-text',
      signIn: 'simple',
      port: 389,
      clearTextConsent: true,
    });
    expect(await failureOf(openDomainController(sambaOptions(bed, { channel: 'clear-text' })))).toEqual({
      code: 'clear-text-consent-required',
      message: `Without encryption the password crosses the network to ${bed.host}:389 readable for anybody on the way. It offers "Windows sign-in, encrypted (NTLM)", which needs no certificate: choose that. Nothing was sent but a question that everybody may ask.`,
    });
  });

  test.each([
    ['sealed', 'reader@harbor.example'],
    ['ldaps', 'reader@harbor.example'],
    ['sealed', 'harbor.example\\reader'],
    ['ldaps', 'CN=reader,CN=Users,DC=harbor,DC=example'],
  ] as const)('is read whole over %s by the account %s', async (channel, account) => {
    expect(await readWhole({ channel, account, trust: byAuthority() })).toMatchObject({ channel, account });
  });

  test.each(['ldaps', 'start-tls'] as const)(
    'is not signed in to over %s if nobody vouches for it',
    async (channel) => {
      const port = channel === 'ldaps' ? 636 : 389;
      const opening = openDomainController(sambaOptions(bed, { channel, password: 'never sent' }));
      expect(await failureOf(opening)).toMatchObject({
        code: 'certificate-untrusted',
        message: `Nothing was sent to ${bed.host}:${port}: its certificate is not trusted, because this computer does not know the authority that issued it. Compare its SHA-256 fingerprint with the one on the domain controller and trust this certificate for this host, or import the certificate of its authority (PEM, DER or P7B).`,
        certificate: {
          presented: { sha256: bed.fingerprint, names: ['dc1.harbor.example', bed.host] },
          pinned: null,
        },
      });
    },
  );

  test.each(['automatic', 'ldaps', 'start-tls'] as const)(
    'is not signed in to by %s if another certificate is pinned, even if an authority vouches for it',
    async (channel) => {
      const trust = { authorities: [bed.authority], pinned: serverCertificate };
      expect(await failureOf(openDomainController(sambaOptions(bed, { channel, trust })))).toMatchObject({
        code: 'certificate-changed',
        certificate: { presented: { pem: bed.certificate }, pinned: { pem: serverCertificate } },
      });
    },
  );

  test('that is started anew in the middle of a walk leaves what was read before, marked incomplete', async () => {
    const source = await openDomainController(sambaOptions(bed, { pageEntries: 20 }));
    const interrupted: DirectorySource = {
      description: source.description,
      exchangeContainer: source.exchangeContainer,
      cutShort: null,
      warning: null,
      close: () => source.close(),
      async *search(request, searchSignal) {
        for await (const page of source.search(request, searchSignal)) {
          yield page;
          await bed.restart();
        }
      },
    };
    const kept: DirectoryEntry[] = [];
    const result = await walk(interrupted, {
      signal: new AbortController().signal,
      onEntries: (entries) => kept.push(...entries),
      onProgress: () => undefined,
    });
    await source.close();
    expect({ kept: kept.length, incompleteReason: result.incompleteReason }).toEqual({
      kept: 20,
      incompleteReason: `The walk was cut short, and what was read until then is kept. The connection to ${bed.host}:389 was lost. Hopcheck does not connect again by itself: start again.`,
    });
  });

  describe('that demands signing', () => {
    beforeAll(() => bed.restart({ signingRequired: true }));
    afterAll(() => bed.restart());

    test('is read whole by Windows sign-in, which seals', async () => {
      expect(await readWhole({ channel: 'sealed' })).toMatchObject({ channel: 'sealed', signIn: 'ntlm' });
    });

    test('refuses clear text, and the way out is told', async () => {
      const plainly = sambaOptions(bed, { channel: 'clear-text', clearTextConsent: true });
      expect(await failureOf(openDomainController(plainly))).toMatchObject({
        code: 'directory-refused',
        message: `${bed.host}:389 demands a sign-in that is protected by signing or encryption. Choose "Automatic (encrypted)", "Windows sign-in, encrypted (NTLM)" or LDAPS.`,
      });
    });
  });
});

const everything = {
  base: practiceContainer,
  scope: 'sub',
  filter: '(objectClass=*)',
  attributes: walkAttributes,
} as const;
