export type VersionFamily = '5.5' | '2000' | '2003' | 'later' | 'unknown';

/**
 * The Exchange edition that a server's serialNumber names. `Version 6.5` is Exchange 2003, `Version 6.0` Exchange 2000,
 * `Version 8.x` and above 2007 and later. Anything else, and no value at all, is `unknown`.
 */
export function versionFamily(serialNumbers: readonly string[]): VersionFamily {
  const families = new Set(serialNumbers.map(familyOf));
  const [only, ...others] = families;
  return only === undefined || others.length > 0 ? 'unknown' : only;
}

function familyOf(serialNumber: string): VersionFamily {
  const match = /^Version (\d{1,3})\.(\d{1,5})(?!\d)/.exec(serialNumber);
  if (!match) return 'unknown';
  const major = Number(match[1]);
  const minor = Number(match[2]);
  if (major === 5 && minor === 5) return '5.5';
  if (major === 6 && minor === 0) return '2000';
  if (major === 6 && minor === 5) return '2003';
  return major >= 8 ? 'later' : 'unknown';
}

export const versionFamilyLabels: Readonly<Record<VersionFamily, string>> = {
  '5.5': 'Exchange 5.5',
  '2000': 'Exchange 2000',
  '2003': 'Exchange 2003',
  later: 'Exchange 2007 or later',
  unknown: 'Unknown',
};
