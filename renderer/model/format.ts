const counts = new Intl.NumberFormat('en-GB');
const toTheMinute = {
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
} as const;
const dates = new Intl.DateTimeFormat('sv-SE', toTheMinute);
const utcDates = new Intl.DateTimeFormat('sv-SE', { ...toTheMinute, timeZone: 'UTC' });

/** A whole number with separators: `10,000`. */
export function formatCount(value: number): string {
  return counts.format(value);
}

/** A number with its noun: `1 server`, `10,000 servers`. */
export function formatQuantity(value: number, singular: string, plural = `${singular}s`): string {
  return `${formatCount(value)} ${value === 1 ? singular : plural}`;
}

/** An instant in local time as `2026-11-24 19:46`; the text itself if it is no instant, and a dash for none. */
export function formatInstant(instant: string | null): string {
  if (instant === null) return '–';
  const time = Date.parse(instant);
  return Number.isNaN(time) ? instant : dates.format(time);
}

/** An instant as `2026-11-24 19:46 UTC`, alike for everybody who compares it; the text itself if it is no instant, and a dash for none. */
export function formatUtc(instant: string | null): string {
  if (instant === null) return '–';
  const time = Date.parse(instant);
  return Number.isNaN(time) ? instant : `${utcDates.format(time)} UTC`;
}

/** A duration as `0:07`, `12:30` or `1:02:03`. */
export function formatElapsed(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  return shown.map((part, index) => (index === 0 ? String(part) : String(part).padStart(2, '0'))).join(':');
}

/** Octets in the unit that reads best: `512 bytes`, `1.5 MB`. */
export function formatBytes(octets: number): string {
  if (octets < 1024) return formatQuantity(octets, 'byte');
  const units = ['KB', 'MB', 'GB', 'TB'];
  let value = octets / 1024;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${value < 10 ? value.toFixed(1) : counts.format(Math.round(value))} ${units[unit]}`;
}

/** The text an LDAP generalized time such as `20031105083000.0Z` stands for, in local time; anything else as it is. */
export function formatDirectoryTime(text: string | null): string {
  const match = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.\d+)?Z$/.exec(text ?? '');
  if (match === null) return formatInstant(text);
  const [, year, month, day, hour, minute, second] = match;
  return formatInstant(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

/** A text that begins with a capital letter, as a sentence does. */
export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
