import { readFile } from 'node:fs/promises';

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import { openDomainController } from '../../../../electron/backend/directory/domain-controller.ts';
import type { DomainControllerOptions } from '../../../../electron/backend/directory/domain-controller.ts';
import { decodeEntry } from '../../../../shared/directory/decode-entry.ts';
import { distinguishedNameKey, isAtOrBelow } from '../../../../shared/directory/distinguished-name.ts';
import type { DirectoryEntry } from '../../../../shared/directory/entry.ts';
import type { DirectorySource, SearchPage } from '../../../../shared/directory/source.ts';
import { toFailure } from '../../../../shared/errors.ts';
import type { Failure } from '../../../../shared/errors.ts';
import { walkAttributes } from '../../../../shared/exchange/attributes.ts';
import { readLdif } from '../../../../shared/ldif/ldif-reader.ts';
import { collect } from '../../../support/collect.ts';
import { slapdAccounts, slapdMissing, slapdPassword, startSlapd } from '../../../support/slapd.ts';
import type { SlapdBed } from '../../../support/slapd.ts';

const organization = new URL('../../../../build/practice-organization.ldif', import.meta.url);
const signal = new AbortController().signal;

const skipped = slapdMissing !== null && process.env['CI'] !== 'true';

describe.skipIf(skipped)(
  `A domain controller over LDAPS (real OpenLDAP)${skipped ? `: skipped, ${slapdMissing}` : ''}`,
  () => {
    let bed: SlapdBed;
    const sources: DirectorySource[] = [];

    beforeAll(async () => {
      bed = await startSlapd();
    });
    afterEach(async () => {
      for (const source of sources.splice(0)) await source.close();
    });
    afterAll(() => bed?.stop());

    async function open(options: Partial<DomainControllerOptions> = {}): Promise<DirectorySource> {
      const source = await openDomainController({
        host: 'localhost',
        port: bed.port,
        channel: 'ldaps',
        account: slapdAccounts.reader,
        password: slapdPassword,
        signal,
        trust: [bed.authority],
        ...options,
      });
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
          account: slapdAccounts.reader,
          dnsHostName: 'dc1.harbor.example',
          windowsLevel: 'Windows Server 2003',
          clockDifferenceMilliseconds: null,
          certificateFingerprint: bed.fingerprint,
        },
        exchangeContainer: 'CN=Microsoft Exchange,CN=Services,CN=Configuration,DC=harbor,DC=example',
        cutShort: null,
      });
    });

    test('delivers every object as the file has it, with no password', async () => {
      const source = await open();
      const pages = await pagesOf(source);
      const entries = pages.flatMap((page) => page.entries);
      expect(byName(entries)).toEqual(byName(await entriesOfFile(source.exchangeContainer)));
      expect({ entries: entries.length, pages: pages.map((page) => ({ ...page, entries: [] })) }).toEqual({
        entries: 90,
        pages: [
          {
            entries: [],
            references: [],
            resultCode: 0,
            diagnostic: '',
            droppedPasswords: [],
            cutValues: [],
          },
        ],
      });
    });

    test('is verified by its address as well, if the certificate carries that', async () => {
      expect((await open({ host: '127.0.0.1' })).description).toMatchObject({
        certificateFingerprint: bed.fingerprint,
      });
    });

    test('is refused if nobody trusted vouches for it; the refusal shows the certificate', async () => {
      const failure = await failureOf(open({ trust: [] }));
      expect(failure.code).toBe('certificate-untrusted');
      expect(failure.message.replace(/Valid: .*/, 'Valid: ...')).toBe(
        `The certificate of localhost:${bed.port} is not trusted, because this computer does not know the authority that issued it. ` +
          'Nothing was sent, least of all the password. Ask its administrator for the certificate of that authority, compare the fingerprint, and add it to the trusted authorities of this computer; or import an LDIF file.\n' +
          `Subject: CN=dc1.harbor.example\nIssuer: CN=Harbor-Test-Authority\nValid: ...\nSHA-256 fingerprint: ${bed.fingerprint}`,
      );
    });

    test('is refused under a name that its certificate does not carry', async () => {
      const failure = await failureOf(open({ host: '127.0.0.2' }));
      expect(failure.code).toBe('certificate-untrusted');
      expect(failure.message.split('\n')[0]).toBe(
        `The certificate of 127.0.0.2:${bed.port} is not trusted, because it is not made out for 127.0.0.2 but for DNS:localhost, IP Address:127.0.0.1. ` +
          'Nothing was sent, least of all the password. Connect by a name that the certificate carries.',
      );
    });

    test('refuses a wrong password', async () => {
      expect(await failureOf(open({ password: 'wrong' }))).toMatchObject({
        code: 'sign-in-failed',
        detail: 'LDAP result 49',
      });
    });

    test('shows no Exchange to an account without rights', async () => {
      expect((await failureOf(open({ account: slapdAccounts.stranger }))).code).toBe('exchange-not-found');
    });

    test('ends a search at a size limit with what came before it', async () => {
      const pages = await pagesOf(await open({ account: slapdAccounts.limited }));
      const last = pages.at(-1);
      expect({
        entries: pages.flatMap(({ entries }) => entries).length,
        resultCode: last?.resultCode,
      }).toEqual({ entries: 60, resultCode: 4 });
    });

    test('is not even asked if an imported certificate cannot be read', async () => {
      expect(
        (await failureOf(open({ trust: ['-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'] })))
          .code,
      ).toBe('tls-failed');
    });
  },
);

function pagesOf(source: DirectorySource): Promise<readonly SearchPage[]> {
  const request = {
    base: source.exchangeContainer,
    scope: 'sub',
    filter: '(objectClass=*)',
    attributes: walkAttributes,
  } as const;
  return collect(source.search(request, signal));
}

/** OpenLDAP spells names in its own way, so objects are compared under the keys of their names. */
function byName(entries: readonly DirectoryEntry[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    entries.map(({ distinguishedName, attributes }) => [distinguishedNameKey(distinguishedName), attributes]),
  );
}

async function entriesOfFile(base: string): Promise<readonly DirectoryEntry[]> {
  const entries: DirectoryEntry[] = [];
  for await (const record of readLdif([await readFile(organization)])) {
    if (record.kind !== 'entry') continue;
    if (!isAtOrBelow(distinguishedNameKey(record.entry.distinguishedName), distinguishedNameKey(base)))
      continue;
    entries.push(decodeEntry(record.entry, walkAttributes).entry);
  }
  return entries;
}

async function failureOf(promise: Promise<unknown>): Promise<Failure> {
  return promise.then(
    () => {
      throw new Error('It did not fail.');
    },
    (error: unknown) => toFailure(error),
  );
}
