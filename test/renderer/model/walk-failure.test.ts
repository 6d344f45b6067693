import { expect, test } from 'vitest';
import { walkFailureTitle } from '../../../renderer/model/walk-failure.ts';

const failed = { code: 'exchange-not-found', message: '' } as const;
const cancelled = { code: 'cancelled', message: '' } as const;

test('a file that was not read is named, and nothing in its name steers the heading', () => {
  expect(walkFailureTitle(failed, 'ldif', 'a\u202eb.ldf')).toBe('a⟨U+202E⟩b.ldf could not be read');
  expect(walkFailureTitle(cancelled, 'ldif', 'users.ldf')).toBe('users.ldf was not read');
});

test('a walk that failed is told from one that was cancelled', () => {
  expect(walkFailureTitle(failed, 'domain-controller', 'dc1')).toBe('The walk could not go on');
  expect(walkFailureTitle(cancelled, 'practice', '')).toBe('The walk was cancelled');
});
