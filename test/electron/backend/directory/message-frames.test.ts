import fc from 'fast-check';
import { BindRequest, SearchRequest, PresenceFilter } from 'ldapts';
import { describe, expect, test } from 'vitest';

import { decodeResponse } from '../../../../electron/backend/directory/ldap-response.ts';
import {
  MalformedMessageError,
  MessageFrames,
} from '../../../../electron/backend/directory/message-frames.ts';
import { entryMessage, resultMessage } from '../../../../electron/backend/practice/answers.ts';
import { decodeRequest } from '../../../../electron/backend/practice/request.ts';

const messages = [
  new BindRequest({ messageId: 1, dn: 'CN=Überseehafen', password: 'x'.repeat(300) }).write(),
  new SearchRequest({
    messageId: 2,
    filter: new PresenceFilter({ attribute: 'cn' }),
    attributes: ['cn'],
  }).write(),
  entryMessage(
    3,
    { distinguishedName: 'CN=1', attributes: new Map([['cn', [Buffer.alloc(70_000, 'a')]]]) },
    false,
  ),
  resultMessage(3, 0x65, { resultCode: 0, diagnostic: '' }, Buffer.from('cookie')),
];

describe('A stream of LDAP messages', () => {
  test('is cut into the same messages wherever it is torn', () => {
    const stream = Buffer.concat(messages);
    fc.assert(
      fc.property(fc.array(fc.nat(stream.length), { maxLength: 20 }), (cuts) => {
        const frames = new MessageFrames(1024 * 1024);
        const edges = [0, ...cuts.toSorted((first, second) => first - second), stream.length];
        const chunks = edges.slice(1).map((end, at) => stream.subarray(edges[at], end));
        const found = chunks.flatMap((chunk) =>
          [...frames.push(chunk)].map((message) => Buffer.from(message)),
        );
        expect(Buffer.compare(Buffer.concat(found), stream)).toBe(0);
        expect(found.map(({ length }) => length)).toEqual(messages.map(({ length }) => length));
      }),
    );
  });

  test.each([
    ['another tag', [0x31, 0x00]],
    ['an indefinite length', [0x30, 0x80]],
    ['a length of five octets', [0x30, 0x85, 0, 0, 0, 0, 1]],
    ['a message above the bound', [0x30, 0x82, 0x04, 0x00]],
    ['a part that is longer than the whole', [0x30, 0x02, 0x02, 0x01]],
    ['a part whose header is cut off', [0x30, 0x01, 0x02]],
    ['an inner part that is longer than the outer', [0x30, 0x04, 0x30, 0x02, 0x04, 0x01]],
  ])('is refused with %s', (_case, octets) => {
    expect(() => [...new MessageFrames(1_000).push(Buffer.from(octets))]).toThrow(MalformedMessageError);
  });

  test('with damaged octets is read or refused, and never a hang or another error', () => {
    const outcomes = new Set<string>();
    const damage = fc.tuple(
      fc.constantFrom(...messages.map((message) => message.subarray(0, 400))),
      fc.array(fc.tuple(fc.nat(399), fc.nat(255)), { minLength: 1, maxLength: 6 }),
    );
    fc.assert(
      fc.property(damage, ([message, changes]) => {
        const octets = Buffer.from(message);
        for (const [at, octet] of changes) if (at < octets.length) octets[at] = octet;
        outcomes.add(outcomeOf(() => [...new MessageFrames(1024 * 1024).push(octets)].map(decodeResponse)));
        outcomes.add(outcomeOf(() => [...new MessageFrames(1024 * 1024).push(octets)].map(decodeRequest)));
      }),
      { numRuns: 3_000 },
    );
    expect([...outcomes].toSorted()).toEqual(['read', 'refused']);
  });
});

function outcomeOf(read: () => unknown): 'read' | 'refused' {
  try {
    read();
    return 'read';
  } catch (error) {
    if (error instanceof MalformedMessageError) return 'refused';
    throw error;
  }
}
