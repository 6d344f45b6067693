import { X509Certificate } from 'node:crypto';
import { startDnsServer, type DnsServer } from '../../support/dns-server.ts';
import { openCertificateWorkshop, type Identity } from '../../support/certificates.ts';
import { startDomainController, type DomainController } from './domain-controller.ts';
import { test as base } from './host.ts';

/** The name of the domain controller of harbor.example, as its certificates and DNS have it. */
export const dc1 = 'dc1.harbor.example';

/** A name of that domain about which DNS keeps silent. */
export const lostName = 'lost.harbor.example';

/** The certificates of dc1, made for one test. */
export interface Certificates {
  /** Who issued both, PEM. */
  readonly authority: string;
  readonly first: Identity;
  readonly renewed: Identity;
}

interface Fixtures {
  /** The domain controller dc1.harbor.example. */
  readonly controller: DomainController;
  /** The DNS server that knows dc1, a dc2 without an address and a dc3 that does not run. */
  readonly dns: DnsServer;
  /** Needs the command openssl. */
  readonly certificates: Certificates;
}

/** Playwright's `test` with the application, a domain controller of the domain harbor.example, and the DNS of that domain. */
export const test = base.extend<Fixtures>({
  controller: async ({}, use) => {
    const controller = await startDomainController();
    await use(controller);
    await controller.close();
  },
  dns: async ({ controller }, use) => {
    const record = { type: 'SRV', priority: 0, weight: 100 } as const;
    const loopback = [{ type: 'A', address: '127.0.0.1' }] as const;
    const dns = await startDnsServer({
      '_ldap._tcp.dc._msdcs.harbor.example': [
        { ...record, port: controller.port, target: dc1 },
        { ...record, port: 389, target: 'dc2.harbor.example' },
        { ...record, port: 1, target: 'dc3.harbor.example' },
      ],
      '_ldap._tcp.pdc._msdcs.harbor.example': [{ ...record, port: controller.port, target: dc1 }],
      [dc1]: loopback,
      'dc3.harbor.example': loopback,
      [lostName]: 'silent',
    });
    await use(dns);
    await dns.close();
  },
  certificates: async ({}, use) => {
    const workshop = await openCertificateWorkshop();
    const issuer = await workshop.make({ subject: '/CN=Harbor Authority', authority: true });
    const server = { subject: `/CN=${dc1}`, names: `DNS:${dc1}`, issuer };
    await use({
      authority: issuer.certificate,
      first: await workshop.make(server),
      renewed: await workshop.make(server),
    });
    await workshop.close();
  },
});

/** SHA-256 and SHA-1 of a certificate, as {@link octetsIn} shows them. */
export function fingerprints({ certificate }: Identity): readonly [string, string] {
  const { fingerprint256, fingerprint } = new X509Certificate(certificate);
  return [octetsIn(fingerprint256), octetsIn(fingerprint)];
}

/** A text in which fingerprints can be found, however their octets are grouped. */
export function octetsIn(text: string): string {
  return text.replaceAll(/[\s:]/g, '').toLowerCase();
}
