import { expect, type Page } from '@playwright/test';
import { expectAccessible } from './support/accessibility.ts';
import { test } from './support/host.ts';
import { openVirtualServer, startPractice } from './support/practice.ts';

const form = (page: Page) => page.getByRole('form', { name: 'Decision' });
const comments = (page: Page) => form(page).getByRole('textbox', { name: 'Comments', exact: true });
const superseded = (page: Page) => page.getByRole('heading', { name: 'Hopcheck is open in another window' });

test('of two windows the newest one works; the other says so, loses nothing that was typed, and can be used again', async ({
  application,
}, testInfo) => {
  test.skip(testInfo.project.name !== 'loopback', 'Electron has one window.');
  const first = application.page;
  await startPractice(first);
  await openVirtualServer(first, 'NQ-MBX01');
  await comments(first).fill('Typed in the first window');

  const opened = first.context().waitForEvent('page');
  await first.evaluate(() => void window.open('/', '_blank', 'noopener'));
  const second = await opened;
  await expect(superseded(first)).toBeFocused();
  await second.getByRole('row', { name: /Northwind Harbor/ }).click();
  await openVirtualServer(second, 'NQ-MBX01');
  await expect(comments(second)).toHaveValue('Typed in the first window');
  await form(second).getByRole('button', { name: 'Accept proposal' }).click();
  await expect(form(second)).toContainText('Decided:');

  await first.getByRole('button', { name: 'Use it here' }).click();
  await expect(superseded(second)).toBeVisible();
  await expect(
    first.getByRole('heading', { name: 'Default SMTP Virtual Server', exact: true }),
  ).toBeVisible();
  await expect(form(first)).toContainText('Decided:');

  await comments(first).fill('Typed last');
  await first.reload();
  await expect(comments(first)).toHaveValue('Typed last');

  const refusal = { code: 'window-superseded', message: 'Hopcheck was opened in another window.' };
  await first.route('**/api/decision.*', (route) => route.fulfill({ json: { ok: false, error: refusal } }));
  await comments(first).fill('Typed too late');
  await expect(superseded(first)).toBeFocused();
  await expect(first.getByRole('textbox', { name: 'Typed and not saved' })).toHaveValue('Typed too late');
  await expectAccessible(first, 'A window that another has taken the place of');
});
