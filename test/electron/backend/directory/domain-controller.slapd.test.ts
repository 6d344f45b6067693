import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import { openLdapMissing } from '../../../../build/directory-servers.mjs';
import {
  openDomainController,
  openExchange,
} from '../../../../electron/backend/directory/domain-controller.ts';
import type {
  DomainControllerOptions,
  OpenDomainController,
} from '../../../../electron/backend/directory/domain-controller.ts';
import type { DirectorySource, SearchPage } from '../../../../shared/directory/source.ts';
import { walkAttributes, walkFilter } from '../../../../shared/exchange/attributes.ts';
import { collect } from '../../../support/collect.ts';
import { connectionOptions } from '../../../support/connection-options.ts';
import { failureOf } from '../../../support/failure-of.ts';
import {
  attributesByName,
  practiceContainer,
  practiceEntries,
} from '../../../support/practice-organization.ts';
import { slapdAccounts, slapdPassword, startSlapd } from '../../../support/slapd.ts';
import type { SlapdBed } from '../../../support/slapd.ts';

const signal = new AbortController().signal;
const missing = openLdapMissing();
const skipped = missing !== null && process.env['CI'] !== 'true';

describe.skipIf(skipped)(`A real OpenLDAP${skipped ? `: skipped, ${missing}` : ''}`, () => {
  let bed: SlapdBed;
  const sources: DirectorySource[] = [];

  beforeAll(async () => {
    bed = await startSlapd();
  });
  afterEach(async () => {
    for (const source of sources.splice(0)) await source.close();
  });
  afterAll(() => bed?.stop());

  function optionsOf(options: Partial<DomainControllerOptions>): DomainControllerOptions {
    return connectionOptions({
      host: 'localhost',
      port: bed.port,
      channel: 'ldaps',
      account: slapdAccounts.reader,
      password: slapdPassword,
      trust: { authorities: [bed.authority], pinned: null },
      ...options,
    });
  }

  async function open(options: Partial<DomainControllerOptions> = {}): Promise<OpenDomainController> {
    const source = await openExchange(optionsOf(options));
    sources.push(source);
    return source;
  }

  test('describes itself, with the certificate that was verified', async () => {
    const source = await open();
    expect({
      description: source.description,
      exchangeContainer: source.exchangeContainer,
      cutShort: source.cutShort,
    }).toEqual({
      description: {
        kind: 'domain-controller',
        host: 'localhost',
        port: bed.port,
        channel: 'ldaps',
        signIn: 'simple',
        account: slapdAccounts.reader,
        dnsHostName: 'dc1.harbor.example',
        site: null,
        windowsLevel: 'Windows Server 2003',
        clockDifferenceMilliseconds: null,
        certificateFingerprint: bed.fingerprint,
        certificateTrust: 'authority',
        tls: 'TLSv1.3, TLS_AES_256_GCM_SHA384',
        weaknesses: [],
        ldapsPassedOver: null,
        clearTextConsent: false,
      },
      exchangeContainer: practiceContainer,
      cutShort: null,
    });
  });

  test.each([
    ['LDAPS', () => ({})],
    ['StartTLS', () => ({ channel: 'start-tls', port: bed.plainPort })],
    [
      'clear text with consent',
      () => ({ channel: 'clear-text', port: bed.plainPort, clearTextConsent: true }),
    ],
  ] as const)('delivers every object as the file has it, with no password, over %s', async (_, options) => {
    const pages = await pagesOf(await open(options()));
    expect(attributesByName(pages.flatMap(({ entries }) => entries))).toEqual(await practiceEntries());
    expect(pages.map((page) => ({ ...page, entries: page.entries.length }))).toEqual([
      { entries: 90, references: [], resultCode: 0, diagnostic: '', droppedPasswords: [], cutValues: [] },
    ]);
  });

  test('is verified by its address as well, if the certificate carries that', async () => {
    expect((await open({ host: '127.0.0.1' })).description).toMatchObject({
      certificateFingerprint: bed.fingerprint,
    });
  });

  test('is refused if nobody trusted vouches for it; the refusal shows the certificate', async () => {
    const failure = await failureOf(openDomainController(optionsOf({ trust: nobody })));
    expect(failure).toMatchObject({
      code: 'certificate-untrusted',
      message: `Nothing was sent to localhost:${bed.port}: its certificate is not trusted, because this computer does not know the authority that issued it. Compare its SHA-256 fingerprint with the one on the domain controller and trust this certificate for this host, or import the certificate of its authority (PEM, DER or P7B).`,
      certificate: {
        host: 'localhost',
        port: bed.port,
        reason: 'this computer does not know the authority that issued it',
        presented: {
          subject: 'CN=dc1.harbor.example',
          issuer: 'CN=Harbor-Test-Authority',
          names: ['localhost', '127.0.0.1'],
          sha256: bed.fingerprint,
          pem: bed.certificate,
        },
        pinned: null,
      },
    });
  });

  test('is refused under a name that its certificate does not carry', async () => {
    const failure = await failureOf(openDomainController(optionsOf({ host: '127.0.0.2' })));
    expect({ code: failure.code, message: failure.message }).toEqual({
      code: 'certificate-untrusted',
      message: `Nothing was sent to 127.0.0.2:${bed.port}: its certificate is not trusted, because it is not made out for 127.0.0.2 but for localhost, 127.0.0.1. Connect by a name that it carries, or compare its SHA-256 fingerprint and trust this certificate for this host.`,
    });
  });

  test('refuses a wrong password', async () => {
    expect(await failureOf(openDomainController(optionsOf({ password: 'wrong' })))).toMatchObject({
      code: 'sign-in-failed',
      message: `localhost:${bed.port} did not sign the account in. It does not say why. Check name and password before you try again: repeated attempts can lock the account.`,
    });
  });

  test('offers no Windows sign-in, and says what to choose instead', async () => {
    const windows = { channel: 'sealed', port: bed.plainPort, account: 'HARBOR\\reader' } as const;
    expect(await failureOf(openDomainController(optionsOf(windows)))).toMatchObject({
      code: 'sign-in-not-offered',
      message: `localhost:${bed.plainPort} does not offer Windows sign-in (NTLM). Choose LDAPS or StartTLS, another domain controller, or an LDIF export.`,
    });
  });

  test('shows no Exchange to an account without rights', async () => {
    expect((await failureOf(openExchange(optionsOf({ account: slapdAccounts.stranger })))).code).toBe(
      'exchange-not-found',
    );
  });

  test('ends a search at a size limit with what came before it', async () => {
    const pages = await pagesOf(await open({ account: slapdAccounts.limited }));
    expect({
      entries: pages.flatMap(({ entries }) => entries).length,
      resultCode: pages.at(-1)?.resultCode,
    }).toEqual({ entries: 60, resultCode: 4 });
  });

  test('that forbids pages as large as those asked for is no empty one', async () => {
    expect(await failureOf(openExchange(optionsOf({ account: slapdAccounts.paged })))).toMatchObject({
      code: 'directory-refused',
      message: `localhost:${bed.port} stopped at a limit that its administrator has set, so that something is missing. Choose another domain controller, or use an LDIF export.`,
    });
  });

  test('that starts again ends the session, which is never taken up by another', async () => {
    const source = await open();
    await bed.restart();
    expect(await failureOf(pagesOf(source))).toMatchObject({
      code: 'connection-lost',
      message: `The connection to localhost:${bed.port} was lost. Hopcheck does not connect again by itself: start again.`,
    });
    expect((await failureOf(pagesOf(source))).code).toBe('connection-lost');
  });

  test('is asked for nothing but signing in, searching, encryption and goodbye, by its own log', async () => {
    for (const options of [
      {},
      { channel: 'start-tls', port: bed.plainPort },
      { channel: 'clear-text', port: bed.plainPort, clearTextConsent: true },
    ] as const) {
      const source = await openExchange(optionsOf(options));
      await collect(source.search({ ...everything, filter: walkFilter }, signal));
      await source.close();
    }
    const operations = await bed.operations();
    expect([...new Set(operations)].toSorted()).toEqual([
      'BIND',
      'EXT oid=1.3.6.1.4.1.1466.20037',
      'SRCH',
      'UNBIND',
    ]);
  });
});

const nobody = { authorities: [], pinned: null };
const everything = {
  base: practiceContainer,
  scope: 'sub',
  filter: '(objectClass=*)',
  attributes: walkAttributes,
} as const;

function pagesOf(source: DirectorySource): Promise<readonly SearchPage[]> {
  return collect(source.search(everything, signal));
}
