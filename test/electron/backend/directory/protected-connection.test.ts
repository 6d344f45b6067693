import * as tls from 'node:tls';

import { ProtocolOperation } from 'ldapts';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import { openExchange } from '../../../../electron/backend/directory/domain-controller.ts';
import type { DomainControllerOptions } from '../../../../electron/backend/directory/domain-controller.ts';
import {
  SecurityError,
  SignInNotPossibleError,
} from '../../../../electron/backend/directory/sasl/security-context.ts';
import type { SecurityContext } from '../../../../electron/backend/directory/sasl/security-context.ts';
import { resultMessage, success } from '../../../../electron/backend/practice/answers.ts';
import { toFailure } from '../../../../shared/errors.ts';
import type { Failure } from '../../../../shared/errors.ts';
import { openCertificateWorkshop } from '../../../support/certificates.ts';
import type { CertificateWorkshop, Identity } from '../../../support/certificates.ts';
import { connectionOptions } from '../../../support/connection-options.ts';
import { bindAnswer, tokenOf } from '../../../support/sasl-bind.ts';
import { connectToServer, type SearchedConnection } from '../../../support/searched-connection.ts';
import { entryOf, startMisbehavingServer } from '../../../support/misbehaving-server.ts';
import type { MisbehavingServer } from '../../../support/misbehaving-server.ts';

const signal = new AbortController().signal;
const account = 'CN=Reader,DC=harbor,DC=example';

let workshop: CertificateWorkshop;
let identity: Identity;
let server: MisbehavingServer | null = null;
let searched: SearchedConnection | null = null;

beforeAll(async () => {
  workshop = await openCertificateWorkshop();
  identity = await workshop.make({ names: 'IP:127.0.0.1' });
});
afterEach(async () => {
  await searched?.close();
  await server?.close();
  searched = server = null;
});
afterAll(() => workshop.close());

describe('StartTLS', () => {
  test('with words in clear behind the consent is refused: they must not be taken for protected ones', async () => {
    server = await startMisbehavingServer(({ request, socket }) => {
      if (request.kind !== 'extended') return false;
      const forged = entryOf(2, 'CN=Forged', {});
      return socket.write(Buffer.concat([consent(request.messageId), forged])) || true;
    });
    expect(await failureOf({ port: server.port })).toMatchObject({
      code: 'protocol-error',
      detail: 'A message answers no request.',
    });
    expect(server.log).toEqual(['connect', 'extended']);
  });

  test('with half a message in clear behind the consent is refused as well', async () => {
    server = await startMisbehavingServer(({ request, socket }) => {
      if (request.kind !== 'extended') return false;
      return socket.write(Buffer.concat([consent(request.messageId), Buffer.of(0x30)])) || true;
    });
    expect((await failureOf({ port: server.port })).code).toBe('protocol-error');
  });

  test('that is not agreed to ends there: nobody signs in', async () => {
    server = await startMisbehavingServer(({ request, socket }) => {
      if (request.kind !== 'extended') return false;
      const refusal = {
        resultCode: 52,
        diagnostic: '00000000: LdapErr: DSID-0C090F78, comment: Error initializing SSL/TLS',
      };
      return (
        socket.write(resultMessage(request.messageId, ProtocolOperation.LDAP_RES_EXTENSION, refusal)) || true
      );
    });
    expect((await failureOf({ port: server.port })).code).toBe('tls-failed');
    expect(server.log).toEqual(['connect', 'extended', 'unbind']);
  });

  test('whose connection is dropped after the handshake is never begun anew, and the password stays here', async () => {
    server = await startMisbehavingServer(({ request, socket }) => {
      if (request.kind !== 'extended') return false;
      socket.removeAllListeners('data');
      socket.write(consent(request.messageId));
      const secured = new tls.TLSSocket(socket, {
        isServer: true,
        cert: identity.certificate,
        key: identity.key,
      });
      secured.on('error', () => undefined);
      secured.once('secure', () => setImmediate(() => secured.destroy()));
      return true;
    });
    const trust = { authorities: [], pinned: identity.certificate };
    expect((await failureOf({ port: server.port, trust })).code).toBe('connection-lost');
    expect(server.log).toEqual(['connect', 'extended']);
  });

  test('verifies the name that was asked for, not one of its own', async () => {
    const other = await workshop.make({ names: 'DNS:localhost' });
    server = await startMisbehavingServer(({ request, socket }) => {
      if (request.kind !== 'extended') return false;
      socket.removeAllListeners('data');
      socket.write(consent(request.messageId));
      new tls.TLSSocket(socket, { isServer: true, cert: other.certificate, key: other.key }).on(
        'error',
        () => undefined,
      );
      return true;
    });
    const trust = { authorities: [other.certificate], pinned: null };
    const { code, certificate } = await failureOf({ port: server.port, trust });
    expect({ code, reason: certificate?.reason, names: certificate?.presented.names }).toEqual({
      code: 'certificate-untrusted',
      reason: 'it is not made out for 127.0.0.1 but for localhost',
      names: ['localhost'],
    });
  });
});

describe('Automatic, where nothing answers on the port of LDAPS,', () => {
  test('goes on by Windows sign-in', async () => {
    server = await startMisbehavingServer(({ request, socket }) => {
      if (request.kind !== 'sasl-bind') return false;
      return socket.write(answerTo(request.messageId, 49, null)) || true;
    });
    expect((await failureOf(await automatically(server))).code).toBe('sign-in-failed');
    expect(server.log).toEqual(['connect', 'search', 'sasl-bind', 'unbind']);
  });

  test('goes no other way to a host whose certificate is pinned: whoever blocks the port must not get round it', async () => {
    server = await startMisbehavingServer(() => false);
    const trust = { authorities: [], pinned: identity.certificate };
    const { code, message } = await failureOf({ ...(await automatically(server)), trust });
    expect({ code, log: server.log }).toEqual({ code: 'connection-refused', log: [] });
    expect(message).toMatch(/^A certificate is trusted for 127\.0\.0\.1, so Automatic goes no other way\. /);
  });

  async function automatically({ port }: MisbehavingServer) {
    const closed = await startMisbehavingServer(() => false);
    await closed.close();
    const usualPorts = { ldap: port, ldaps: closed.port };
    return { port: null, channel: 'automatic', account: 'HARBOR\\reader', usualPorts } as const;
  }
});

describe('A sign-in by SASL', () => {
  const everyOctet = Buffer.from(Array.from({ length: 256 }, (_, octet) => octet));

  test('carries tokens of any octets unaltered, both ways', async () => {
    const tokens: Buffer[] = [];
    await connectTo((messageId, token) => {
      tokens.push(token);
      return tokens.length === 1 ? answerTo(messageId, 14, everyOctet) : answerTo(messageId, 0, null);
    });
    const challenges: (Buffer | null)[] = [];
    const context = contextOf((challenge) => {
      challenges.push(challenge);
      return challenge ?? everyOctet;
    });
    const result = await searched?.connection.bindSasl(context, signal);
    expect({ result, tokens, challenges }).toEqual({
      result: { resultCode: 0, diagnostic: '', referrals: [] },
      tokens: [everyOctet, everyOctet],
      challenges: [null, everyOctet],
    });
  });

  test('that never comes to an end is given up', async () => {
    await connectTo((messageId) => answerTo(messageId, 14, Buffer.of(1)));
    const failing = searched?.connection.bindSasl(
      contextOf(() => Buffer.of(1)),
      signal,
    );
    expect(await failing?.catch(toFailure)).toMatchObject({
      code: 'protocol-error',
      detail: 'The sign-in does not come to an end.',
    });
  });

  test('whose token cannot be trusted ends the connection', async () => {
    await connectTo((messageId) => answerTo(messageId, 14, Buffer.of(1)));
    const context = contextOf((challenge) => {
      if (challenge !== null) throw new SecurityError('The challenge is cut short.');
      return Buffer.of(1);
    });
    const failure = await searched?.connection.bindSasl(context, signal).catch(toFailure);
    expect(failure).toMatchObject({ code: 'integrity-lost', detail: 'The challenge is cut short.' });
    const next = searched?.connection.bind(account, 'x', signal).catch(toFailure);
    expect(await next).toEqual(failure);
  });

  test('whose server offers too little ends the connection too, but is not taken for an attack', async () => {
    await connectTo((messageId) => answerTo(messageId, 14, Buffer.of(1)));
    const context = contextOf((challenge) => {
      if (challenge !== null) throw new SignInNotPossibleError('The challenge offers no sealing.');
      return Buffer.of(1);
    });
    const failure = await searched?.connection.bindSasl(context, signal).catch(toFailure);
    expect(failure).toMatchObject({
      code: 'sign-in-not-offered',
      detail: 'The challenge offers no sealing.',
    });
    const next = searched?.connection.bind(account, 'x', signal).catch(toFailure);
    expect(await next).toEqual(failure);
  });

  /** A server that answers each step of a sign-in. */
  async function connectTo(answer: (messageId: number, token: Buffer) => Buffer): Promise<void> {
    searched = await connectToServer(
      () => [],
      ({ request, raw, socket }) => {
        if (request.kind !== 'sasl-bind') return false;
        return socket.write(answer(request.messageId, tokenOf(raw))) || true;
      },
    );
  }
});

function failureOf(
  options: Pick<DomainControllerOptions, 'port'> & Partial<DomainControllerOptions>,
): Promise<Failure> {
  return openExchange(connectionOptions({ channel: 'start-tls', account, ...options })).then(() => {
    throw new Error('It did not fail.');
  }, toFailure);
}

function consent(messageId: number): Buffer {
  return resultMessage(messageId, ProtocolOperation.LDAP_RES_EXTENSION, success);
}

/** As {@link bindAnswer}, of a server that says nothing more. */
function answerTo(messageId: number, resultCode: number, token: Buffer | null): Buffer {
  return bindAnswer(messageId, { resultCode, diagnostic: '' }, token);
}

function contextOf(step: SecurityContext['step']): SecurityContext {
  return { mechanism: 'GSS-SPNEGO', step, finish: () => undefined, protection: null };
}
