import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { DistinguishedName } from '../../../renderer/components/name.tsx';

test('a distinguished name is parted after each comma that is not escaped, and its text stays as it is', () => {
  const markup = renderToStaticMarkup(createElement(DistinguishedName, { of: 'CN=Smith\\, A,DC=corp,DC=x' }));
  const parts = [...markup.matchAll(/<span class="name-part">(.*?)<\/span>/g)].map(([, part]) => part);
  expect(parts).toEqual(['CN=Smith\\, A,', 'DC=corp,', 'DC=x']);
});
