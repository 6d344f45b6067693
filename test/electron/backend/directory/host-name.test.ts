import { describe, expect, test } from 'vitest';

import { parseHost } from '../../../../electron/backend/directory/host-name.ts';

describe('The host of a domain controller', () => {
  test.each([
    ['dc1.example.com', 'dc1.example.com'],
    ['  DC1 ', 'DC1'],
    ['dc1.example.com.', 'dc1.example.com'],
    ['dc_old-2', 'dc_old-2'],
    ['3com.example', '3com.example'],
    ['überseehafen.example', 'xn--berseehafen-shb.example'],
    ['192.0.2.10', '192.0.2.10'],
    ['2001:db8::1', '2001:db8::1'],
    ['[2001:db8::1]', '2001:db8::1'],
    ['2001:0DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['[2001:DB8::0:1]', '2001:db8::1'],
    ['0:0:0:0:0:0:0:1', '::1'],
    ['::ffff:192.0.2.10', '192.0.2.10'],
    ['0:0:0:0:0:FFFF:C000:020A', '192.0.2.10'],
    ['FE80:0::1%Eth0', 'fe80::1%Eth0'],
  ])('may be "%s"', (text, host) => {
    expect(parseHost(text)).toBe(host);
  });

  test.each([
    ['', 'Letters'],
    ['.', 'Letters'],
    ['dc1 example', 'Letters'],
    ['dc1..example', 'Letters'],
    ['-dc1', 'Letters'],
    ['dc1-', 'Letters'],
    ['dc1\u0000', 'Letters'],
    ['dc1?x', 'Letters'],
    ['user@dc1', 'Letters'],
    ['a'.repeat(64), 'Letters'],
    [`${'a.'.repeat(130)}a`, 'Letters'],
    ['ldap://dc1', 'Enter the name alone'],
    ['\\\\dc1', 'Letters'],
    ['dc1:636', 'Enter the port in its own field'],
    ['192.0.2.10:636', 'Enter the port in its own field'],
    ['192.0.2.256', 'An address has four numbers'],
    ['10.1', 'An address has four numbers'],
    ['0x7f000001', 'An address has four numbers'],
    ['2001:db8::g', 'Letters'],
    ['2001:db8::1%', 'Letters'],
    ['::ffff:192.0.2.256', 'Letters'],
    ['[dc1]', 'Letters'],
  ])('must not be "%s"', (text, reason) => {
    expect(() => parseHost(text)).toThrow(
      expect.objectContaining({ code: 'host-invalid', message: expect.stringContaining(reason) }),
    );
  });
});
