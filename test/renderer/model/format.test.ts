import { describe, expect, test } from 'vitest';
import {
  formatBytes,
  formatCount,
  formatDirectoryTime,
  formatElapsed,
  formatInstant,
  formatQuantity,
  formatUtc,
} from '../../../renderer/model/format.ts';

describe('numbers', () => {
  test.each([
    [formatCount(0), '0'],
    [formatCount(1_234_567), '1,234,567'],
    [formatQuantity(1, 'server'), '1 server'],
    [formatQuantity(0, 'server'), '0 servers'],
    [formatQuantity(2, 'entry', 'entries'), '2 entries'],
    [formatBytes(1), '1 byte'],
    [formatBytes(1023), '1,023 bytes'],
    [formatBytes(1024), '1.0 KB'],
    [formatBytes(10 * 1024), '10 KB'],
    [formatBytes(1536 * 1024), '1.5 MB'],
    [formatBytes(1024 ** 3), '1.0 GB'],
    [formatElapsed(-5), '0:00'],
    [formatElapsed(7_900), '0:07'],
    [formatElapsed(750_000), '12:30'],
    [formatElapsed(3_723_000), '1:02:03'],
  ])('%s', (shown, expected) => {
    expect(shown).toBe(expected);
  });
});

describe('times', () => {
  test('are local, and nothing is a dash', () => {
    const instant = new Date(2026, 4, 2, 9, 5).toISOString();
    expect(formatInstant(instant)).toBe('2026-05-02 09:05');
    expect(formatInstant(null)).toBe('–');
  });

  test('of a certificate are UTC for everybody', () => {
    expect(['2026-05-02T23:05:59+02:00', 'never', null].map(formatUtc)).toEqual([
      '2026-05-02 21:05 UTC',
      'never',
      '–',
    ]);
  });

  test('that are none stay as they were written', () => {
    expect(formatInstant('yesterday')).toBe('yesterday');
    expect(formatDirectoryTime('20051399')).toBe('20051399');
  });

  test('of the directory are understood', () => {
    expect(formatDirectoryTime('20051103120000.0Z')).toBe(formatInstant('2005-11-03T12:00:00Z'));
  });
});
