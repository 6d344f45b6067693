import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { root } from '../support/source-files.ts';

const program = join(root, 'dist', 'electron', 'loopback.js');

let folder: string;
const started: ChildProcess[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hopcheck-loopback-'));
});

afterEach(async () => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

/** Starts the built host as a process of its own. */
function start(args: readonly string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [program, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  const ended = once(child, 'close').then(([status]) => status as number | null);
  const lines = createInterface({ input: child.stdout });
  const messages = text(child.stderr);
  const ending = ended.then(async () => Promise.reject(new Error(`It ended: ${await messages}`)));
  const address = Promise.race([once(lines, 'line').then(([line]) => String(line)), ending]);
  // Not every test waits for one.
  address.catch(() => undefined);
  return { child, ended, address, messages };
}

/** Opens the page as a browser does, and listens as the page does. */
async function visit(address: string): Promise<{ readonly leave: () => void }> {
  const { origin } = new URL(address);
  const launched = await fetch(address, { redirect: 'manual' });
  const cookie = (launched.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const stream = new AbortController();
  await fetch(`${origin}/api/events?page=only`, { headers: { cookie }, signal: stream.signal });
  return {
    leave: () => {
      stream.abort();
    },
  };
}

describe('with a window', () => {
  test('the browser gets a private profile and the address, and the application ends with its window', async () => {
    const record = join(folder, 'record.json');
    const script = join(folder, 'browser.mjs');
    await writeFile(
      script,
      `import { existsSync, writeFileSync } from 'node:fs';
      const args = process.argv.slice(2);
      const address = args[0].slice('--app='.length);
      const profile = args[1].slice('--user-data-dir='.length);
      const { status } = await fetch(address, { redirect: 'manual' });
      writeFileSync(${JSON.stringify(record)}, JSON.stringify({ args, profile, hasProfile: existsSync(profile), status }));`,
    );
    // Not by its first line, which takes neither a long path of Node nor one with a blank.
    const browser = join(folder, 'browser');
    await writeFile(browser, `#!/bin/sh\nexec "${process.execPath}" "${script}" "$@"\n`, { mode: 0o755 });
    const host = start(['--data', join(folder, 'data')], { DISPLAY: ':1', HOPCHECK_BROWSER: browser });
    expect([await host.ended, await host.messages]).toEqual([0, '']);
    const seen = JSON.parse(await readFile(record, 'utf8')) as { profile: string };
    expect(seen).toEqual({
      args: [
        expect.stringMatching(/^--app=http:\/\/127\.0\.0\.1:\d+\/launch\?code=\S{40,}$/),
        `--user-data-dir=${seen.profile}`,
        '--window-size=1280,860',
        '--no-first-run',
        '--no-default-browser-check',
        '--password-store=basic',
        '--disable-sync',
        '--disable-background-mode',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-domain-reliability',
        '--proxy-server=127.0.0.1:9',
        '--proxy-bypass-list=127.0.0.1',
        ...(process.getuid?.() === 0 ? ['--no-sandbox', '--test-type'] : []),
      ],
      profile: expect.stringContaining('hopcheck-window-'),
      hasProfile: true,
      status: 303,
    });
    expect(existsSync(seen.profile)).toBe(false);
  });
});

describe('without a window', () => {
  test('the host prints one address, waits, and ends when the page has gone', async () => {
    const host = start(['--no-window', '--data', folder]);
    const page = await visit(await host.address);
    page.leave();
    expect([await host.ended, await host.messages]).toEqual([
      0,
      'Open this address in a browser on this computer. It works once; Ctrl-C ends Hopcheck.\n',
    ]);
  });

  test.each(['SIGINT', 'SIGTERM'] as const)(
    '%s closes it cleanly, even while a page listens',
    async (signal) => {
      const host = start(['--no-window', '--data', folder]);
      await visit(await host.address);
      host.child.kill(signal);
      expect(await host.ended).toBe(0);
      // The write-ahead log is gone: the database was closed, not dropped.
      expect(existsSync(join(folder, 'hopcheck.db-wal'))).toBe(false);
    },
  );

  test('a display that is not there means the same', async () => {
    const host = start(['--data', folder], { DISPLAY: '', WAYLAND_DISPLAY: '' });
    expect(await host.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/launch\?code=/);
  });
});

describe('what cannot work is said in words, with status 2', () => {
  test('a second instance on the same data', async () => {
    const first = start(['--no-window', '--data', folder]);
    await first.address;
    const second = start(['--no-window', '--data', folder]);
    expect(await second.ended).toBe(2);
    expect(await second.messages).toMatch(/already in use.+close it and try again/);
  });

  test('an argument that does not exist', async () => {
    const host = start(['--windows']);
    expect([await host.ended, await host.messages]).toEqual([2, expect.stringContaining('Usage: npm start')]);
  });

  test('a data folder that cannot be one: the message, and a page to read it on', async () => {
    await writeFile(join(folder, 'file'), '');
    const host = start(['--no-window', '--data', join(folder, 'file')]);
    const page = await visit(await host.address);
    page.leave();
    expect(await host.ended).toBe(2);
    expect(await host.messages).not.toMatch(/\n\s+at /);
  });

  test('a browser that does not come up: its last words, and the address to open by hand', async () => {
    const host = start(['--data', folder], { DISPLAY: ':1', HOPCHECK_BROWSER: process.execPath });
    const page = await visit(await host.address);
    page.leave();
    expect(await host.ended).toBe(0);
    expect(await host.messages).toMatch(
      /ended before it showed a window:\n(.|\n)*bad option(.|\n)*Open this address/,
    );
  });
});
