/** Result codes of a search (RFC 4511 appendix A) that mean something of their own to a walk. */
export const success = 0;
export const noSuchObject = 32;

/** Result codes by which a server says that it stops here although there is more: its time, size or administrative limit. */
const limits: ReadonlySet<number> = new Set([3, 4, 11]);

/** True if the search was stopped by a limit of the server, so that parts of it may be read to their end. */
export function isLimit(resultCode: number): boolean {
  return limits.has(resultCode);
}

const names: Readonly<Record<number, string>> = {
  3: 'its time limit (result 3)',
  4: 'its size limit (result 4)',
  10: 'a referral (result 10)',
  11: 'its administrative limit (result 11)',
  32: 'no such object (result 32)',
  50: 'insufficient rights (result 50)',
  51: 'busy (result 51)',
  52: 'unavailable (result 52)',
};

/** How a sentence names the end of a search: `its size limit (result 4)`. */
export function resultCodeName(code: number): string {
  return names[code] ?? `result ${code}`;
}
