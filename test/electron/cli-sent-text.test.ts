import { expect, test } from 'vitest';
import { sentText } from '../../electron/cli-sent-text.ts';
import type { WireEntry } from '../../shared/directory/wire-log.ts';

const connect: WireEntry = {
  at: '2026-01-02T03:04:05.006Z',
  milliseconds: 1,
  connection: 1,
  operation: 'connect',
  detail: '192.0.2.1:389',
  search: null,
  octetsSent: 0,
  octetsReceived: 0,
  result: null,
};

test('each operation tells when, what, how much and how it ended', () => {
  const search: WireEntry = {
    ...connect,
    operation: 'search',
    detail: '',
    milliseconds: 20,
    octetsSent: 100,
    octetsReceived: 2000,
    result: 0,
    search: {
      base: 'CN=a\nb',
      scope: 'sub',
      filter: '(objectClass=*)',
      attributes: ['cn', 'objectClass'],
      page: 2,
      entries: 1,
      references: 1,
    },
  };
  const unanswered: WireEntry = {
    ...search,
    milliseconds: null,
    octetsReceived: 0,
    result: null,
    search: {
      base: '',
      scope: 'base',
      filter: '(objectClass=*)',
      attributes: ['cn'],
      page: 1,
      entries: 0,
      references: 0,
    },
  };
  const unbind: WireEntry = {
    ...connect,
    operation: 'unbind',
    detail: 'bye',
    milliseconds: null,
    octetsSent: 7,
  };
  expect(sentText({ entries: [connect, search, unanswered, unbind], dropped: 3 }))
    .toBe(`4 operations, and 3 more that were not written down: 207 octets sent, 2000 received

2026-01-02T03:04:05.006Z  connection 1  connect  192.0.2.1:389
  1 ms

2026-01-02T03:04:05.006Z  connection 1  search
  base             CN=a\\u{a}b
  scope            sub, page 2, 1 entry, 1 reference
  filter           (objectClass=*)
  attributes       cn objectClass
  100 octets sent, 2000 received, result 0, 20 ms

2026-01-02T03:04:05.006Z  connection 1  search
  base             (the rootDSE)
  scope            base, page 1, 0 entries, 0 references
  filter           (objectClass=*)
  attributes       cn
  100 octets sent, 0 received, no answer

2026-01-02T03:04:05.006Z  connection 1  unbind  bye
  7 octets sent, 0 received
`);
});

test('an assessment without a domain controller sent nothing', () => {
  expect(sentText(null)).toBe(
    'Nothing was sent: this assessment was not read from a domain controller, or nothing was written down.\n',
  );
});
