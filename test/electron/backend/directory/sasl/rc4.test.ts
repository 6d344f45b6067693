import { expect, test } from 'vitest';

import { Rc4 } from '../../../../../electron/backend/directory/sasl/rc4.ts';

// RFC 6229 section 2: key; key stream from 0, from 16 and from 4096.
const vectors = [
  [
    '0102030405',
    'b2396305f03dc027ccc3524a0a1118a8',
    '6982944f18fc82d589c403a47a0d0919',
    'ff25b58995996707e51fbdf08b34d875',
  ],
  [
    '01020304050607',
    '293f02d47f37c9b633f2af5285feb46b',
    'e620f1390d19bd84e2e0fd752031afc1',
    'e74b0b9731227fd37c0ec08a47ddd8b8',
  ],
  [
    '0102030405060708090a0b0c0d0e0f10',
    '9ac7cc9a609d1ef7b2932899cde41b97',
    '5248c4959014126a6e8a84f11d1a9e1c',
    'a36a4c301ae8ac13610ccbc12256cacc',
  ],
] as const;

test.each(vectors)('The key stream of %s is the published one', (key, first, second, far) => {
  const stream = new Rc4(Buffer.from(key, 'hex')).transform(Buffer.alloc(4112)).toString('hex');
  expect([stream.slice(0, 32), stream.slice(32, 64), stream.slice(-32)]).toEqual([first, second, far]);
});

test('The key stream goes on from call to call', () => {
  const [whole, parts] = [new Rc4(Buffer.from('key')), new Rc4(Buffer.from('key'))];
  const message = Buffer.from('a message that comes in pieces');
  const pieces = [message.subarray(0, 1), message.subarray(1, 7), message.subarray(7)];
  expect(Buffer.concat(pieces.map((piece) => parts.transform(piece)))).toEqual(whole.transform(message));
});
