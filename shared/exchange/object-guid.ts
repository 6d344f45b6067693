/**
 * An objectGUID as Windows tools print it, from its 16 octets in hexadecimal: the first three groups are little-endian
 * (MS-DTYP 2.3.4). Null if the text is not 16 octets.
 */
export function formatObjectGuid(hexadecimal: string | undefined): string | null {
  if (hexadecimal === undefined || !/^[0-9a-f]{32}$/i.test(hexadecimal)) return null;
  const digits = hexadecimal.toLowerCase();
  // By the octet of each: a large organisation has hundreds of thousands of GUIDs.
  const reversed = (first: number, last: number) => {
    let group = '';
    for (let octet = last; octet >= first; octet -= 1) group += digits.slice(octet * 2, octet * 2 + 2);
    return group;
  };
  return `${reversed(0, 3)}-${reversed(4, 5)}-${reversed(6, 7)}-${digits.slice(16, 20)}-${digits.slice(20)}`;
}
