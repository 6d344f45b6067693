import { AppError } from '../errors.ts';
import { excerptCharacters } from './limits.ts';

/** AppError `ldif-syntax` for a line (from 1) that cannot be read, with what the line looks like if that helps. */
export function syntaxError(line: number, what: string, octets?: Uint8Array): AppError {
  const looks = octets === undefined ? '' : ` It reads: ${excerpt(octets)}`;
  return new AppError('ldif-syntax', `Line ${line} of the file ${what}.${looks}`);
}

/** AppError `ldif-syntax` for a line (from 1) that does not belong into the block that it stands in. */
export function misplaced(line: number, name: string, block: string): AppError {
  return syntaxError(line, `has "${name}" inside the ${block}: an empty line is missing before it`);
}

/** AppError `ldif-too-large` for a bound that the line (from 1) goes beyond. */
export function tooLarge(line: number, what: string): AppError {
  return new AppError(
    'ldif-too-large',
    `Line ${line} of the file ${what}. No export of Exchange's configuration is like that: check the file.`,
  );
}

/** The beginning of a line as one can print it: at most {@link excerptCharacters}, control and invisible characters as `\u{hex}`. */
export function excerpt(octets: Uint8Array): string {
  const text = new TextDecoder().decode(octets.subarray(0, 4 * excerptCharacters));
  let shown = '';
  for (const character of text) {
    const visible = /[\p{C}\p{Zl}\p{Zp}]/u.test(character)
      ? `\\u{${character.codePointAt(0)?.toString(16)}}`
      : character;
    if ([...shown].length + [...visible].length >= excerptCharacters) return `${shown}…`;
    shown += visible;
  }
  return shown;
}
