import { describe, expect, test } from 'vitest';
import {
  chooseCandidate,
  chooseChannel,
  connectionTarget,
  isSameTarget,
  type ConnectionTarget,
} from '../../../renderer/model/connection-form.ts';
import type { Connection } from '../../../renderer/store.ts';

const typed: Connection = {
  domain: 'corp.example',
  dnsServer: ' 10.0.0.1 ',
  host: ' dc1.corp.example ',
  channel: 'ldaps',
  port: ' 6360 ',
  signIn: 'simple',
  account: ' CORP\\ann ',
};
const secrets = { password: ' secret ', legacyTls: true };
const sent: ConnectionTarget = {
  host: 'dc1.corp.example',
  port: 6360,
  dnsServer: '10.0.0.1',
  channel: 'ldaps',
  signIn: 'simple',
  legacyTls: true,
  clearTextConsent: false,
  account: 'CORP\\ann',
  password: ' secret ',
};

describe('what is typed', () => {
  test('is sent without the blanks around it, but for the password', () => {
    expect(connectionTarget(typed, secrets)).toEqual(sent);
  });

  test('leaves out what the channel does not have', () => {
    const without = { ...sent, signIn: 'automatic', legacyTls: false };
    expect(
      (['automatic', 'sealed', 'clear-text'] as const).map((channel) =>
        connectionTarget({ ...typed, channel }, secrets),
      ),
    ).toEqual([
      { ...without, channel: 'automatic', port: null },
      { ...without, channel: 'sealed' },
      { ...without, channel: 'clear-text' },
    ]);
  });

  test('asks this computer’s own DNS and the usual port where nothing is typed', () => {
    expect(connectionTarget({ ...typed, dnsServer: ' ', port: '' }, secrets)).toEqual({
      ...sent,
      dnsServer: null,
      port: null,
    });
  });

  test('is not sent with a port that is none, unless Automatic has no use for it', () => {
    expect(connectionTarget({ ...typed, port: '0' }, secrets)).toBeNull();
    expect(connectionTarget({ ...typed, port: '0', channel: 'automatic' }, secrets)).not.toBeNull();
  });

  test('is the same sign-in with and without consent, and another one as soon as anything differs', () => {
    expect(isSameTarget(sent, { ...sent, clearTextConsent: true })).toBe(true);
    expect(isSameTarget(sent, { ...sent, password: 'secret' })).toBe(false);
    expect(isSameTarget(sent, { ...sent, channel: 'start-tls' })).toBe(false);
  });
});

describe('choosing', () => {
  test('another channel keeps the port only where it means the same', () => {
    const from = (channel: Connection['channel'], to: Connection['channel']) =>
      chooseChannel({ ...typed, channel }, to);
    expect([from('sealed', 'clear-text'), from('ldaps', 'start-tls'), from('sealed', 'automatic')]).toEqual([
      { channel: 'clear-text' },
      { channel: 'start-tls', port: '' },
      { channel: 'automatic', port: '' },
    ]);
  });

  const candidate = { host: 'dc2.corp.example', port: 389, origins: ['dns'] } as const;

  test('a domain controller on the usual port leaves the channel as it is', () => {
    expect(chooseCandidate({ ...typed, channel: 'automatic' }, candidate)).toEqual({
      host: 'dc2.corp.example',
      port: '',
    });
  });

  test('one on another port takes Automatic, which knows no other ports, to Windows sign-in', () => {
    const elsewhere = { ...candidate, port: 3890 };
    expect(
      (['automatic', 'start-tls', 'ldaps'] as const).map((channel) =>
        chooseCandidate({ ...typed, channel }, elsewhere),
      ),
    ).toEqual([
      { host: 'dc2.corp.example', port: '3890', channel: 'sealed' },
      { host: 'dc2.corp.example', port: '3890', channel: 'start-tls' },
      { host: 'dc2.corp.example' },
    ]);
  });
});
