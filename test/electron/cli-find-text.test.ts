import { expect, test } from 'vitest';
import { findText } from '../../electron/cli-find-text.ts';
import type { ProbeReport } from '../../shared/directory/discovery.ts';

const probe: ProbeReport = {
  dnsHostName: 'dc1.harbor.example',
  domain: 'harbor.example',
  site: 'Quay',
  windowsLevel: 'Windows Server 2003',
  readOnly: false,
  clockDifferenceMilliseconds: -61_000,
  latencyMilliseconds: 3,
  sealedSignIn: true,
  startTls: false,
  ldaps: true,
};

test('domain controllers are an aligned table, and what is missing is told below', () => {
  expect(
    findText({
      domain: 'harbor.example',
      problems: ['The PDC could not be looked up.'],
      domainControllers: [
        { host: 'dc1.harbor.example', port: 389, origins: ['dns', 'pdc'], probe, failure: null },
        {
          host: 'dc22.harbor.example',
          port: 1389,
          origins: ['dns'],
          probe: { ...probe, site: null, readOnly: true, clockDifferenceMilliseconds: null },
          failure: null,
        },
        {
          host: 'dc3',
          port: 389,
          origins: ['logon-server'],
          probe: null,
          failure: { code: 'connection-timeout', message: 'No answer\nwithin 2 seconds.' },
        },
      ],
    }),
  ).toBe(`Domain controllers of harbor.example

HOST                      WINDOWS                         SITE     CLOCK    ANSWER  SEALED  LDAPS  STARTTLS  FOUND AS
dc1.harbor.example        Windows Server 2003             Quay     -61 s    3 ms    yes     yes    no        DNS, PDC
dc22.harbor.example:1389  Windows Server 2003, read-only  unknown  unknown  3 ms    yes     yes    no        DNS
dc3                       no answer                                                                          logon server

To be looked at:
- The PDC could not be looked up.
- dc3: No answer\\u{a}within 2 seconds.
`);
});

test('none at all is said', () => {
  expect(findText({ domain: null, problems: [], domainControllers: [] })).toBe(
    'Domain controllers\n\nNone was found.\n',
  );
});
