import { describe, expect, test } from 'vitest';
import {
  certificateLines,
  differences,
  fingerprintGroups,
} from '../../../renderer/model/certificate-lines.ts';
import { sampleCertificate } from './sample-certificate.ts';

const within = Date.parse('2026-06-01T00:00:00Z');
const flaws = (facts: Partial<typeof sampleCertificate>, now = within) =>
  certificateLines({ ...sampleCertificate, ...facts }, now)
    .filter(({ flaw }) => flaw !== null)
    .map(({ label, flaw }) => `${label}: ${flaw}`);

describe('the lines of a certificate', () => {
  test('show every fact that a person compares, the thumbprint as Windows writes it', () => {
    const lines = certificateLines(sampleCertificate, within);
    expect(lines.map(({ label }) => label)).toEqual([
      'Issued to',
      'Issued by',
      'Names',
      'Valid from',
      'Valid until',
      'Key',
      'Signature',
      'SHA-256',
      'SHA-1 (thumbprint)',
    ]);
    expect(lines[2]?.values).toEqual(['dc1.corp.example', '10.1.2.3']);
    expect(lines.filter(({ isFingerprint }) => isFingerprint).map(({ values }) => values[0])).toEqual([
      sampleCertificate.sha256,
      'cd cd cd cd cd cd cd cd cd cd cd cd cd cd cd cd cd cd cd cd',
    ]);
  });

  test('mark what is wrong at a glance', () => {
    expect([
      flaws({}),
      flaws({}, Date.parse('2027-01-01T00:00:01Z')),
      flaws({}, Date.parse('2025-12-31T23:59:59Z')),
      flaws({ selfSigned: true }),
    ]).toEqual([[], ['Valid until: expired'], ['Valid from: not valid yet'], ['Issued by: self-signed']]);
  });
});

test('two certificates differ line by line', () => {
  const other = { ...sampleCertificate, names: ['dc1.corp.example'], key: 'RSA 1024 bits' };
  const lines = certificateLines(sampleCertificate, within);
  const differing = differences(lines, certificateLines(other, within));
  expect(lines.filter((_, index) => differing[index]).map(({ label }) => label)).toEqual(['Names', 'Key']);
});

test.each([
  ['AA:BB:CC:DD:EE:FF', ['AA:BB:CC:DD', 'EE:FF']],
  ['aa bb cc dd ee ff 00 11', ['aa bb cc dd', 'ee ff 00 11']],
  ['', []],
])('the fingerprint %j is shown in groups of four octets', (fingerprint, groups) => {
  expect(fingerprintGroups(fingerprint)).toEqual(groups);
});
