import { expect, test } from 'vitest';
import { sealGroups, sealWords } from '../../../shared/history/seal-words.ts';

test('a seal stands in groups of four, and nothing of it is lost', () => {
  const seal = '0123456789abcdef'.repeat(4);
  expect(sealGroups(seal)).toHaveLength(16);
  expect(sealGroups(seal).slice(0, 4)).toEqual(['0123', '4567', '89ab', 'cdef']);
  expect(sealGroups(seal).join('')).toBe(seal);
});

test('the words beside a seal promise no more than it proves, and say what to do about that', () => {
  expect(sealWords.provesNot).toMatch(/not prove who made the record.*rewrite the whole database/);
  expect(sealWords.advice).toMatch(/paper or into the checklist/);
});
