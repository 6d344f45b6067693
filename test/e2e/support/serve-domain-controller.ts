// Serves practice-dc.harbor.example with its DNS as long as standard input is open, for pictures; prints how it is reached as one line of JSON.
import { once } from 'node:events';
import { startDnsServer } from '../../support/dns-server.ts';
import { startDomainController } from './domain-controller.ts';

const controller = await startDomainController();
const { port, account, password } = controller;
const record = { type: 'SRV', priority: 0, weight: 100, port, target: 'practice-dc.harbor.example' } as const;
const dns = await startDnsServer({
  '_ldap._tcp.dc._msdcs.harbor.example': [record],
  '_ldap._tcp.pdc._msdcs.harbor.example': [record],
  'practice-dc.harbor.example': [{ type: 'A', address: '127.0.0.1' }],
});
console.log(JSON.stringify({ account, password, dnsServer: dns.address }));
await once(process.stdin.resume(), 'end');
await Promise.all([controller.close(), dns.close()]);
