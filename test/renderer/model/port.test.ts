import { expect, test } from 'vitest';
import { parsePort } from '../../../renderer/model/port.ts';

test.each([
  ['', null],
  [' ', null],
  ['636', 636],
  [' 1 ', 1],
  ['65535', 65_535],
  ['0', undefined],
  ['65536', undefined],
  ['-1', undefined],
  ['ldaps', undefined],
  ['6.5', undefined],
])('the port %j is %j', (text, port) => {
  expect(parsePort(text)).toBe(port);
});
