/** One set bit of msExchSmtpOutboundSecurityFlag and how sure its meaning is. */
export interface FlagBit {
  readonly hexadecimal: string;
  readonly meaning: string;
  readonly certainty: 'documented' | 'inferred' | 'unknown';
}

const meanings: Readonly<Record<number, Omit<FlagBit, 'hexadecimal'>>> = {
  0x4: { meaning: 'TLS encryption', certainty: 'documented' },
  0x8: { meaning: 'Authenticate, method not named', certainty: 'inferred' },
  0x80: { meaning: 'Integrated Windows authentication (NTLM)', certainty: 'inferred' },
  0x100: { meaning: 'Basic authentication', certainty: 'inferred' },
  0x200000: { meaning: 'Integrated Windows authentication (Kerberos)', certainty: 'inferred' },
  0x400000: {
    meaning: 'Not a setting of this dialog; on a connector probably “Send HELO instead of EHLO”',
    certainty: 'unknown',
  },
};

/** The flag as read as `0x10C`; null if it is not one number from 0 to 2^31 - 1. */
export function flagInHexadecimal(rawFlag: string | null): string | null {
  const flag = flagNumber(rawFlag);
  return flag === null ? null : hexadecimal(flag);
}

/** The set bits, lowest first; empty for 0 and for a value that is not one number from 0 to 2^31 - 1. */
export function flagBits(rawFlag: string | null): readonly FlagBit[] {
  const flag = flagNumber(rawFlag) ?? 0;
  const bits = Array.from({ length: 31 }, (_, position) => 2 ** position).filter((bit) => (flag & bit) !== 0);
  return bits.map((bit) => ({
    hexadecimal: hexadecimal(bit),
    ...(meanings[bit] ?? {
      meaning: 'Not a setting of this dialog; meaning not known',
      certainty: 'unknown',
    }),
  }));
}

function flagNumber(rawFlag: string | null): number | null {
  if (rawFlag === null || !/^\d{1,10}$/.test(rawFlag)) return null;
  const flag = Number(rawFlag);
  return flag > 0x7fffffff ? null : flag;
}

function hexadecimal(value: number): string {
  return `0x${value.toString(16).toUpperCase()}`;
}
