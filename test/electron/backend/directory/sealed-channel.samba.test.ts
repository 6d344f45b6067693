import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import { openExchange } from '../../../../electron/backend/directory/domain-controller.ts';
import type { DirectorySource, SearchPage } from '../../../../shared/directory/source.ts';
import { walkAttributes } from '../../../../shared/exchange/attributes.ts';
import { collect } from '../../../support/collect.ts';
import { failureOf } from '../../../support/failure-of.ts';
import { practiceContainer } from '../../../support/practice-organization.ts';
import { startRecordingProxy } from '../../../support/recording-proxy.ts';
import type { Meddler, RecordingProxy } from '../../../support/recording-proxy.ts';
import { sambaOptions, sambaPassword, sambaNote, skipsSamba, startSamba } from '../../../support/samba.ts';
import type { SambaBed } from '../../../support/samba.ts';

const signal = new AbortController().signal;
const closings: (() => Promise<void>)[] = [];

describe.skipIf(skipsSamba)(`The wire to a real Samba domain controller${sambaNote}`, () => {
  let bed: SambaBed;

  beforeAll(async () => {
    bed = await startSamba();
  });
  afterEach(async () => {
    for (const close of closings.splice(0).toReversed()) await close();
  });
  afterAll(() => bed?.stop());

  async function listenIn(meddle?: Meddler): Promise<RecordingProxy> {
    const proxy = await startRecordingProxy({ host: bed.host, port: 389 }, meddle);
    closings.push(() => proxy.close());
    return proxy;
  }

  async function open(
    { port }: RecordingProxy,
    channel: 'sealed' | 'clear-text' = 'sealed',
  ): Promise<DirectorySource> {
    const options = {
      host: '127.0.0.1',
      port,
      channel,
      clearTextConsent: channel === 'clear-text',
    } as const;
    const source = await openExchange(sambaOptions(bed, options));
    closings.push(() => source.close());
    return source;
  }

  test('shows neither the password nor anything of the directory once somebody is signed in', async () => {
    const proxy = await listenIn();
    const source = await open(proxy);
    const entries = (await collect(searchOf(source))).flatMap((page) => page.entries);
    expect(entries).toHaveLength(90);
    expect(readableIn(proxy.recording())).toEqual([]);
  });

  test('would show them without encryption: the recording is a real one', async () => {
    const proxy = await listenIn();
    await collect(searchOf(await open(proxy, 'clear-text')));
    expect(readableIn(proxy.recording())).toEqual(secrets);
  });

  // Of the frame of an answer: its length, the version of the signature, its checksum and sequence number, the sealed message.
  test.each([0, 4, 8, 16, 20, 500])('ends the session at one bit flipped in octet %i', async (octet) => {
    let armed = false;
    const proxy = await listenIn((chunk) => {
      const altered = armed ? flipped(chunk, octet) : chunk;
      armed = false;
      return altered;
    });
    const source = await open(proxy);
    armed = true;
    expect(await failureOf(collect(searchOf(source)))).toMatchObject({
      code: 'integrity-lost',
      message: `What came from 127.0.0.1:${proxy.port} was altered on the way or is out of step; nothing of this session counts. Connect again; if it happens again, something on the way changes what is sent: choose LDAPS or another network, or use an LDIF export.`,
    });
    expect((await failureOf(collect(searchOf(source)))).code).toBe('integrity-lost');
  });

  test('that breaks in the middle of an answer ends the session with what to do', async () => {
    let armed = false;
    const proxy = await listenIn(async (chunk) => {
      if (!armed) return chunk;
      armed = false;
      await bed.restart();
      return chunk.subarray(0, chunk.length / 2);
    });
    const source = await open(proxy);
    armed = true;
    expect(await failureOf(collect(searchOf(source)))).toMatchObject({
      code: 'connection-lost',
      message: `The connection to 127.0.0.1:${proxy.port} was lost. Hopcheck does not connect again by itself: start again.`,
    });
  });
});

/** What must not be readable, by the way it would be written. */
const secrets = [
  sambaPassword,
  'msExchSmtpOutboundSecurityFlag',
  'msExchExchangeServer',
  'Northwind Harbor',
  'HQ-FE01',
  'hq-fe01.harbor.example',
];

/** Those of the secrets that a recording contains, in 8-bit characters or in those of Windows. */
function readableIn(recording: Buffer): readonly string[] {
  return secrets.filter((secret) => recording.includes(secret) || recording.includes(secret, 0, 'utf16le'));
}

function flipped(chunk: Buffer, octet: number): Buffer {
  const altered = Buffer.from(chunk);
  altered.writeUInt8(altered.readUInt8(octet) ^ 1, octet);
  return altered;
}

function searchOf(source: DirectorySource): AsyncIterable<SearchPage> {
  const everything = {
    base: practiceContainer,
    scope: 'sub',
    filter: '(objectClass=*)',
    attributes: walkAttributes,
  } as const;
  return source.search(everything, signal);
}
