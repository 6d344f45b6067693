/** A directory time such as `20041231235959.0Z` as ISO 8601 in UTC; null if it is none (RFC 4517 3.3.13, the UTC form that Active Directory writes). */
export function formatGeneralizedTime(text: string | undefined): string | null {
  const match = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:[.,]\d+)?Z$/.exec(text ?? '');
  if (!match) return null;
  const [, year, month, day, hour, minute, second] = match;
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`;
  const time = Date.parse(iso);
  return Number.isNaN(time) || new Date(time).toISOString() !== iso ? null : iso;
}
