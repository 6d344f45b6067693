import { expect, test } from 'vitest';
import { connectionTarget } from '../../../renderer/model/connection-form.ts';
import { firstWrong } from '../../../renderer/model/required-fields.ts';
import { defaultPreferences } from '../../../renderer/preferences.ts';
import type { Connection } from '../../../renderer/store.ts';

const typed: Connection = {
  ...defaultPreferences.connection,
  host: 'dc1.corp.example',
  channel: 'ldaps',
  signIn: 'automatic',
  account: 'CORP\\ann',
};

test.each<[Partial<Connection>, string, ReturnType<typeof firstWrong>]>([
  [{}, 'secret', null],
  [{ host: ' ', port: 'x', account: '' }, '', 'host'],
  [{ port: 'x', account: '' }, '', 'port'],
  [{ account: ' ' }, '', 'account'],
  [{ account: 'ann' }, '', 'account'],
  [{}, '', 'password'],
])('of %j with the password "%s" the first wrong field is %s', (changes, password, wrong) => {
  const connection = { ...typed, ...changes };
  expect(firstWrong(connection, connectionTarget(connection, { password, legacyTls: false }))).toBe(wrong);
});
