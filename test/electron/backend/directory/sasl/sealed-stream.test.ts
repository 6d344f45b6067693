import { once } from 'node:events';
import { duplexPair } from 'node:stream';
import type { Duplex } from 'node:stream';

import { describe, expect, test } from 'vitest';

import { ntlmContext } from '../../../../../electron/backend/directory/sasl/ntlm-context.ts';
import { encodeFrame, SealedFrames } from '../../../../../electron/backend/directory/sasl/sealed-frames.ts';
import { SealedStream } from '../../../../../electron/backend/directory/sasl/sealed-stream.ts';
import { SecurityError } from '../../../../../electron/backend/directory/sasl/security-context.ts';
import type { MessageProtection } from '../../../../../electron/backend/directory/sasl/security-context.ts';
import { NtlmServer } from '../../../../support/ntlm-server.ts';

const account = { domain: 'CORP', name: 'svc-read', password: 'Read-0nly.1' };

interface Ends {
  /** The client's end, sealed. */
  readonly client: SealedStream;
  /** What lies under it. */
  readonly inner: Duplex;
  /** The server's end of the wire. */
  readonly wire: Duplex;
  readonly server: MessageProtection;
}

describe('A sealed stream', () => {
  test('carries octets both ways, and none of them readable', async () => {
    const { client, wire, server } = open();
    client.write('a question');
    const [sealed] = (await once(wire, 'data')) as [Buffer];
    expect(sealed.includes('question')).toBe(false);
    expect(server.unwrap(frameOf(sealed)).toString()).toBe('a question');
    wire.write(encodeFrame(server.wrap(Buffer.from('an answer'))));
    expect(String((await once(client, 'data'))[0])).toBe('an answer');
  });

  test('brings the same octets wherever the wire tears them', async () => {
    const length = 3 * 20 + 'onetwothree'.length;
    for (let cut = 1; cut < length; cut += 1) {
      const { client, wire, server } = open();
      const octets = framesOf(server, ['one', 'two', 'three']);
      expect(octets).toHaveLength(length);
      const read = readAll(client);
      wire.write(octets.subarray(0, cut));
      wire.end(octets.subarray(cut));
      expect(await read).toBe('onetwothree');
    }
  });

  test('brings the same octets one by one', async () => {
    const { client, wire, server } = open();
    const read = readAll(client);
    for (const octet of framesOf(server, ['one', '', 'two'])) wire.write(Buffer.from([octet]));
    wire.end();
    expect(await read).toBe('onetwo');
  });

  test('fails wherever one bit of a message was altered, and passes nothing of it on', async () => {
    const outcomes: string[] = [];
    for (let bit = 0; bit < 8 * (20 + 'answer'.length); bit += 1) {
      const { client, inner, wire, server } = open();
      const octets = framesOf(server, ['answer']);
      octets[bit >> 3] = (octets[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const read = readAll(client);
      wire.end(octets);
      outcomes.push(await read.catch((error: Error) => error.name));
      await expectClosed(inner);
    }
    // A length that was made longer is a message that never comes whole; everything else is found out.
    expect([...new Set(outcomes.slice(0, 32))].toSorted()).toEqual(['', 'SecurityError']);
    expect([...new Set(outcomes.slice(32))]).toEqual(['SecurityError']);
  });

  test.each([
    ['repeated', [0, 0]],
    ['left out', [1]],
    ['in another order', [1, 0]],
  ])('fails if a message is %s', async (_case, order) => {
    const { client, wire, server } = open();
    const frames = ['one', 'two'].map((text) => framesOf(server, [text]));
    const read = readAll(client);
    wire.write(Buffer.concat(order.map((index) => frames[index] ?? Buffer.alloc(0))));
    await expect(read).rejects.toThrow(SecurityError);
  });

  test.each([
    ['larger than allowed', '01000001'],
    ['as large as can be', 'ffffffff'],
    ['too short for a signature', '0000000f' + '00'.repeat(15)],
    ['empty', '00000000'],
  ])('fails if a message is %s', async (_case, octets) => {
    const { client, inner, wire } = open();
    const read = readAll(client);
    wire.write(Buffer.from(octets, 'hex'));
    await expect(read).rejects.toThrow(SecurityError);
    expect([client.destroyed, inner.destroyed]).toEqual([true, true]);
  });

  test('sends much in pieces, and waits for the wire to take them', async () => {
    const { client, wire, server } = open();
    const sent = Buffer.alloc(1024 * 1024, 'octets');
    let isWritten = false;
    client.write(sent, () => (isWritten = true));
    await once(wire, 'readable');
    expect([isWritten, client.writableNeedDrain]).toEqual([false, true]);
    client.end();
    const frames = new SealedFrames();
    const received: Buffer[] = [];
    for await (const chunk of wire)
      for (const token of frames.push(chunk as Buffer)) received.push(server.unwrap(token));
    expect(received.map(({ length }) => length)).toEqual(Array.from({ length: 16 }, () => 64 * 1024));
    expect(Buffer.concat(received).equals(sent)).toBe(true);
  });

  test('takes no more from the wire than its reader does', async () => {
    const { client, inner, wire, server } = open();
    const message = Buffer.alloc(64 * 1024, 'octets');
    client.once('readable', () => undefined);
    for (let count = 0; count < 32; count += 1) wire.write(encodeFrame(server.wrap(message)));
    await once(client, 'readable');
    await new Promise((resolve) => setImmediate(resolve));
    expect(inner.isPaused()).toBe(true);
    expect(client.readableLength).toBeLessThanOrEqual(2 * message.length);
    wire.end();
    expect((await readAll(client)).length).toBe(32 * message.length);
  });
});

describe('The end of a sealed stream', () => {
  test('by its owner ends the wire', async () => {
    const { client, inner, wire } = open();
    client.resume();
    wire.resume();
    client.end('goodbye');
    await once(wire, 'end');
    wire.end();
    await expectClosed(client);
    await expectClosed(inner);
  });

  test('by the server comes after all that was sent', async () => {
    const { client, inner, wire, server } = open();
    wire.end(framesOf(server, ['last words']));
    expect(await readAll(client)).toBe('last words');
    await expectClosed(client);
    await expectClosed(inner);
  });

  test('by its owner in anger takes the wire along', async () => {
    const { client, inner } = open();
    client.destroy();
    await expectClosed(client);
    await expectClosed(inner);
  });

  test('by the wire going down takes the stream along', async () => {
    const { client, inner } = open();
    inner.destroy();
    await expectClosed(client);
  });

  test('over a wire that is down already comes at once', async () => {
    const { inner } = open();
    inner.destroy();
    await expectClosed(inner);
    const nothing = { wrap: (message: Buffer) => message, unwrap: (token: Buffer) => token };
    await expectClosed(new SealedStream(inner, nothing));
  });

  test('by a failure of the wire tells the failure', async () => {
    const { client, inner } = open();
    const failure = new Error('ECONNRESET');
    const told = once(client, 'error');
    inner.destroy(failure);
    expect(await told).toEqual([failure]);
    await expectClosed(client);
  });
});

/** Two ends of a wire between which somebody is signed in. */
function open(): Ends {
  const context = ntlmContext({
    ...account,
    sealed: true,
    channelBinding: null,
    serverTime: null,
    targetName: null,
  });
  const server = new NtlmServer(account);
  const { token } = server.step(context.step(null));
  context.finish(server.step(context.step(token)).token);
  const [inner, wire] = duplexPair();
  // What becomes of the wire is for the sealed stream to say.
  wire.on('error', () => undefined);
  if (context.protection === null) throw new Error('Nothing is sealed.');
  return { client: new SealedStream(inner, context.protection), inner, wire, server: server.protection };
}

function framesOf(server: MessageProtection, texts: readonly string[]): Buffer {
  return Buffer.concat(texts.map((text) => encodeFrame(server.wrap(Buffer.from(text)))));
}

function frameOf(octets: Buffer): Buffer {
  const [frame] = new SealedFrames().push(octets);
  return frame ?? Buffer.alloc(0);
}

async function readAll(stream: Duplex): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

async function expectClosed(stream: Duplex): Promise<void> {
  if (!stream.closed) await once(stream, 'close');
  expect(stream.destroyed).toBe(true);
}
