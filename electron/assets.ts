import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';

export interface Asset {
  /** Media type, with its charset where it is text. */
  readonly type: string;
  readonly body: Buffer<ArrayBuffer>;
}

/** The files of the interface by their path in an address, such as `/assets/index.js`; `/` is the page itself. */
export type Assets = ReadonlyMap<string, Asset>;

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/**
 * Reads the whole interface once. Requests are then answered from this fixed list: a path from outside is looked up, never opened,
 * so that no traversal is possible. Files of a kind that the interface does not use are left out.
 */
export async function readAssets(folder: string): Promise<Assets> {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter(
    (file) => file.isFile() && Object.hasOwn(types, extname(file.name)),
  );
  const assets = await Promise.all(
    files.map(async (file): Promise<readonly [string, Asset]> => {
      const path = join(file.parentPath, file.name);
      const address = `/${relative(folder, path).split(sep).join('/')}`;
      return [
        address === '/index.html' ? '/' : address,
        { type: types[extname(file.name)] as string, body: await readFile(path) },
      ];
    }),
  );
  return new Map(assets);
}

/**
 * The headers of every answer. The interface loads its own files and nothing else; where the host carries requests over HTTP it may
 * also speak to its own address.
 */
export function securityHeaders(connect: "'none'" | "'self'"): Readonly<Record<string, string>> {
  return {
    // SECURITY: rule 7 - a content security policy from 'none' upwards, with trusted types so that no text becomes markup or code.
    'content-security-policy': [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self'",
      "font-src 'self'",
      `connect-src ${connect}`,
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
    ].join('; '),
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  };
}
