import { describe, expect, test } from 'vitest';
import { decodeOutboundSecurity } from '../../../shared/exchange/outbound-security.ts';
import { proposeForVirtualServer } from '../../../shared/stig/decision-rule.ts';

const read = (...flagValues: string[]) => ({ read: true, flagValues, hasBindings: true });
const decodeAndPropose = (...flagValues: string[]) => {
  const observed = decodeOutboundSecurity(read(...flagValues));
  return { observed, proposal: proposeForVirtualServer(observed) };
};
const tls = 0x4;
const authenticationBits = [0x8, 0x80, 0x100, 0x200000];

describe('the decision rule, row by row', () => {
  test('1: an object that was never delivered is Not Reviewed', () => {
    const observed = decodeOutboundSecurity({ read: false, flagValues: [], hasBindings: false });
    expect({ observed, proposal: proposeForVirtualServer(observed) }).toEqual({
      observed: { kind: 'unknown', why: 'not-read' },
      proposal: { status: 'not_reviewed', reasons: ['not-read'] },
    });
  });

  test.each([
    [true, 'absent'],
    [false, 'no-access'],
  ] as const)('2: without a value and with bindings %s it is Not Reviewed, %s', (hasBindings, why) => {
    const observed = decodeOutboundSecurity({ read: true, flagValues: [], hasBindings });
    expect({ observed, proposal: proposeForVirtualServer(observed) }).toEqual({
      observed: { kind: 'unknown', why },
      proposal: { status: 'not_reviewed', reasons: [why] },
    });
  });

  test.each([
    [['4', '4']],
    [['4', '0']],
    [['']],
    [[' 4']],
    [['4 ']],
    [['4\n']],
    [['+4']],
    [['0x4']],
    [['4.0']],
    [['4e0']],
    [['four']],
    [['٤']],
    [['-1']],
    [['-4']],
    [['-0']],
    [['-2147483648']],
    [['2147483648']],
    [['4294967300']],
    [['9999999999']],
    [['00000000004']],
    [['12345678901']],
    [['bytes 0x34ff']],
  ])('3: %j is malformed', (values) => {
    expect(decodeAndPropose(...values)).toEqual({
      observed: { kind: 'unknown', why: 'malformed' },
      proposal: { status: 'not_reviewed', reasons: ['malformed'] },
    });
  });

  test('4: the value 4, Anonymous with TLS, is the pass', () => {
    expect(decodeAndPropose('4')).toEqual({
      observed: { kind: 'known', flag: 4, tls: true, authentication: 'anonymous', unknownBits: 0 },
      proposal: { status: 'not_a_finding', reasons: ['anonymous-tls'] },
    });
  });

  test('5: the value 0, Anonymous without TLS, is Open', () => {
    expect(decodeAndPropose('0')).toEqual({
      observed: { kind: 'known', flag: 0, tls: false, authentication: 'anonymous', unknownBits: 0 },
      proposal: { status: 'open', reasons: ['no-tls'] },
    });
  });

  const authenticationOf = (bits: number) => {
    const basic = (bits & 0x100) !== 0;
    const integrated = (bits & 0x200080) !== 0;
    if (basic === integrated) return 'authenticated';
    return basic ? 'basic' : 'integrated_windows';
  };
  const combinations = Array.from({ length: 15 }, (_, index) =>
    authenticationBits.reduce((sum, bit, position) => sum + ((index + 1) & (1 << position) ? bit : 0), 0),
  );

  test.each(combinations)('6: authentication bits %i without TLS are Open for both reasons', (bits) => {
    expect(decodeAndPropose(String(bits))).toEqual({
      observed: {
        kind: 'known',
        flag: bits,
        tls: false,
        authentication: authenticationOf(bits),
        unknownBits: 0,
      },
      proposal: { status: 'open', reasons: ['no-tls', 'authenticated'] },
    });
  });

  test.each(combinations)('7: authentication bits %i with TLS are Open, to be confirmed', (bits) => {
    expect(decodeAndPropose(String(bits | tls))).toEqual({
      observed: {
        kind: 'known',
        flag: bits | tls,
        tls: true,
        authentication: authenticationOf(bits),
        unknownBits: 0,
      },
      proposal: { status: 'open', reasons: ['authenticated'] },
    });
  });

  const unknownBits = Array.from({ length: 31 }, (_, bit) => 2 ** bit).filter(
    (bit) => ![tls, ...authenticationBits].includes(bit),
  );

  test.each(unknownBits)('8: the unrecognised bit %i without TLS is Open', (bit) => {
    expect(decodeAndPropose(String(bit))).toEqual({
      observed: { kind: 'known', flag: bit, tls: false, authentication: 'unknown', unknownBits: bit },
      proposal: { status: 'open', reasons: ['no-tls', 'unknown-bits'] },
    });
  });

  test.each(unknownBits)('9: the unrecognised bit %i with TLS is for a person to look at', (bit) => {
    expect(decodeAndPropose(String(bit + tls))).toEqual({
      observed: { kind: 'known', flag: bit + tls, tls: true, authentication: 'unknown', unknownBits: bit },
      proposal: { status: 'not_reviewed', reasons: ['unknown-bits'] },
    });
  });

  test('bit 31 does not fit a directory integer and is malformed', () => {
    expect(decodeAndPropose(String(2 ** 31)).observed).toEqual({ kind: 'unknown', why: 'malformed' });
  });

  test('leading zeros of up to ten digits are still the number', () => {
    expect(decodeAndPropose('0000000004').proposal.status).toBe('not_a_finding');
  });

  test('of all flags with up to three bits set, only 4 passes', () => {
    const bits = Array.from({ length: 31 }, (_, bit) => 2 ** bit);
    const flags = new Set(bits.flatMap((a) => bits.flatMap((b) => bits.map((c) => (a | b | c) >>> 0))));
    const passing = [...flags, 0].filter(
      (flag) => decodeAndPropose(String(flag)).proposal.status === 'not_a_finding',
    );
    expect(passing).toEqual([4]);
  });
});
