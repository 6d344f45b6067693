import { expect, test } from 'vitest';
import { formatInstant } from '../../../renderer/model/format.ts';
import { backupsText } from '../../../renderer/model/history-usage.ts';

test('the copies beside the database are counted, and the last is dated', () => {
  const backup = (madeAt: string) => ({ name: madeAt, madeAt, bytes: 1_048_576, sound: true });
  const last = '2026-05-02T10:00:00.000Z';
  expect(backupsText([])).toBe('no backup beside it');
  expect(backupsText([backup('2026-05-01T10:00:00.000Z'), backup(last)])).toBe(
    `2 backups beside it with 2.0 MB, the last of ${formatInstant(last)}`,
  );
});
