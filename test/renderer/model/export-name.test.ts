import { expect, test } from 'vitest';
import { exportName } from '../../../renderer/model/export-name.ts';

test('the name of an exported file has no sign that a file system refuses, and tells times apart', () => {
  expect(exportName('comparison', '2026-11-01T08:00:09.000Z', '2026-11-24T19:46:00.000Z')).toBe(
    'hopcheck-comparison-20261101T0800-20261124T1946',
  );
  expect(exportName('together', null, '../..')).toBe('hopcheck-together');
});
