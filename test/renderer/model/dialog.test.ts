import { describe, expect, test } from 'vitest';
import { outboundSecurityDialog } from '../../../renderer/model/dialog.ts';
import { flagBits, flagInHexadecimal } from '../../../renderer/model/flag-bits.ts';

describe('the Outbound Security dialog', () => {
  test.each([
    {
      authentication: 'anonymous',
      tls: true,
      marks: ['selected', 'clear', 'clear'],
      inferred: [],
      shownTls: 'selected',
    },
    {
      authentication: 'anonymous',
      tls: false,
      marks: ['selected', 'clear', 'clear'],
      inferred: [],
      shownTls: 'clear',
    },
    {
      authentication: 'basic',
      tls: true,
      marks: ['clear', 'selected', 'clear'],
      inferred: ['Basic authentication'],
      shownTls: 'selected',
    },
    {
      authentication: 'integrated_windows',
      tls: false,
      marks: ['clear', 'clear', 'selected'],
      inferred: ['Integrated Windows authentication'],
      shownTls: 'clear',
    },
    {
      authentication: 'authenticated',
      tls: false,
      marks: ['clear', 'unknown', 'unknown'],
      inferred: [],
      shownTls: 'clear',
    },
    {
      authentication: 'unknown',
      tls: true,
      marks: ['unknown', 'unknown', 'unknown'],
      inferred: [],
      shownTls: 'selected',
    },
    {
      authentication: 'unknown',
      tls: null,
      marks: ['unknown', 'unknown', 'unknown'],
      inferred: [],
      shownTls: 'unknown',
    },
  ] as const)(
    '$authentication with TLS $tls: what is not known is never drawn as clear',
    ({ authentication, tls, marks, inferred, shownTls }) => {
      const dialog = outboundSecurityDialog(authentication, tls);
      expect({
        marks: dialog.options.map(({ mark }) => mark),
        inferred: dialog.options.filter((option) => option.inferred).map(({ label }) => label),
        shownTls: dialog.tls,
      }).toEqual({ marks, inferred, shownTls });
    },
  );
});

describe('the stored value', () => {
  test.each([
    { rawFlag: null, hexadecimal: null, bits: [] },
    { rawFlag: '4;5', hexadecimal: null, bits: [] },
    { rawFlag: '-1', hexadecimal: null, bits: [] },
    { rawFlag: '2147483648', hexadecimal: null, bits: [] },
    { rawFlag: '0', hexadecimal: '0x0', bits: [] },
    { rawFlag: '4', hexadecimal: '0x4', bits: ['0x4 documented'] },
    { rawFlag: '268', hexadecimal: '0x10C', bits: ['0x4 documented', '0x8 inferred', '0x100 inferred'] },
    { rawFlag: '4194308', hexadecimal: '0x400004', bits: ['0x4 documented', '0x400000 unknown'] },
    { rawFlag: '1073741824', hexadecimal: '0x40000000', bits: ['0x40000000 unknown'] },
  ])('$rawFlag is taken apart into bits with their certainty', ({ rawFlag, hexadecimal, bits }) => {
    expect(flagInHexadecimal(rawFlag)).toBe(hexadecimal);
    expect(flagBits(rawFlag).map((bit) => `${bit.hexadecimal} ${bit.certainty}`)).toEqual(bits);
  });
});
