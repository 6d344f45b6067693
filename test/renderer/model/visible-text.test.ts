import { describe, expect, test } from 'vitest';
import { clip, visibleName, visibleText } from '../../../renderer/model/visible-text.ts';

describe('text of the directory on the screen', () => {
  test.each([
    { of: 'AMS-EX01', shown: 'AMS-EX01' },
    { of: 'Zürich مرحبا 東京 🙂', shown: 'Zürich مرحبا 東京 🙂' },
    { of: 'tab\there', shown: 'tab⟨U+0009⟩here' },
    { of: 'null\0', shown: 'null⟨U+0000⟩' },
    { of: '\u202egpj.exe\u202c', shown: '⟨U+202E⟩gpj.exe⟨U+202C⟩' },
    { of: 'zero\u200bwidth\ufeff', shown: 'zero⟨U+200B⟩width⟨U+FEFF⟩' },
    { of: 'next\u0085line', shown: 'next⟨U+0085⟩line' },
    { of: 'half \ud83d', shown: 'half \ufffd' },
    { of: '<b>bold</b>', shown: '<b>bold</b>' },
  ])('$shown', ({ of, shown }) => {
    expect(visibleText(of)).toBe(shown);
  });

  test.each(['', ' ', '\t'])('a name with nothing to see says so', (name) => {
    expect(visibleName(name)).toBe('(empty name)');
  });

  test('a name of invisible characters shows them', () => {
    expect(visibleName('\u200b')).toBe('⟨U+200B⟩');
  });
});

describe('clipping', () => {
  test.each([
    { text: 'abcd', most: 4, clipped: 'abcd' },
    { text: 'abcde', most: 4, clipped: 'abc…' },
    { text: 'ab🙂cd', most: 4, clipped: 'ab…' },
  ])('$text to $most', ({ text, most, clipped }) => {
    expect(clip(text, most)).toBe(clipped);
  });
});
