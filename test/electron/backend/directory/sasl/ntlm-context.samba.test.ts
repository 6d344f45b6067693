import { once } from 'node:events';
import { connect } from 'node:net';

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import { LdapConnection } from '../../../../../electron/backend/directory/ldap-connection.ts';
import { readRootDse } from '../../../../../electron/backend/directory/root-dse.ts';
import { ntlmContext } from '../../../../../electron/backend/directory/sasl/ntlm-context.ts';
import { SealedStream } from '../../../../../electron/backend/directory/sasl/sealed-stream.ts';
import type { SecurityContext } from '../../../../../electron/backend/directory/sasl/security-context.ts';
import { withoutTimestamp } from '../../../../support/ntlm-server.ts';
import { sambaNote, sambaPassword, skipsSamba, startSamba } from '../../../../support/samba.ts';
import type { SambaBed } from '../../../../support/samba.ts';

const signal = new AbortController().signal;
const target = 'ldap/dc1.harbor.example';
const timestampPair = Buffer.from('07000800', 'hex');

describe.skipIf(skipsSamba)(`A real Samba domain controller${sambaNote}`, () => {
  let bed: SambaBed;
  let connection: LdapConnection;

  beforeAll(async () => {
    bed = await startSamba();
  });
  afterEach(() => connection?.close());
  afterAll(() => bed?.stop());

  const ways = [
    ['spnego', target],
    ['spnego', null],
    ['bare', target],
    ['bare', null],
  ] as const;

  describe('of today', () => {
    test.each(ways)('accepts a sign-in in the framing %s to %s', async (framing, targetName) => {
      const meeting = meet(contextOf(framing, targetName));
      expect(await signedIn(meeting.context)).toMatchObject({ dnsHostName: 'dc1.harbor.example' });
      expect(meeting.challenge().includes(timestampPair)).toBe(true);
    });

    test.each(['spnego', 'bare'] as const)(
      'refuses the answer to a challenge whose time was taken out on the way (%s)',
      async (framing) => {
        const { context } = meet(contextOf(framing, target), withoutTimestamp);
        expect(await (await connectToSamba()).bindSasl(context, signal)).toMatchObject({
          resultCode: 49,
          diagnostic: expect.stringContaining('data 57,'),
        });
      },
    );
  });

  describe('that negotiates as Windows Server 2003', () => {
    beforeAll(() => bed.restart({ oldNegotiation: true }));
    afterAll(() => bed.restart());

    test.each(ways)('accepts a sign-in in the framing %s to %s', async (framing, targetName) => {
      const meeting = meet(contextOf(framing, targetName));
      expect(await signedIn(meeting.context)).toMatchObject({ dnsHostName: 'dc1.harbor.example' });
      expect(meeting.challenge().includes(timestampPair)).toBe(false);
    });
  });

  async function connectToSamba(): Promise<LdapConnection> {
    const socket = connect(389, bed.host);
    await once(socket, 'connect');
    connection = new LdapConnection(socket, 'dc1');
    return connection;
  }

  /** Signs in, and reads what the server says of itself under protection. */
  async function signedIn(context: SecurityContext) {
    const plain = await connectToSamba();
    expect(await plain.bindSasl(context, signal)).toEqual({ resultCode: 0, diagnostic: '', referrals: [] });
    if (context.protection === null) throw new Error('Nothing is sealed.');
    connection = new LdapConnection(new SealedStream(plain.release(), context.protection), 'dc1');
    return readRootDse(connection, 'dc1', signal);
  }
});

function contextOf(framing: 'spnego' | 'bare', targetName: string | null): SecurityContext {
  const account = { domain: 'HARBOR', name: 'reader', password: sambaPassword };
  const server = { channelBinding: null, serverTime: null, targetName };
  return ntlmContext({ ...account, ...server, sealed: true, framing });
}

/** The context with somebody before it who reads the challenge, and may alter it. */
function meet(inner: SecurityContext, alter: (challenge: Buffer) => Buffer = (challenge) => challenge) {
  let seen = Buffer.alloc(0);
  const context: SecurityContext = {
    mechanism: inner.mechanism,
    step: (challenge) => {
      seen = Buffer.from(challenge ?? []);
      return inner.step(challenge === null ? null : alter(challenge));
    },
    finish: (token) => inner.finish(token),
    get protection() {
      return inner.protection;
    },
  };
  return { context, challenge: () => seen };
}
