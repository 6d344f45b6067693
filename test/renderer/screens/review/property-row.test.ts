import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { PropertyRow } from '../../../../renderer/screens/review/properties/property-row.tsx';
import type { Property } from '../../../../shared/exchange/property.ts';

const hopCount: Property = {
  label: 'Maximum hop count:',
  control: 'field',
  attribute: 'msExchSmtpMaxHopCount',
  values: ['15'],
  certainty: 'read',
  text: '15',
  mark: null,
  why: null,
};

/** What a screen reader finds in the row: the label, then each description. */
function spoken(property: Property, reasonsShown = false): readonly string[] {
  const markup = renderToStaticMarkup(createElement(PropertyRow, { property, reasonsShown }));
  return [...markup.matchAll(/<d[td][^>]*>(.*?)<\/d[td]>/gs)].map(([, content = '']) =>
    content
      .replace(/<svg.*?<\/svg>/gs, '')
      .replace(/<\/(p|bdi)>/g, ' ')
      .replace(/<[^>]*>/g, '')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replace(/\s+/g, ' ')
      .trim(),
  );
}

describe('an element of a property page', () => {
  test('is its label and its value, where it was simply read', () => {
    expect(spoken(hopCount)).toEqual(['Maximum hop count:', '15']);
  });

  test('says in words what its check box shows, and how that is known', () => {
    const limit: Property = { ...hopCount, label: 'Limit:', control: 'check-box' };
    expect(spoken({ ...limit, mark: 'selected' })).toEqual(['Limit:', 'selected 15']);
    expect(spoken({ ...limit, mark: 'clear', text: null, certainty: 'inferred' })).toEqual([
      'Limit:',
      'not selected',
      'inferred',
    ]);
    expect(spoken({ ...limit, mark: 'unknown', text: null, certainty: 'not-asked' })).toEqual([
      'Limit:',
      'unknown',
      'not asked for',
    ]);
  });

  test.each([
    ['default', null, ['(not stored)', 'default, inferred']],
    ['default', '15', ['15', 'default, inferred']],
    ['read', '', ['(empty)']],
    ['not-understood', 'fifteen', ['fifteen', 'not understood']],
    ['not-readable', null, ['not readable']],
    ['not-asked', null, ['not asked for']],
    ['not-in-directory', null, ['not in the directory']],
  ] as const)('that is %s with the text %j never looks like one that was read', (certainty, text, said) => {
    expect(spoken({ ...hopCount, certainty, text }).slice(1)).toEqual(said);
  });

  test('shows on demand what is stored and why it is read so', () => {
    const retries: Property = {
      ...hopCount,
      values: ['10,10,10,15'],
      certainty: 'inferred',
      why: 'Because.',
    };
    expect(spoken(retries, true).at(-1)).toBe('msExchSmtpMaxHopCount = 10,10,10,15 Because.');
    expect(spoken({ ...retries, values: [], why: 'Not stored.' }, true).at(-1)).toBe(
      'msExchSmtpMaxHopCount Not stored.',
    );
  });

  test('shows hostile text harmlessly, in the value and in what is stored', () => {
    const hostile = '\u202e<script>';
    expect(spoken({ ...hopCount, text: hostile, values: [hostile] }, true)).toEqual([
      'Maximum hop count:',
      '⟨U+202E⟩<script>',
      'msExchSmtpMaxHopCount = ⟨U+202E⟩<script>',
    ]);
  });
});
