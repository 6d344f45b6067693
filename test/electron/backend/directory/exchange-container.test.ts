import { expect, test } from 'vitest';

import {
  ancestorWithKey,
  exchangeContainerKey,
} from '../../../../electron/backend/directory/exchange-container.ts';
import { distinguishedNameKey } from '../../../../shared/directory/distinguished-name.ts';

const container = 'CN=Microsoft Exchange,CN=Services,CN=Configuration,DC=corp,DC=example';

test.each([
  ['the container itself', container, container],
  ['an object below it', `CN=1,CN=Org,${container}`, container],
  [
    'another spelling',
    'cn=1, cn=MICROSOFT exchange, cn=services, dc=x',
    'cn=MICROSOFT exchange, cn=services, dc=x',
  ],
  ['a name without anything above', 'CN=Microsoft Exchange,CN=Services', 'CN=Microsoft Exchange,CN=Services'],
  ['another service', 'CN=Microsoft Exchange Autodiscover,CN=Services,DC=x', null],
  ['Services of a longer name', 'CN=Microsoft Exchange,CN=Services2,DC=x', null],
  ['a value that looks like it', 'CN=x\\,CN=Microsoft Exchange\\,CN=Services\\,DC=y,DC=x', null],
  ['a step between', 'CN=Microsoft Exchange,CN=x,CN=Services,DC=x', null],
  ['the empty name', '', null],
])('the Exchange container of %s', (_, name, expected) => {
  const key = exchangeContainerKey(distinguishedNameKey(name));
  expect(key === null ? null : ancestorWithKey(name, key)).toBe(expected);
});
