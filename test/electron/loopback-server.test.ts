import { once } from 'node:events';
import { request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Assets } from '../../electron/assets.ts';
import { startLoopbackServer, type LoopbackServer } from '../../electron/loopback-server.ts';
import type { BackendEvent } from '../../shared/events.ts';
import { requestBound } from '../../shared/limits.ts';
import { scriptedBackend, type ScriptedBackend } from '../support/scripted-backend.ts';

const assets: Assets = new Map([
  ['/', { type: 'text/html; charset=utf-8', body: Buffer.from('<!doctype html>') }],
  ['/assets/index.js', { type: 'text/javascript; charset=utf-8', body: Buffer.from('export {};') }],
]);

/** Longer than any test takes. Milliseconds. */
const grace = 60_000;

let backend: ScriptedBackend;
let server: LoopbackServer;
let host: string;
let cookie: string;

beforeEach(async () => {
  backend = scriptedBackend();
  server = await startLoopbackServer({ assets, backend, patience: 50, grace });
  await launch(server);
});

afterEach(async () => {
  await server.close();
});

/** Opens the application as the first browser does; requests go there from then on. */
async function launch({ launchAddress }: LoopbackServer): Promise<void> {
  host = new URL(launchAddress).host;
  const launched = await ask('GET', launchAddress.slice(`http://${host}`.length), { cookie: '' });
  cookie = (launched.headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '';
}

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Asks over a real connection as the page would; headers replace the page's own, an empty one leaves it out. */
async function ask(
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body = '',
): Promise<Answer> {
  const response = await open(method, path, headers, body);
  return { status: response.statusCode, headers: response.headers, body: await text(response) };
}

async function open(
  method: string,
  path: string,
  headers: Record<string, string>,
  body = '',
): Promise<IncomingMessage> {
  const own: Record<string, string> = { host, cookie, ...(method === 'POST' ? page() : {}), ...headers };
  const sent = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== ''));
  const asked = request({
    host: '127.0.0.1',
    port: Number(host.split(':')[1]),
    method,
    path,
    headers: sent,
    agent: false,
  });
  asked.end(body);
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  return response;
}

function page(): Record<string, string> {
  return { origin: `http://${host}`, 'content-type': 'application/json', 'hopcheck-page': 'only' };
}

describe('the launch address', () => {
  test('is on the loopback address and carries 256 bits of secret', () => {
    expect(server.launchAddress).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/launch\?code=[\w-]{43}$/);
  });

  test('gives the session to the first browser, in a cookie that scripts and other sites cannot use', async () => {
    const fresh = await startLoopbackServer({ assets, backend, patience: 50, grace });
    const answer = await fetch(fresh.launchAddress, { redirect: 'manual' });
    const port = new URL(fresh.launchAddress).port;
    expect({
      status: answer.status,
      to: answer.headers.get('location'),
      cookie: answer.headers.get('set-cookie'),
    }).toEqual({
      status: 303,
      to: '/',
      cookie: expect.stringMatching(
        new RegExp(`^hopcheck-${port}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict$`),
      ),
    });
    expect(fresh.launched()).toBe(true);
    await fresh.close();
  });

  test('is of no use a second time to anybody else', async () => {
    const again = await ask('GET', server.launchAddress.slice(`http://${host}`.length), { cookie: '' });
    expect([again.status, again.headers['set-cookie'], again.body]).toEqual([
      403,
      undefined,
      'This address has been used already. Start Hopcheck again to get a new one.\n',
    ]);
  });

  test('leads the browser that has the session to the page again', async () => {
    const again = await ask('GET', server.launchAddress.slice(`http://${host}`.length));
    expect([again.status, again.headers.location]).toEqual([303, '/']);
  });

  test('does not accept another code, whatever its length', async () => {
    const fresh = await startLoopbackServer({ assets, backend, patience: 50, grace });
    const guesses = ['', 'x', 'A'.repeat(43), `${'ä'.repeat(21)}x`];
    const statuses = await Promise.all(
      guesses.map(
        async (code) => (await fetch(`${new URL(fresh.launchAddress).origin}/launch?code=${code}`)).status,
      ),
    );
    expect([statuses, fresh.launched()]).toEqual([[403, 403, 403, 403], false]);
    await fresh.close();
  });
});

describe('every request', () => {
  test('is answered with the policy that lets the page load and reach nothing else', async () => {
    const { headers } = await ask('GET', '/');
    expect(headers).toMatchObject({
      'content-security-policy':
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
    });
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
  });

  test.each([
    ['a foreign name that leads here', { host: 'attacker.example' }],
    ['the right port under another name', { host: 'localhost:PORT' }],
    ['the right address without its port', { host: '127.0.0.1' }],
  ])('is refused under %s', async (_name, headers) => {
    const sent = { host: headers.host.replace('PORT', host.split(':')[1] ?? '') };
    expect(await statusesOf(sent)).toEqual([403, 403, 403]);
    expect(backend.requests).toEqual([]);
  });

  test.each([
    ['no cookie', ''],
    ['an empty cookie', 'NAME='],
    ['a wrong cookie', `NAME=${'A'.repeat(43)}`],
    ['the right cookie under the name of another port', 'hopcheck-1=VALUE'],
  ])('is refused with %s', async (_name, template) => {
    const [name = '', value = ''] = cookie.split('=');
    expect(await statusesOf({ cookie: template.replace('NAME', name).replace('VALUE', value) })).toEqual([
      403, 403, 403,
    ]);
    expect(backend.requests).toEqual([]);
  });

  async function statusesOf(headers: Record<string, string>): Promise<readonly (number | undefined)[]> {
    const answers = await Promise.all([
      ask('GET', '/', headers),
      ask('GET', '/api/events', headers),
      ask('POST', '/api/application.info', headers, '{}'),
    ]);
    return answers.map(({ status }) => status);
  }
});

describe('the files of the page', () => {
  test('are served with their types', async () => {
    const { status, headers, body } = await ask('GET', '/assets/index.js');
    expect([status, headers['content-type'], body]).toEqual([
      200,
      'text/javascript; charset=utf-8',
      'export {};',
    ]);
  });

  test.each([
    '/index.html',
    '/assets',
    '/assets/',
    '/../package.json',
    '/assets/../../../package.json',
    '/..%2f..%2fpackage.json',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/assets\\..\\..\\package.json',
    '/etc/passwd',
    '/assets/index.js%00.html',
    '/__proto__',
  ])('are the only ones: %s is not found', async (path) => {
    const { status, body } = await ask('GET', path);
    expect([status, body]).toEqual([404, 'There is no such page.\n']);
  });

  test('are not found under an address that is none', async () => {
    expect((await ask('GET', 'http://[')).status).toBe(400);
  });

  test.each(['PUT', 'DELETE', 'OPTIONS', 'POST', 'HEAD'])(
    'can only be read: %s is refused',
    async (method) => {
      expect((await ask(method, '/')).status).toBe(405);
    },
  );
});

describe('a request to the backend', () => {
  test('goes through its door and comes back as it answered', async () => {
    const { status, headers, body } = await ask('POST', '/api/assessment.open', {}, '{"assessmentId":"1"}');
    expect([status, headers['content-type'], JSON.parse(body)]).toEqual([
      200,
      'application/json; charset=utf-8',
      { ok: true, value: 'answer' },
    ]);
    expect(backend.requests).toEqual([['assessment.open', { assessmentId: '1' }]]);
  });

  test.each([
    ['from another origin', 403, { origin: 'http://attacker.example' }, '{}'],
    ['from another port of this computer', 403, { origin: 'http://127.0.0.1:1' }, '{}'],
    ['from a page without an origin', 403, { origin: 'null' }, '{}'],
    ['that names no origin', 403, { origin: '' }, '{}'],
    ['of a form', 415, { 'content-type': 'application/x-www-form-urlencoded' }, 'a=b'],
    ['of plain text', 415, { 'content-type': 'text/plain' }, '{}'],
    ['of no type', 415, { 'content-type': '' }, '{}'],
    ['of a page that does not say which one it is', 400, { 'hopcheck-page': '' }, '{}'],
    ['of a page under an impossible name', 400, { 'hopcheck-page': 'a b' }, '{}'],
    ['that is not JSON', 400, {}, '{"assessmentId":'],
    ['that is empty', 400, {}, ''],
    ['beyond the bound', 413, {}, `"${'x'.repeat(requestBound)}"`],
  ])('%s is refused with %i and never reaches the backend', async (_name, expected, headers, body) => {
    const answer = await ask(
      'POST',
      '/api/application.info',
      headers as unknown as Record<string, string>,
      body,
    );
    expect([answer.status, JSON.parse(answer.body)]).toEqual([
      expected,
      { ok: false, error: { code: 'bad-request', message: expect.stringMatching(/^(A|Only|This) .+\.$/) } },
    ]);
    expect(backend.requests).toEqual([]);
  });

  test('may fill the bound to its last octet', async () => {
    const value = 'x'.repeat(requestBound - 2);
    await ask('POST', '/api/assessment.feedLdif', {}, `"${value}"`);
    expect(backend.requests).toEqual([['assessment.feedLdif', value]]);
  });

  test('that makes the backend throw is answered as a failure without a stack', async () => {
    backend = Object.assign(scriptedBackend(), { dispatch: () => Promise.reject(new TypeError('broken')) });
    const failing = await startLoopbackServer({ assets, backend, patience: 50, grace });
    await launch(failing);
    const { status, body } = await ask('POST', '/api/application.info', {}, '{}');
    expect([status, JSON.parse(body)]).toEqual([
      500,
      { ok: false, error: { code: 'internal', message: expect.any(String), detail: 'TypeError: broken' } },
    ]);
    await failing.close();
  });
});

describe('the stream of events', () => {
  const event: BackendEvent = {
    kind: 'walk-failed',
    assessmentId: '1',
    failure: { code: 'cancelled', message: 'Two\nlines' },
  };

  test('carries what the backend announces, one line of JSON each', async () => {
    const stream = await open('GET', '/api/events?page=only', { 'sec-fetch-site': 'same-origin' });
    const [greeting] = (await once(stream, 'data')) as [Buffer];
    for (const listener of backend.listeners) listener(event);
    const [announced] = (await once(stream, 'data')) as [Buffer];
    expect([stream.headers['content-type'], greeting.toString(), announced.toString()]).toEqual([
      'text/event-stream; charset=utf-8',
      'retry: 500\n\n',
      `data: ${JSON.stringify(event)}\n\n`,
    ]);
    stream.destroy();
  });

  test.each(['/api/events', '/', '/assets/index.js'])(
    'and the rest, %s, is not for a page of another server on this computer, whose requests carry the cookie',
    async (path) => {
      expect((await ask('GET', path, { 'sec-fetch-site': 'same-site' })).status).toBe(403);
    },
  );

  test('ends the application when its last page has gone, and not before', async () => {
    let abandoned = false;
    const ended = server.abandoned.then(() => {
      abandoned = true;
    });
    const first = await open('GET', '/api/events?page=older', {});
    const second = await open('GET', '/api/events?page=newer', {});
    first.destroy();
    // Longer than the patience: a page that still listens keeps the application.
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(abandoned).toBe(false);
    // Also one that waits to be used again.
    const waiting = await open('GET', '/api/events?page=older', {});
    second.destroy();
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(abandoned).toBe(false);
    waiting.destroy();
    await ended;
    expect(abandoned).toBe(true);
  });

  test('is for a page that says which one it is', async () => {
    expect((await ask('GET', '/api/events')).status).toBe(400);
  });

  test('ends with the server, which lets go of the backend', async () => {
    const stream = await open('GET', '/api/events?page=only', {});
    const rest = text(stream);
    await server.close();
    expect([await rest, backend.listeners.size]).toEqual(['retry: 500\n\n', 0]);
    server = await startLoopbackServer({ assets, backend, patience: 50, grace });
  });
});

describe('one page at a time', () => {
  const superseded = {
    ok: false,
    error: {
      code: 'window-superseded',
      message:
        'Hopcheck was opened in another window, so nothing was changed from this one. Go on there, or choose “Use it here”.',
    },
  };
  const note = 'event: superseded\ndata: {}\n\n';
  const event: BackendEvent = {
    kind: 'walk-failed',
    assessmentId: '1',
    failure: { code: 'cancelled', message: 'Cancelled.' },
  };

  /** Asks as that page; the status and what was answered. */
  async function askAs(identity: string, channel: string, args = {}): Promise<readonly [unknown, unknown]> {
    const answer = await ask('POST', `/api/${channel}`, { 'hopcheck-page': identity }, JSON.stringify(args));
    return [answer.status, JSON.parse(answer.body)];
  }

  /** Listens as that page, and collects what it hears. */
  async function listenAs(identity: string) {
    const stream = await open('GET', `/api/events?page=${identity}`, {});
    const heard: string[] = [];
    stream.setEncoding('utf8').on('data', (piece: string) => heard.push(piece));
    await vi.waitFor(() => expect(heard.join('')).toContain('retry: 500'));
    return { stream, heard: () => heard.join('').replace('retry: 500\n\n', '') };
  }

  const answered = [200, { ok: true, value: 'answer' }];

  test('is the one that came last; an older one is refused and changes nothing, for good', async () => {
    expect(await askAs('older', 'decision.record', { at: 1 })).toEqual(answered);
    expect(await askAs('newer', 'decision.record', { at: 2 })).toEqual(answered);
    for (const channel of ['decision.record', 'decision.saveDraft', 'application.info'])
      expect(await askAs('older', channel, { at: 3 })).toEqual([409, superseded]);
    expect(await askAs('newer', 'decision.record', { at: 4 })).toEqual(answered);
    expect(backend.requests.map(([, args]) => args)).toEqual([{ at: 1 }, { at: 2 }, { at: 4 }]);
  });

  test('the older one is told at once, and again when it lost its stream; what happens is announced to the newer one', async () => {
    const older = await listenAs('older');
    const newer = await listenAs('newer');
    await vi.waitFor(() => expect(older.heard()).toBe(note));
    older.stream.destroy();
    const again = await listenAs('older');
    for (const listener of backend.listeners) listener(event);
    await vi.waitFor(() => expect(newer.heard()).toBe(`data: ${JSON.stringify(event)}\n\n`));
    expect(again.heard()).toBe(note);
    again.stream.destroy();
    newer.stream.destroy();
  });

  test('what was typed in the older one is saved before the newer one begins; nothing else is done for it any more', async () => {
    const older = await listenAs('older');
    const newer = askAs('newer', 'assessment.open', { at: 'newer' });
    await vi.waitFor(() => expect(older.heard()).toBe(note));
    expect(await askAs('older', 'decision.saveDraft', { at: 'typed' })).toEqual(answered);
    expect(await askAs('older', 'decision.saveBulkDraft', { at: 'typed for several' })).toEqual(answered);
    expect(await askAs('older', 'assessment.cancel', { at: 'a file half fed' })).toEqual(answered);
    expect(await askAs('older', 'decision.record', { at: 'decided' })).toEqual([409, superseded]);
    older.stream.destroy();
    expect(await newer).toEqual(answered);
    expect(await askAs('older', 'decision.saveDraft', { at: 'too late' })).toEqual([409, superseded]);
    expect(backend.requests.map(([, args]) => args)).toEqual([
      { at: 'typed' },
      { at: 'typed for several' },
      { at: 'a file half fed' },
      { at: 'newer' },
    ]);
  });

  test('an older one that does not give way is not waited for forever', async () => {
    await server.close();
    server = await startLoopbackServer({ assets, backend, patience: 50, grace: 20 });
    await launch(server);
    const older = await listenAs('older');
    expect(await askAs('newer', 'assessment.open')).toEqual(answered);
    expect(await askAs('older', 'decision.saveDraft')).toEqual([409, superseded]);
    older.stream.destroy();
  });

  test('one that is superseded while it waits for its turn never begins, and the one before both still saves', async () => {
    const first = await listenAs('first');
    const second = askAs('second', 'decision.record', { at: 'second' });
    await vi.waitFor(() => expect(first.heard()).toBe(note));
    const third = askAs('third', 'assessment.open', { at: 'third' });
    expect(await askAs('first', 'decision.saveDraft', { at: 'typed' })).toEqual(answered);
    first.stream.destroy();
    expect([await second, await third]).toEqual([[409, superseded], answered]);
    expect(backend.requests.map(([, args]) => args)).toEqual([{ at: 'typed' }, { at: 'third' }]);
  });
});

test('a request that was under way when the window closed is still carried out', async () => {
  const { promise: reached, resolve: reach } = Promise.withResolvers<void>();
  const { promise: finished, resolve: finish } = Promise.withResolvers<void>();
  backend.dispatch = async () => {
    reach();
    await finished;
    return { ok: true, value: 'kept' };
  };
  const answer = ask('POST', '/api/decision.saveDraft', {}, '{"comments":"last words"}');
  await reached;
  const closed = server.close();
  finish();
  await closed;
  expect(JSON.parse((await answer).body)).toEqual({ ok: true, value: 'kept' });
  server = await startLoopbackServer({ assets, backend, patience: 50, grace });
});
