import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { LongText } from '../../../renderer/components/long-text.tsx';

function rendered(length: number): string {
  return renderToStaticMarkup(
    createElement(LongText, {
      id: 'comments',
      value: 'x'.repeat(length),
      'aria-describedby': 'comments-hint',
      change: () => {},
    }),
  );
}

test('a text below the limit is described by its hint alone', () => {
  expect(rendered(19_999)).toMatch(/^<textarea [^>]*aria-describedby="comments-hint"[^>]*>x+<\/textarea>$/);
});

test('a full one says what the limit is and that the rest was not taken, to whoever looks and to whoever listens', () => {
  const text = rendered(20_000);
  expect(text).toMatch(/<textarea [^>]*maxLength="20000"[^>]*aria-describedby="comments-hint comments-full"/);
  expect(text).toContain(
    '<span id="comments-full" class="field-error text-full" role="alert">The limit of 20,000 characters is reached. What went beyond it was not taken.</span>',
  );
});
