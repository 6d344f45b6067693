import { createElement, type ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { EventTimeline } from '../../../../renderer/screens/history/event-timeline.tsx';
import { Seal } from '../../../../renderer/screens/history/seal.tsx';
import { VerificationResult } from '../../../../renderer/screens/history/verification-result.tsx';
import { intact } from '../../model/sample-summary.ts';

/** What is read out, without the drawings. */
function textOf(element: ReactElement): string {
  return renderToStaticMarkup(element)
    .replace(/<svg.*?<\/svg>/gs, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

test('a seal can be read in groups, and its copy is one text', () => {
  const seal = '0123456789abcdef'.repeat(4);
  expect(textOf(createElement(Seal, { seal }))).toBe(`${'0123 4567 89ab cdef '.repeat(4).trim()} Copy`);
});

describe('what a verification found', () => {
  test('is a word first, then what it rests on', () => {
    expect(textOf(createElement(VerificationResult, { verification: intact }))).toMatch(
      /^Intact 9 parts hashed again/,
    );
  });

  test('names the first difference before anything else, and hostile text harmlessly', () => {
    const differences = [
      { part: 'evidence/00003.json', message: 'Its hash\u202e differs.' },
      { part: 'chain', message: 'The next seal names another.' },
    ];
    const verification = { ...intact, outcome: 'changed', differences } as const;
    expect(textOf(createElement(VerificationResult, { verification }))).toMatch(
      /^Changed since it was sealed First difference: evidence\/00003.json : Its hash⟨U\+202E⟩ differs\..*1 more difference chain : The next seal names another\./,
    );
  });
});

test('events stand oldest first with who and why', () => {
  const event = (kind: 'completed' | 'verified', detail: Readonly<Record<string, string>>) => ({
    kind,
    at: 'then',
    by: 'Ann',
    detail,
    sha256: 'ab',
  });
  const events = [event('completed', {}), event('verified', { outcome: 'intact' })];
  expect(textOf(createElement(EventTimeline, { events }))).toBe(
    'Completed then by Ann Verified then by Ann Outcome intact',
  );
});
