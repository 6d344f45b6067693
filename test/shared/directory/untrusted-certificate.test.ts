import { expect, test } from 'vitest';
import { untrustedCertificate, whyUntrusted } from '../../../shared/directory/untrusted-certificate.ts';

const why = 'it is not made out for 10.1.2.3 but for dc1.corp.example, dc1';

test('why a certificate was refused can be told without what to do', () => {
  const text = untrustedCertificate('dc1.corp.example:636', why, 'Compare it. Then trust it.');
  expect(text).toBe(
    `Nothing was sent to dc1.corp.example:636: its certificate is not trusted, because ${why}. Compare it. Then trust it.`,
  );
  expect(whyUntrusted(text)).toBe(why);
});

test('another failure tells of no certificate', () => {
  expect(whyUntrusted('dc1.corp.example:636 does not answer. Check the host.')).toBeNull();
});
