import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';

/** The top folder of the checkout. */
export const root = join(import.meta.dirname, '..', '..');

export interface SourceFile {
  /** From the top folder, with slashes. */
  readonly path: string;
  readonly text: string;
}

export interface Import {
  /** `electron/main.ts:12` */
  readonly place: string;
  readonly file: string;
  /** A package or `node:` module as it is written; a file of our own as its path from the top folder. */
  readonly target: string;
  readonly kind: 'package' | 'file';
}

/** Every program file below the folders. */
export function sourceFiles(...folders: readonly string[]): readonly SourceFile[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(ts|tsx|cts|mjs|cjs)$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => ({ path: relative(root, file).split(sep).join('/'), text: readFileSync(file, 'utf8') })),
  );
}

const importForms = [
  /^\s*(?:import|export)\b[^;'"]*?\bfrom\s+'([^']+)'/gm,
  /^\s*import\s+'([^']+)'/gm,
  /\b(?:import|require)\(\s*'([^']+)'/g,
];

/** Every import of a file, types and `require` too. */
export function importsOf({ path, text }: SourceFile): readonly Import[] {
  return importForms
    .flatMap((form) => [...text.matchAll(form)])
    .map((match) => {
      const specifier = match[1] ?? '';
      const line = text.slice(0, match.index + match[0].length).split('\n').length;
      const own = specifier.startsWith('.');
      return {
        place: `${path}:${line}`,
        file: path,
        target: own ? posix.normalize(posix.join(dirname(path), specifier)) : specifier,
        kind: own ? 'file' : 'package',
      };
    });
}
