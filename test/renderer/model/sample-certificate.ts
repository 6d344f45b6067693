import type { CertificateFacts } from '../../../shared/directory/certificate.ts';

const octets = (octet: string, count: number) => Array.from({ length: count }, () => octet).join(':');

/** A certificate with nothing wrong about it in 2026. */
export const sampleCertificate: CertificateFacts = {
  subject: 'CN=dc1.corp.example',
  issuer: 'CN=Corp CA',
  names: ['dc1.corp.example', '10.1.2.3'],
  validFrom: '2026-01-01T00:00:00.000Z',
  validTo: '2027-01-01T00:00:00.000Z',
  key: 'RSA 2048 bits',
  signatureAlgorithm: 'sha256WithRSAEncryption',
  sha256: octets('AB', 32),
  sha1: octets('CD', 20),
  selfSigned: false,
  weaknesses: [],
  pem: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n',
};
