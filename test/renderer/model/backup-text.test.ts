import { expect, test } from 'vitest';
import { backupOccasion, bestBackup } from '../../../renderer/model/backup-text.ts';
import type { Backup } from '../../../shared/history/rescue.ts';

const backup = (name: string, sound = true): Backup => ({
  name,
  madeAt: '2026-03-01T09:00:00.000Z',
  bytes: 1,
  sound,
});

test.each([
  ['hopcheck-2026-03-01T09-00-00-000Z.db', 'after an assessment was completed'],
  ['hopcheck-before-4.db', 'before the data was brought to version 4'],
  ['copy of mine.db', 'copy of mine.db'],
  ['hopcheck-before-4.db.old', 'hopcheck-before-4.db.old'],
  ['a\u202Eb.db', 'a⟨U+202E⟩b.db'],
])('%s was made %s', (name, occasion) => {
  expect(backupOccasion(backup(name))).toBe(occasion);
});

test('the newest that is sound is offered first', () => {
  expect(bestBackup([backup('c', false), backup('b'), backup('a')])).toBe('b');
  expect([bestBackup([]), bestBackup([backup('c', false)])]).toEqual([null, null]);
});
