/**
 * An objectGUID as Windows tools print it, from its 16 octets in hexadecimal: the first three groups are little-endian
 * (MS-DTYP 2.3.4). Null if the text is not 16 octets.
 */
export function formatObjectGuid(hexadecimal: string | undefined): string | null {
  if (hexadecimal === undefined || !/^[0-9a-f]{32}$/i.test(hexadecimal)) return null;
  const octets = hexadecimal.toLowerCase().match(/../g) ?? [];
  const group = (...order: readonly number[]) => order.map((position) => octets[position]).join('');
  return [group(3, 2, 1, 0), group(5, 4), group(7, 6), group(8, 9), group(10, 11, 12, 13, 14, 15)].join('-');
}
