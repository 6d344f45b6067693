import { expect, test } from 'vitest';
import { clockDifferenceText } from '../../../renderer/model/clock-difference.ts';

test.each([
  [null, 'Not told'],
  [0, 'The same as this computer’s'],
  [-1_400, 'The same as this computer’s'],
  [2_000, '2 seconds ahead of this computer'],
  [-125_000, '2 minutes 5 seconds behind this computer'],
  [3_600_000, '1 hour ahead of this computer'],
  [-90_061_000, '1 day 1 hour behind this computer'],
])('%s ms: %s', (milliseconds, text) => {
  expect(clockDifferenceText(milliseconds)).toBe(text);
});
