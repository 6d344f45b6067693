import { randomInt } from 'node:crypto';

import { describe, expect, test } from 'vitest';

import { channelBindingHash } from '../../../../../electron/backend/directory/sasl/channel-binding.ts';
import { derElement } from '../../../../../electron/backend/directory/sasl/der.ts';
import { ntlmContext } from '../../../../../electron/backend/directory/sasl/ntlm-context.ts';
import type { NtlmOptions } from '../../../../../electron/backend/directory/sasl/ntlm-context.ts';
import { decodeChallenge } from '../../../../../electron/backend/directory/sasl/ntlm-messages.ts';
import { NtlmSession } from '../../../../../electron/backend/directory/sasl/ntlm-session.ts';
import { SealedFrames } from '../../../../../electron/backend/directory/sasl/sealed-frames.ts';
import { SecurityError } from '../../../../../electron/backend/directory/sasl/security-context.ts';
import { decodeNegotiationResponse } from '../../../../../electron/backend/directory/sasl/spnego.ts';
import { challengeMessage, NtlmServer } from '../../../../support/ntlm-server.ts';

const password = 'a password that nobody may read';
const account = { domain: 'CORP', name: 'svc-read', password };
const options: NtlmOptions = {
  ...account,
  sealed: true,
  channelBinding: null,
  serverTime: null,
  targetName: 'ldap/dc1.corp.example',
};
const serverChallenge = Buffer.from('0123456789abcdef', 'hex');
const challenges = [
  challengeMessage(serverChallenge),
  challengeMessage(serverChallenge, { withoutTimestamp: true }),
];
const consent = Buffer.from('a11b3019a0030a0100a312041001000000112233445566778800000000', 'hex');
const framedChallenge = new NtlmServer(account).step(ntlmContext(options).step(null)).token;
const answers = [consent, framedChallenge ?? consent];

describe('Damaged octets are read or refused, and never another error, a hang or a word of the password:', () => {
  test('NTLM challenges', () => {
    expect(fuzz(60_000, challenges, decodeChallenge)).toEqual(['read', 'refused']);
  });

  test('answers of SPNEGO', () => {
    expect(fuzz(60_000, answers, decodeNegotiationResponse)).toEqual(['read', 'refused']);
  });

  test('challenges in a sign-in', () => {
    const answer = (octets: Buffer) => {
      const context = ntlmContext(options);
      context.step(null);
      context.step(octets);
      context.finish(octets);
    };
    expect(fuzz(5_000, answers, answer)).toContain('refused');
    const bare = (octets: Buffer) => {
      const context = ntlmContext({ ...options, framing: 'bare' });
      context.step(null);
      context.step(octets);
    };
    expect(fuzz(10_000, challenges, bare)).toEqual(['read', 'refused']);
  });

  test('sealed messages', () => {
    const whole = new NtlmSession(serverChallenge).wrap(Buffer.from('a message'));
    expect(fuzz(20_000, [whole], (octets) => new NtlmSession(serverChallenge).unwrap(octets))).toEqual([
      'refused',
    ]);
  });

  test('streams of sealed messages', () => {
    const stream = Buffer.from('0000000548616c6c6f00000000000000024f4b', 'hex');
    expect(fuzz(30_000, [stream], (octets) => [...new SealedFrames().push(octets)])).toEqual([
      'read',
      'refused',
    ]);
  });

  test('certificates', () => {
    const algorithm = derElement(0x30, derElement(0x06, Buffer.from('2a864886f70d01010a', 'hex')));
    const certificate = derElement(0x30, derElement(0x30, Buffer.alloc(9)), algorithm);
    expect(fuzz(10_000, [certificate], channelBindingHash)).toEqual(['read', 'refused']);
  });
});

/**
 * Gives `read` as many damaged copies of the samples, and random octets, as `runs`. Returns the outcomes, sorted; throws for
 * any error but a {@link SecurityError}, and for one that tells the password. The error names the seed, which {@link seeded} makes the same octets of.
 */
function fuzz(
  runs: number,
  samples: readonly Buffer[],
  read: (octets: Buffer) => unknown,
): readonly string[] {
  const seed = randomInt(2 ** 32);
  const random = seeded(seed);
  const outcomes = new Set<string>();
  for (let run = 0; run < runs; run += 1) {
    const octets = damaged(samples[random(samples.length)] ?? Buffer.alloc(0), random);
    try {
      read(octets);
      outcomes.add('read');
    } catch (error) {
      const isExpected = error instanceof SecurityError && !error.message.includes(password);
      if (!isExpected)
        throw new Error(`seed ${seed}, run ${run}: ${octets.toString('hex')}`, { cause: error });
      outcomes.add('refused');
    }
  }
  return [...outcomes].toSorted();
}

/** A copy with some octets changed or cut off, or nothing but random octets. */
function damaged(sample: Buffer, random: (below: number) => number): Buffer {
  if (random(10) === 0) return Buffer.from(Array.from({ length: random(80) }, () => random(256)));
  const end = random(4) === 0 ? random(sample.length) : sample.length;
  const octets = Buffer.from(sample.subarray(0, end));
  for (let changes = 1 + random(4); changes > 0 && octets.length > 0; changes -= 1)
    octets[random(octets.length)] = [0, 0x7f, 0x80, 0xff, random(256)][random(5)] ?? 0;
  return octets;
}

/** Whole random numbers from 0 up to a bound, always the same for one seed (the generator mulberry32). */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}
