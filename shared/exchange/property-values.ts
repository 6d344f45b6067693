import { notUnderstood, read, type Reading } from './property.ts';

const numbers = new Intl.NumberFormat('en-GB');
/** What setup stores where Exchange System Manager shows no limit of connections (Microsoft KB321757). */
export const unlimitedConnections = 2_000_000_000;
const largestInteger = 0x7fffffff;
const minutesPerHour = 60;
const minutesPerDay = 24 * minutesPerHour;

/** Decodes one whole number from 0 to 2^31 - 1, as the schema's Integer has it; anything else is not understood. */
export function wholeNumber(decode: (value: number) => Reading): (values: readonly string[]) => Reading {
  return (values) => {
    const [text = '', ...more] = values;
    const value = /^\d{1,10}$/.test(text) ? Number(text) : largestInteger + 1;
    return more.length > 0 || value > largestInteger
      ? notUnderstood(values, 'one whole number')
      : decode(value);
  };
}

/** Decodes one LDAP Boolean (RFC 4517 3.3.3); anything else is not understood. */
export function truthValue(decode: (value: boolean) => Reading): (values: readonly string[]) => Reading {
  return (values) => {
    if (values.length !== 1 || !/^(TRUE|FALSE)$/.test(values[0] ?? ''))
      return notUnderstood(values, 'TRUE or FALSE');
    return decode(values[0] === 'TRUE');
  };
}

/** Decodes one text, shown as it is. */
export function plainText(values: readonly string[]): Reading {
  return values.length === 1 ? read(values[0] ?? '') : notUnderstood(values, 'one text');
}

/** A whole number with separators, as the pages show it. */
export function formatNumber(value: number): string {
  return numbers.format(value);
}

/** A length of time in the largest unit that divides it, as the Delivery tab lets one choose: minutes, hours or days. */
export function formatPeriod(minutes: number): string {
  if (minutes > 0 && minutes % minutesPerDay === 0) return quantity(minutes / minutesPerDay, 'day');
  if (minutes > 0 && minutes % minutesPerHour === 0) return quantity(minutes / minutesPerHour, 'hour');
  return quantity(minutes, 'minute');
}

/** Seconds in minutes, for labels that say minutes: `10`, `1.5`. */
export function formatSecondsAsMinutes(seconds: number): string {
  return new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 }).format(seconds / 60);
}

function quantity(value: number, unit: string): string {
  return `${formatNumber(value)} ${unit}${value === 1 ? '' : 's'}`;
}
