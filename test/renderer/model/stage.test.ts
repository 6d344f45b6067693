import { expect, test } from 'vitest';
import { stageOf } from '../../../renderer/model/stage.ts';

test.each([
  ['one subject, undecided', 1, 1, 'proposed'],
  ['one subject, decided', 1, 0, 'decided'],
  ['several, one of them undecided', 7, 1, 'proposed'],
  ['several, all decided', 7, 0, 'decided'],
  ['none that asks for a decision', 0, 0, 'proposed'],
] as const)('%s', (_, subjects, undecided, stage) => {
  expect(stageOf(subjects, undecided)).toBe(stage);
});
