/**
 * Where capitals are to be looked for: UTF-16 units, in ranges in which today's Unicode and the table of Windows agree. Outside of
 * them either none has a capital, or Windows does not know of it.
 */
const ranges = [
  'a-z\\u00e0-\\u012f\\u0133-\\u017e\\u0180-\\u019a\\u019e-\\u01bf\\u01c6\\u01c9\\u01cc-\\u01ef\\u01f3-\\u023c',
  '\\u0242-\\u0251\\u0253-\\u025b\\u0260\\u0263\\u0268-\\u0269\\u026b\\u026f-\\u0280\\u0283\\u0288-\\u0292',
  '\\u0371-\\u037d\\u03ac-\\u03c1\\u03c3-\\u03ce\\u03d7-\\u03ef\\u03f2\\u03f8-\\u03fb\\u0430-\\u0523',
  '\\u0561-\\u0586\\u1d79-\\u1d7d\\u1e01-\\u1e95\\u1ea1-\\u1fb3\\u1fc3\\u1fd0-\\u1fd1\\u1fe0-\\u1fe5\\u1ff3',
  '\\u214e\\u2170-\\u2184\\u24d0-\\u24e9\\u2c30-\\u2c5e\\u2c61-\\u2ce3\\u2d00-\\u2d25',
  '\\ua641-\\ua65f\\ua663-\\ua66d\\ua681-\\ua697\\ua723-\\ua78c\\uff41-\\uff5a',
];
// Without the flag for whole characters, so that it takes units one by one.
const candidates = new RegExp(`[${ranges.join('')}]`, 'g');

/** How far behind a Greek letter with iota subscript its capital stands. */
const subscriptDistances = [8, 9];

/**
 * A text in capitals as Windows makes them: each UTF-16 unit becomes one other, or stays (MS-UCODEREF section 3.1.5.3, by the
 * Windows 8 Upper Case Mapping Table). JavaScript alone would make two letters of `ß`, an ASCII letter of `ı` and `ſ`, and find
 * capitals for `ς`, `µ` and letters newer than Unicode 5.1, which Windows leaves as they are.
 */
export function upperCase(text: string): string {
  return text.replaceAll(candidates, upperCaseUnit);
}

function upperCaseUnit(unit: string): string {
  const upper = unit.toUpperCase();
  if (upper.length === 1) return upper;
  const behind = subscriptDistances.map((distance) => String.fromCharCode(unit.charCodeAt(0) + distance));
  return behind.find((capital) => capital.toLowerCase() === unit) ?? unit;
}
