import { z } from 'zod';
import type { DomainControllerDescription, SourceDescription } from '../../../shared/directory/source.ts';

const everKept = {
  kind: z.enum(['domain-controller', 'practice']),
  host: z.string(),
  port: z.number(),
  account: z.string(),
  dnsHostName: z.string(),
  windowsLevel: z.string(),
  clockDifferenceMilliseconds: z.number().nullable(),
  certificateFingerprint: z.string().nullable(),
};

const domainController = z.object({
  ...everKept,
  channel: z.enum(['ldaps', 'start-tls', 'sealed', 'clear-text', 'practice']),
  signIn: z.enum(['ntlm', 'simple']),
  site: z.string().nullable(),
  certificateTrust: z.enum(['authority', 'pin']).nullable(),
  tls: z.string().nullable(),
  weaknesses: z.array(z.string()),
  ldapsPassedOver: z.string().nullable(),
  clearTextConsent: z.boolean(),
});

/**
 * Version 0.1.0 kept less, as it could do less: a simple bind, inside TLS that an authority of the computer vouched for, or on the
 * loopback of practice. What it did not look at, such as the site and the version of TLS, stays unknown.
 */
const firstDomainController = z
  .strictObject({ ...everKept, channel: z.enum(['ldaps', 'practice']) })
  .transform((kept): DomainControllerDescription => ({
    ...kept,
    signIn: 'simple',
    site: null,
    certificateTrust: kept.channel === 'ldaps' ? 'authority' : null,
    tls: null,
    weaknesses: [],
    ldapsPassedOver: null,
    clearTextConsent: false,
  }));

const ldifFile = z.object({
  kind: z.literal('ldif'),
  fileName: z.string(),
  size: z.number(),
  sha256: z.string(),
  /** Version 0.1.0 was not told. */
  modifiedAt: z.string().nullable().default(null),
});

/** Where the evidence of an assessment came from, as its column holds it. */
export const source: z.ZodType<SourceDescription> = z.union([
  domainController,
  firstDomainController,
  ldifFile,
]);
