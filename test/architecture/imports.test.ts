import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { importsOf, root, sourceFiles, type Import } from '../support/source-files.ts';

interface Row {
  readonly files: string;
  readonly allowed: readonly string[];
}

/** The table of ARCHITECTURE.md: a path prefix, and the prefixes and packages that may be imported there. */
function importTable(markdown: string): readonly Row[] {
  return markdown
    .split('\n')
    .map((line) =>
      line.split('|').map((cell) => [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '')),
    )
    .flatMap(([, files, allowed]) =>
      files?.length === 1 && files[0] && allowed ? [{ files: files[0], allowed }] : [],
    );
}

/** The longest matching prefix counts. */
function rowOf(table: readonly Row[], file: string): Row | undefined {
  return table
    .filter((row) => file.startsWith(row.files))
    .toSorted((a, b) => b.files.length - a.files.length)[0];
}

function isAllowed({ kind, target }: Import, allowed: string): boolean {
  if (kind === 'file') return allowed.endsWith('/') ? target.startsWith(allowed) : target === allowed;
  if (allowed.startsWith('node:') || (allowed.startsWith('@') && allowed.endsWith('/')))
    return target.startsWith(allowed);
  return target === allowed || target.startsWith(`${allowed}/`);
}

const table = importTable(readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8'));
const imports = sourceFiles('shared', 'renderer', 'electron', 'build').flatMap(importsOf);
const places = (found: readonly Import[]) => found.map(({ place, target }) => `${place} imports ${target}`);

describe('the import table of ARCHITECTURE.md', () => {
  test('is there, and covers every file that imports anything', () => {
    expect(table.length).toBeGreaterThan(5);
    expect(places(imports.filter(({ file }) => rowOf(table, file) === undefined))).toEqual([]);
  });

  test('is kept by every import', () => {
    const broken = imports.filter(
      (one) => !rowOf(table, one.file)?.allowed.some((allowed) => isAllowed(one, allowed)),
    );
    expect(places(broken)).toEqual([]);
  });

  test.each<readonly [string, string, string, boolean]>([
    ['shared/a.ts', 'package', 'node:fs', false],
    ['shared/a.ts', 'file', 'electron/backend/backend.ts', false],
    ['renderer/a.tsx', 'package', 'electron', false],
    ['renderer/a.tsx', 'package', '@tanstack/react-table', true],
    ['electron/backend/handlers.ts', 'package', 'ldapts', false],
    ['electron/backend/handlers.ts', 'package', 'better-sqlite3', false],
    ['electron/backend/handlers.ts', 'package', 'electron', false],
    ['electron/backend/store/store.ts', 'package', 'better-sqlite3', true],
    ['electron/loopback.ts', 'package', 'electron', false],
    ['electron/main.ts', 'package', 'electron', true],
  ])('for %s the %s %s is allowed: %s', (file, kind, target, expected) => {
    const one: Import = { place: '', file, target, kind: kind === 'file' ? 'file' : 'package' };
    expect(rowOf(table, file)?.allowed.some((allowed) => isAllowed(one, allowed))).toBe(expected);
  });
});

describe('beyond the table', () => {
  test.each([
    ['electron', /^electron\/(main|window|ipc)\.ts$|^electron\/preload\.cts$/],
    ['ldapts', /^electron\/backend\/(directory|practice)\//],
    ['better-sqlite3', /^electron\/backend\/store\//],
  ])('%s is imported only in its own files', (name, where) => {
    const found = imports.filter(({ kind, target }) => kind === 'package' && target.split('/')[0] === name);
    expect(found.length).toBeGreaterThan(0);
    expect(places(found.filter(({ file }) => !where.test(file)))).toEqual([]);
  });

  test('nothing imports a host', () => {
    const hosts = new Set([
      'electron/main.ts',
      'electron/loopback.ts',
      'electron/cli.ts',
      'electron/preload.cts',
    ]);
    expect(places(imports.filter(({ target }) => hosts.has(target)))).toEqual([]);
  });

  test('a host sees nothing of the backend but its composition root', () => {
    const fromHosts = imports.filter(({ file }) => /^electron\/[^/]+$/.test(file));
    const inside = fromHosts.filter(({ target }) => target.startsWith('electron/backend/'));
    expect(places(inside.filter(({ target }) => target !== 'electron/backend/backend.ts'))).toEqual([]);
  });

  test.each([
    ['openExternal', 'opens no address outside of itself'],
    ['webSecurity', 'leaves the browser’s own protection on'],
    ['allowRunningInsecureContent', 'leaves the browser’s own protection on'],
    ['experimentalFeatures', 'uses nothing unproven of the browser'],
    ['enableBlinkFeatures', 'uses nothing unproven of the browser'],
    ['dangerouslySetInnerHTML', 'makes no markup of text'],
    ['innerHTML', 'makes no markup of text'],
  ])('no program file mentions %s: it %s', (words) => {
    const found = sourceFiles('shared', 'renderer', 'electron').filter(({ text }) => text.includes(words));
    expect(found.map(({ path }) => path)).toEqual([]);
  });
});

test('certificates are judged in one place only, before anything is sent', () => {
  const judging = sourceFiles('shared', 'renderer', 'electron').filter(({ text }) =>
    text.includes('rejectUnauthorized'),
  );
  expect(judging.map(({ path }) => path)).toEqual(['electron/backend/directory/tls/secure-socket.ts']);
});

describe('the dependencies', () => {
  const description = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Readonly<
    Record<'dependencies' | 'devDependencies' | 'optionalDependencies', Readonly<Record<string, string>>>
  >;
  const versions = Object.entries({
    ...description.dependencies,
    ...description.devDependencies,
    ...description.optionalDependencies,
  });

  test('are pinned to one version each', () => {
    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });

  test('are each named in the README, with a reason', () => {
    const rows = readFileSync(join(root, 'README.md'), 'utf8')
      .split('\n')
      .map((line) => line.split('|'))
      .filter((cells) => cells.length === 4 && (cells[2] ?? '').trim() !== '')
      .flatMap((cells) => [...(cells[1] ?? '').matchAll(/`([^`]+)`/g)].map((match) => match[1]));
    const named = new Set(rows);
    expect(versions.map(([name]) => name).filter((name) => !named.has(name))).toEqual([]);
  });

  test('are locked without naming any registry', () => {
    expect(readFileSync(join(root, 'package-lock.json'), 'utf8')).not.toContain('"resolved"');
  });
});
