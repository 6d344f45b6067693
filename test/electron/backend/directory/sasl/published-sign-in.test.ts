import { expect, test } from 'vitest';

import { windowsVersion } from '../../../../../electron/backend/directory/sasl/ntlm-authentication.ts';
import { ntlmContext } from '../../../../../electron/backend/directory/sasl/ntlm-context.ts';
import {
  decodeChallenge,
  encodeAuthenticate,
  micOffset,
} from '../../../../../electron/backend/directory/sasl/ntlm-messages.ts';
import {
  fileTime,
  lmResponse,
  ntResponse,
  responseKey,
} from '../../../../../electron/backend/directory/sasl/ntlm-response.ts';
import { NtlmSession } from '../../../../../electron/backend/directory/sasl/ntlm-session.ts';
import { Rc4 } from '../../../../../electron/backend/directory/sasl/rc4.ts';

// MS-NLMP section 4.2.1: what all of its examples have in common.
const account = { name: 'User', domain: 'Domain', password: 'Password' };
const workstation = 'COMPUTER';
const clientChallenge = Buffer.alloc(8, 0xaa);
const serverChallenge = Buffer.from('0123456789abcdef', 'hex');
const sessionKey = Buffer.alloc(16, 0x55);
const time = new Date('1601-01-01T00:00:00Z');
const plaintext = Buffer.from('Plaintext', 'utf16le');

// Section 4.2.4: NTLMv2 with extended session security, 128 bit, key exchange, signing and sealing.
const targetInformation = Buffer.from(
  '02000c0044006f006d00610069006e0001000c0053006500720076006500720000000000',
  'hex',
);
const challenge = Buffer.from(
  '4e544c4d53535000020000000c000c003800000033828ae20123456789abcdef0000000000000000' +
    '24002400440000000600701700' +
    '00000f530065007200760065007200' +
    '02000c0044006f006d00610069006e0001000c00530065007200760065007200' +
    '00000000',
  'hex',
);
const lmResponseHex = '86c35097ac9cec102554764a57cccc19aaaaaaaaaaaaaaaa';
const ntResponseHex =
  '68cd0ab851e51c96aabc927bebef6a1c01010000000000000000000000000000aaaaaaaaaaaaaaaa00000000' +
  '02000c0044006f006d00610069006e0001000c005300650072007600650072000000000000000000';
const encryptedSessionKey = 'c5dad2544fc9799094ce1ce90bc9d03e';
const authenticateHex =
  '4e544c4d5353500003000000180018006c00000054005400840000000c000c00480000000800080054000000' +
  '100010005c00000010001000d8000000358288e20501280a0000000f' +
  '44006f006d00610069006e00550073006500720043004f004d0050005500540045005200' +
  lmResponseHex +
  ntResponseHex +
  encryptedSessionKey;
/** With the flag of a MIC, no channel and no name. */
const boundInformation = Buffer.from(
  '02000c0044006f006d00610069006e0001000c00530065007200760065007200' +
    '06000400020000000a0010000000000000000000000000000000000009000000' +
    '00000000',
  'hex',
);
const sealedHex = '010000007fb38ec5c55d49760000000054e50165bf1936dc996020c1811b0f06fb5f';

const key = responseKey(account.password, account.name, account.domain);

test('The key of the password is the published one', () => {
  expect(key.toString('hex')).toBe('0c868a403bfd7a93a3001ef22ef02e3f');
});

test('The published challenge is read whole', () => {
  expect(decodeChallenge(challenge)).toEqual({
    flags: 0xe28a8233,
    serverChallenge,
    targetInformation: new Map([
      [2, Buffer.from('Domain', 'utf16le')],
      [1, Buffer.from('Server', 'utf16le')],
    ]),
  });
});

test('The responses and the session keys are the published ones', () => {
  const input = { key, serverChallenge, clientChallenge, time: fileTime(time), targetInformation };
  const { response, sessionBaseKey } = ntResponse(input);
  expect([
    lmResponse(input).toString('hex'),
    response.toString('hex'),
    sessionBaseKey.toString('hex'),
    new Rc4(sessionBaseKey).transform(sessionKey).toString('hex'),
  ]).toEqual([lmResponseHex, ntResponseHex, '8de40ccadbc14a82f15cb0ad0de95ca3', encryptedSessionKey]);
});

test('The AUTHENTICATE message is the published one, but for the room for a MIC', () => {
  const message = encodeAuthenticate({
    flags: 0xe2888235,
    lmResponse: Buffer.from(lmResponseHex, 'hex'),
    ntResponse: Buffer.from(ntResponseHex, 'hex'),
    ...account,
    workstation,
    encryptedSessionKey: Buffer.from(encryptedSessionKey, 'hex'),
    version: Buffer.from('0501280a0000000f', 'hex'),
  });
  expect(withoutMic(message)).toBe(authenticateHex);
});

test('A whole sign-in answers the published challenge as published, but for what makes it safer', () => {
  const context = publishedContext();
  context.step(null);
  const answer = context.step(challenge);
  const response = ntResponse({
    key,
    serverChallenge,
    clientChallenge,
    time: fileTime(time),
    targetInformation: boundInformation,
  });
  const message = encodeAuthenticate({
    flags: 0xe2888235,
    lmResponse: Buffer.from(lmResponseHex, 'hex'),
    ntResponse: response.response,
    ...account,
    workstation,
    encryptedSessionKey: new Rc4(response.sessionBaseKey).transform(sessionKey),
    version: windowsVersion,
  });
  const mic = answer.subarray(micOffset, micOffset + 16);
  expect(mic).not.toEqual(Buffer.alloc(16));
  mic.fill(0);
  expect(answer.toString('hex')).toBe(message.toString('hex'));
});

test('The published message is sealed and signed as published', () => {
  const context = publishedContext();
  context.step(null);
  context.step(challenge);
  context.finish(null);
  expect(context.protection?.wrap(plaintext).toString('hex')).toBe(sealedHex);
  expect(new NtlmSession(sessionKey).wrap(plaintext).toString('hex')).toBe(sealedHex);
});

function publishedContext() {
  return ntlmContext({
    ...account,
    workstation,
    sealed: true,
    channelBinding: null,
    serverTime: time,
    targetName: null,
    framing: 'bare',
    random: (size) => Buffer.from(size === 8 ? clientChallenge : sessionKey),
  });
}

/** The message as the example has it: without the 16 octets of the MIC, which all offsets skip. */
function withoutMic(message: Buffer): string {
  const header = Buffer.from(message.subarray(0, micOffset));
  for (const field of [12, 20, 28, 36, 44, 52])
    header.writeUInt32LE(header.readUInt32LE(field + 4) - 16, field + 4);
  return header.toString('hex') + message.toString('hex', micOffset + 16);
}
