import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { Announcements } from '../../../../electron/backend/assessment/announcements.ts';

const interval = 100;
let heard: number[] = [];
let announcements: Announcements<number>;

beforeEach(() => {
  vi.useFakeTimers();
  heard = [];
  announcements = new Announcements(interval, (value) => heard.push(value));
});
afterEach(() => {
  vi.useRealTimers();
});

test('The first one is heard at once, of those that follow the newest when the interval is over', () => {
  for (const value of [1, 2, 3]) announcements.push(value);
  expect(heard).toEqual([1]);
  vi.advanceTimersByTime(interval);
  expect(heard).toEqual([1, 3]);
  announcements.push(4);
  expect(heard).toEqual([1, 3]);
  vi.advanceTimersByTime(interval);
  expect(heard).toEqual([1, 3, 4]);
});

test('One after a pause is heard at once', () => {
  announcements.push(1);
  vi.advanceTimersByTime(interval);
  announcements.push(2);
  expect(heard).toEqual([1, 2]);
});

test('One that must be heard now is, and outdates the one that waits', () => {
  for (const value of [1, 2]) announcements.push(value);
  announcements.now(3);
  vi.advanceTimersByTime(10 * interval);
  expect(heard).toEqual([1, 3]);
});

test('After the end nothing is heard', () => {
  for (const value of [1, 2]) announcements.push(value);
  announcements.end();
  vi.advanceTimersByTime(10 * interval);
  expect(heard).toEqual([1]);
  expect(vi.getTimerCount()).toBe(0);
});
