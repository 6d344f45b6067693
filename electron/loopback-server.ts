import { randomBytes, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import type { Reply } from '../shared/contract.ts';
import { toFailure } from '../shared/errors.ts';
import { requestBound } from '../shared/limits.ts';
import { securityHeaders, type Assets } from './assets.ts';
import type { Backend } from './backend/backend.ts';
import { eventStreams, type EventStreams } from './event-streams.ts';
import { PageTurns, superseded } from './page-turns.ts';

export interface LoopbackServer {
  /** The address that opens the application once, in one browser. */
  readonly launchAddress: string;
  /** Whether a browser has used the launch address. */
  readonly launched: () => boolean;
  /** Settles when the last page has gone and stayed away. */
  readonly abandoned: Promise<void>;
  readonly close: () => Promise<void>;
}

export interface LoopbackOptions {
  readonly assets: Assets;
  readonly backend: Backend;
  /** How long the last page may be away, as it is while it reloads. Milliseconds. */
  readonly patience: number;
  /** How long a page that another takes the place of may go on to save what was typed in it. Milliseconds. */
  readonly grace: number;
}

/** A refusal or a failure: its HTTP status, and words for whoever sees it. */
class Refusal extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

interface Context extends LoopbackOptions {
  readonly host: string;
  readonly streams: EventStreams;
  readonly turns: PageTurns;
  readonly session: string;
  /** Null once it was used. */
  launchCode: string | null;
}

/** Serves the interface and the backend's door on a free port of this machine's loopback address, to one browser only. */
export async function startLoopbackServer(options: LoopbackOptions): Promise<LoopbackServer> {
  const server = createServer();
  // SECURITY: bound to 127.0.0.1, so that no other machine can reach it.
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const streams = eventStreams(options.backend, options.patience);
  const context: Context = {
    ...options,
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    streams,
    turns: new PageTurns(streams, options.grace),
    session: secret(),
    launchCode: secret(),
  };
  server.on('request', (request, response) => {
    answer(context, request, response).catch((error: unknown) => {
      refuse(response, error, request.url?.startsWith('/api/') === true);
    });
  });
  return {
    launchAddress: `http://${context.host}/launch?code=${context.launchCode}`,
    launched: () => context.launchCode === null,
    abandoned: streams.abandoned,
    close: () => closeServer(server, streams),
  };
}

/** What a closing window has sent last is still carried to the backend; only then do the connections end. */
async function closeServer(server: Server, streams: EventStreams): Promise<void> {
  streams.close();
  const closed = once(server, 'close');
  server.close();
  // One turn, so that a request that has arrived but was not read yet counts as one.
  await setImmediate();
  server.closeIdleConnections();
  const impatience = setTimeout(() => {
    server.closeAllConnections();
  }, 2_000);
  await closed;
  clearTimeout(impatience);
}

async function answer(context: Context, request: IncomingMessage, response: ServerResponse): Promise<void> {
  for (const [name, value] of Object.entries(securityHeaders("'self'"))) response.setHeader(name, value);
  // SECURITY: an exact Host defeats DNS rebinding: a foreign name that resolves to 127.0.0.1 is refused.
  if (request.headers.host !== context.host) throw new Refusal(403, 'This address is not served here.');
  const url = URL.parse(request.url ?? '/', `http://${context.host}`);
  if (url === null) throw new Refusal(400, 'This address is not understood.');
  const { pathname, searchParams } = url;
  if (pathname === '/launch' && request.method === 'GET') {
    launch(context, request, response, searchParams.get('code') ?? '');
    return;
  }
  if (!hasSession(context, request)) {
    throw new Refusal(
      403,
      'This page belongs to another browser window. Start Hopcheck again to open a new one.',
    );
  }
  // SECURITY: other servers on this machine count as the same site, so the cookie alone does not tell them apart. `none` is the user.
  if (!['same-origin', 'none', undefined].includes(request.headers['sec-fetch-site'] as string | undefined)) {
    throw new Refusal(403, 'Only the page of Hopcheck may ask.');
  }
  if (pathname === '/api/events' && request.method === 'GET') {
    listen(context, response, pageIdentity(searchParams.get('page')));
  } else if (pathname.startsWith('/api/') && request.method === 'POST') {
    await carry(context, request, response, pathname.slice('/api/'.length));
  } else if (request.method === 'GET') {
    sendAsset(context, response, pathname);
  } else {
    throw new Refusal(405, 'This method is not served here.');
  }
}

/** Exchanges the launch code, once, for the cookie that every other request needs. */
function launch(context: Context, request: IncomingMessage, response: ServerResponse, code: string): void {
  if (context.launchCode !== null && isSame(code, context.launchCode)) {
    context.launchCode = null;
    // SECURITY: out of reach of scripts and of other sites. Cookies ignore ports, so the name carries it.
    response.setHeader(
      'set-cookie',
      `${cookieName(context)}=${context.session}; Path=/; HttpOnly; SameSite=Strict`,
    );
  } else if (!hasSession(context, request)) {
    throw new Refusal(403, 'This address has been used already. Start Hopcheck again to get a new one.');
  }
  response.writeHead(303, { location: '/' }).end();
}

/** A page cannot name itself in a header here, as it does with its requests. */
function listen({ turns, streams }: Context, response: ServerResponse, page: string): void {
  turns.arrive(page);
  streams.open(response, page);
}

/** What a load of the page calls itself. */
function pageIdentity(given: unknown): string {
  if (typeof given === 'string' && /^[\w-]{1,64}$/.test(given)) return given;
  throw new Refusal(400, 'A page must say which one it is.');
}

/** Carries one request to the backend's door. What the door answers, failures too, is a normal answer. */
async function carry(
  context: Context,
  request: IncomingMessage,
  response: ServerResponse,
  channel: string,
): Promise<void> {
  // SECURITY: only our own page may call; a form or a foreign page cannot send this origin and this type.
  if (request.headers.origin !== `http://${context.host}`)
    throw new Refusal(403, 'Only the page of Hopcheck may ask.');
  if (request.headers['content-type'] !== 'application/json')
    throw new Refusal(415, 'A request must be JSON.');
  const page = pageIdentity(request.headers['hopcheck-page']);
  const args = parseJson(await readBody(request));
  if (!(await context.turns.admits(page, channel))) {
    sendReply(response, 409, { ok: false, error: superseded });
    return;
  }
  sendReply(response, 200, await context.backend.dispatch(channel, args));
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  // The connection stays whole after a refusal, or the refusal could not be sent.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    // SECURITY: nobody fills the memory.
    if (size > requestBound) throw new Refusal(413, 'This request is too large.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Refusal(400, 'A request must be JSON.');
  }
}

function sendAsset(context: Context, response: ServerResponse, pathname: string): void {
  const asset = context.assets.get(pathname);
  if (asset === undefined) throw new Refusal(404, 'There is no such page.');
  response
    .writeHead(200, { 'content-type': asset.type, 'content-length': asset.body.length })
    .end(asset.body);
}

function sendReply(response: ServerResponse, status: number, reply: Reply): void {
  response
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8' })
    .end(JSON.stringify(reply));
}

/** A page reads a reply, a person reads a sentence. The connection ends, for the rest of the request may still be under way. */
function refuse(response: ServerResponse, error: unknown, asReply: boolean): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.setHeader('connection', 'close');
  const status = error instanceof Refusal ? error.status : 500;
  const failure =
    error instanceof Refusal ? ({ code: 'bad-request', message: error.message } as const) : toFailure(error);
  if (asReply) sendReply(response, status, { ok: false, error: failure });
  else
    response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${failure.message}\n`);
}

function hasSession(context: Context, request: IncomingMessage): boolean {
  const wanted = `${cookieName(context)}=`;
  const cookie = (request.headers.cookie ?? '').split('; ').find((one) => one.startsWith(wanted));
  return cookie !== undefined && isSame(cookie.slice(wanted.length), context.session);
}

function cookieName(context: Context): string {
  return `hopcheck-${context.host.split(':')[1]}`;
}

/** 256 bits, in characters that need no escaping in an address or a cookie. */
function secret(): string {
  return randomBytes(32).toString('base64url');
}

/** SECURITY: compares in constant time, so that an answer's delay tells nothing about a guess. */
function isSame(given: string, expected: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(expected)];
  return left.length === right.length && timingSafeEqual(left, right);
}
