import { X509Certificate } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { certificateFacts } from '../../../electron/backend/directory/tls/certificate-facts.ts';
import { TrustStore } from '../../../electron/backend/trust.ts';
import {
  anchorAuthority,
  harborAuthority,
  renewedCertificate,
  serverCertificate,
} from '../../support/trusted-certificates.ts';
import { failureOf, openedStore } from './store/store-fixture.ts';

const at = '2030-03-01T08:00:00.000Z';
const later = '2030-03-02T08:00:00.000Z';
const host = 'dc1.harbor.example';

const factsOf = (pem: string) => certificateFacts(new X509Certificate(pem), new Date(at));
const octetsOf = (...pems: readonly string[]) => Buffer.from(pems.join(''));
const imported = (pem: string, fileName: string, importedBy = 'Anna', importedAt = at) => ({
  certificate: factsOf(pem),
  fileName,
  importedAt,
  importedBy,
});
const pinned = (pem: string, pinnedBy = 'Anna', pinnedAt = at) => ({
  host,
  certificate: factsOf(pem),
  pinnedAt,
  pinnedBy,
});

/** A trust store that lives in one day and then in the next. */
function openedTrust() {
  const store = openedStore();
  let now = at;
  const trust = new TrustStore({ store, now: () => new Date(now) });
  const nextDay = () => {
    now = later;
  };
  return { store, trust, nextDay };
}

test('at first nobody is trusted beside the authorities of the computer', () => {
  const { trust } = openedTrust();
  expect([trust.list(), trust.trustFor(host)]).toEqual([
    { authorities: [], pins: [] },
    { authorities: [], pinned: null },
  ]);
});

describe('imported authorities', () => {
  test('are listed by subject with who imported them from where, and trusted for every host', () => {
    const { trust, nextDay } = openedTrust();
    const answers = [
      trust.importAuthorities({
        assessor: 'Anna',
        fileName: 'harbor.cer',
        octets: octetsOf(harborAuthority),
      }),
    ];
    nextDay();
    const both = octetsOf(harborAuthority, anchorAuthority, anchorAuthority);
    answers.push(trust.importAuthorities({ assessor: 'Bert', fileName: 'both.pem', octets: both }));
    expect({ answers, list: trust.list() }).toEqual({
      answers: [
        { imported: 1, known: 0 },
        { imported: 1, known: 1 },
      ],
      list: {
        authorities: [
          imported(anchorAuthority, 'both.pem', 'Bert', later),
          imported(harborAuthority, 'harbor.cer'),
        ],
        pins: [],
      },
    });
    const anyHost = trust.trustFor('192.0.2.10');
    expect({ ...anyHost, authorities: anyHost.authorities.toSorted() }).toEqual({
      authorities: [harborAuthority, anchorAuthority].toSorted(),
      pinned: null,
    });
  });

  test('are not trusted any more once removed, and those that are not there cannot be removed', () => {
    const { trust } = openedTrust();
    const octets = octetsOf(harborAuthority, anchorAuthority);
    trust.importAuthorities({ assessor: 'Anna', fileName: 'both.pem', octets });
    const { sha256 } = factsOf(harborAuthority);
    trust.removeAuthority(sha256);
    const again = failureOf(() => trust.removeAuthority(sha256));
    expect([again, trust.list().authorities, trust.trustFor(host)]).toEqual([
      {
        code: 'not-found',
        message:
          'This authority is not among the trusted ones any more. Open the list again to see those that are.',
      },
      [imported(anchorAuthority, 'both.pem')],
      { authorities: [anchorAuthority], pinned: null },
    ]);
  });

  test('that cannot be read leave everything as it was', () => {
    const { trust } = openedTrust();
    const octets = Buffer.from('This is a letter.');
    expect(
      failureOf(() => trust.importAuthorities({ assessor: 'Anna', fileName: 'letter.txt', octets })).code,
    ).toBe('authority-unreadable');
    expect(trust.list()).toEqual({ authorities: [], pins: [] });
  });
});

describe('a pinned certificate', () => {
  test('is trusted for its host alone, however that is written', () => {
    const { trust } = openedTrust();
    trust.pin({ assessor: 'Anna', host: ' DC1.Harbor.Example. ', pem: serverCertificate });
    const hosts = [host, 'DC1.HARBOR.EXAMPLE', 'dc1.harbor.example.', 'dc2.harbor.example', 'dc1'];
    expect([trust.list(), hosts.map((one) => trust.trustFor(one).pinned)]).toEqual([
      { authorities: [], pins: [pinned(serverCertificate)] },
      [serverCertificate, serverCertificate, serverCertificate, null, null],
    ]);
  });

  test('takes the place of the one before', () => {
    const { trust, nextDay } = openedTrust();
    trust.pin({ assessor: 'Anna', host, pem: serverCertificate });
    nextDay();
    trust.pin({ assessor: 'Bert', host, pem: renewedCertificate });
    expect([trust.list().pins, trust.trustFor(host)]).toEqual([
      [pinned(renewedCertificate, 'Bert', later)],
      { authorities: [], pinned: renewedCertificate },
    ]);
  });

  test('is listed by host', () => {
    const { trust } = openedTrust();
    const hosts = ['dc2.harbor.example', '[2001:DB8::1]', '192.0.2.10', 'bücher.example', host];
    for (const one of hosts) trust.pin({ assessor: 'Anna', host: one, pem: serverCertificate });
    expect(trust.list().pins.map((one) => one.host)).toEqual([
      '192.0.2.10',
      '2001:db8::1',
      'dc1.harbor.example',
      'dc2.harbor.example',
      'xn--bcher-kva.example',
    ]);
  });

  test('is not trusted any more once removed, and one that is not there cannot be removed', () => {
    const { trust } = openedTrust();
    trust.pin({ assessor: 'Anna', host, pem: serverCertificate });
    trust.unpin('DC1.harbor.example');
    const again = failureOf(() => trust.unpin(host));
    expect([again, trust.list().pins, trust.trustFor(host).pinned]).toEqual([
      {
        code: 'not-found',
        message:
          'No certificate is pinned for this host any more. Open the list again to see those that are.',
      },
      [],
      null,
    ]);
  });

  const body = serverCertificate.split('\n').slice(1, -2).join('\n');
  const refused = [
    ['nothing', ''],
    ['a letter', 'This is a letter.'],
    ['two certificates', serverCertificate + renewedCertificate],
    ['a certificate with something before it', `Bag Attributes\n${serverCertificate}`],
    ['a certificate with something behind it', `${serverCertificate}and more`],
    ['half a certificate', serverCertificate.slice(0, 300)],
    ['a certificate with a letter changed', serverCertificate.replace('MII', 'MIB')],
    ['a PEM frame around nothing', '-----BEGIN CERTIFICATE-----\n\n-----END CERTIFICATE-----\n'],
    ['a private key', `-----BEGIN PRIVATE KEY-----\n${body}\n-----END PRIVATE KEY-----\n`],
  ] as const;

  test.each(refused)('is not %s', (_, pem) => {
    const { trust } = openedTrust();
    trust.pin({ assessor: 'Anna', host, pem: serverCertificate });
    expect(failureOf(() => trust.pin({ assessor: 'Bert', host, pem }))).toEqual({
      code: 'authority-unreadable',
      message: expect.stringMatching(/nothing was pinned\. Connect .* again and trust the certificate/),
    });
    expect(trust.list().pins).toEqual([pinned(serverCertificate)]);
  });

  test('needs a host', () => {
    const { trust } = openedTrust();
    const calls = [
      () => trust.pin({ assessor: 'Anna', host: 'ldap://dc1', pem: serverCertificate }),
      () => trust.unpin('dc1:636'),
      () => trust.trustFor(''),
    ];
    expect(calls.map((call) => failureOf(call).code)).toEqual(calls.map(() => 'host-invalid'));
    expect(trust.list().pins).toEqual([]);
  });
});

describe('a certificate that only another program’s TLS can read is named, with the way to get rid of it:', () => {
  const certificate = Buffer.from('No certificate to this TLS.');

  test('an authority', () => {
    const { store, trust } = openedTrust();
    store.addAuthorities([{ certificate, fileName: 'odd.cer', importedAt: at, importedBy: 'Anna' }]);
    const failure = {
      code: 'authority-unreadable',
      message: expect.stringMatching(
        /^The certificate imported from odd\.cer was kept .* cannot\. Remove it/,
      ),
    };
    expect([failureOf(() => trust.list()), failureOf(() => trust.trustFor(host))]).toEqual([
      failure,
      failure,
    ]);
  });

  test('a pinned one, which does not keep other hosts from being connected to', () => {
    const { store, trust } = openedTrust();
    store.setPin({ host, certificate, pinnedAt: at, pinnedBy: 'Anna' });
    const failure = {
      code: 'authority-unreadable',
      message: expect.stringMatching(
        /^The certificate pinned for dc1\.harbor\.example was kept .* cannot\. Remove it/,
      ),
    };
    expect([failureOf(() => trust.list()), failureOf(() => trust.trustFor(host))]).toEqual([
      failure,
      failure,
    ]);
    expect(trust.trustFor('dc2.harbor.example')).toEqual({ authorities: [], pinned: null });
  });
});
