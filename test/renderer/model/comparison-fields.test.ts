import { describe, expect, test } from 'vitest';
import type { ComparedPair } from '../../../shared/history/comparison.ts';
import { comparedFields } from '../../../renderer/model/comparison-fields.ts';
import { decidedAs, judgedServer, judgedVirtualServer } from '../../support/judged-objects.ts';
import { closed, gone, renamedServer } from './comparison-samples.ts';

/** The fields of a pair without their form. */
function linesOf(pair: ComparedPair) {
  return comparedFields(pair).map(({ label, before, after, differs }) => [label, before, after, differs]);
}

/** Labels of what differs. */
function differing(pair: ComparedPair): readonly string[] {
  return comparedFields(pair)
    .filter(({ differs }) => differs)
    .map(({ label }) => label);
}

describe('an object in both assessments, field by field', () => {
  test('shows names, setting, proposal and decision, and marks what differs', () => {
    expect(differing(closed)).toEqual(['Flag as read', 'TLS', 'Proposed', 'Because', 'Decided']);
    const lines = linesOf(closed);
    expect(lines).toContainEqual(['Flag as read', '0', '4', true]);
    expect(lines).toContainEqual(['Authentication', 'Anonymous', 'Anonymous', false]);
    expect(lines).toContainEqual(['TLS', 'No TLS', 'TLS', true]);
    expect(lines).toContainEqual(['Decided', 'Undecided', 'Not a Finding', true]);
  });

  test('tells who decided, which differs anyway and is not marked', () => {
    expect(linesOf(closed)).toContainEqual(['Decided by', '', 'Berta', false]);
  });

  test('leaves out what a server has none of', () => {
    expect(linesOf(renamedServer).map(([label]) => label)).toEqual([
      'Name',
      'Server',
      'Administrative group',
      'Distinguished name',
      'objectGUID',
      'Version of the server',
    ]);
    expect(differing(renamedServer)).toEqual(['Name', 'Server', 'Distinguished name']);
  });

  test('says nothing of an assessment that did not see the object, and marks nothing then', () => {
    expect(new Set(comparedFields(gone).map(({ after }) => after))).toEqual(new Set([null]));
    expect(differing(gone)).toEqual([]);
  });

  test('gives an override of the severity with its reason', () => {
    const object = judgedVirtualServer('0');
    const override = { severity: 'low', justification: 'Inside only.' } as const;
    const pair: ComparedPair = {
      before: decidedAs(object, 'open'),
      after: decidedAs(object, 'open', 'Ann', override),
      outcome: 'still-open',
      changes: ['decision', 'decision-alone'],
    };
    expect(differing(pair)).toEqual(['Severity override']);
    expect(linesOf(pair)).toContainEqual([
      'Severity override',
      '',
      expect.stringMatching(/: Inside only\.$/),
      true,
    ]);
  });

  test('reads names and GUIDs letter by letter', () => {
    const pair: ComparedPair = { ...renamedServer, before: judgedServer(), after: judgedServer() };
    const forms = Object.fromEntries(comparedFields(pair).map(({ label, form }) => [label, form]));
    expect(forms).toMatchObject({ Name: 'text', 'Distinguished name': 'name', objectGUID: 'code' });
  });
});
