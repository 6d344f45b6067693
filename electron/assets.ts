import { readdir, readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { AppError } from '../shared/errors.ts';

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
 * so that no traversal is possible. Files of a kind that the interface does not use are left out. Throws AppError if the page or its
 * script is missing.
 */
export async function readAssets(folder: string): Promise<Assets> {
  // Names alone: inside an asar archive Electron takes folders for files when it is asked for types as well.
  const files = (await readdir(folder, { recursive: true })).filter((name) =>
    Object.hasOwn(types, extname(name)),
  );
  const assets = await Promise.all(
    files.map(async (name): Promise<readonly [string, Asset]> => {
      const address = `/${name.split(sep).join('/')}`;
      return [
        address === '/index.html' ? '/' : address,
        { type: types[extname(name)] as string, body: await readFile(join(folder, name)) },
      ];
    }),
  );
  return whole(new Map(assets));
}

/** Refuses to go on with half an interface, which would be an empty window. */
function whole(assets: Assets): Assets {
  if (assets.has('/') && [...assets.keys()].some((address) => address.endsWith('.js'))) return assets;
  throw new AppError(
    'internal',
    'The installation of Hopcheck is not whole: its interface is missing. Install it again.',
  );
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
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  };
}
