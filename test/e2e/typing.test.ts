import { expect, type Page } from '@playwright/test';
import { test } from './support/host.ts';
import { openVirtualServer, startPractice } from './support/practice.ts';

const words = 'Half a sentence about the harbour';

const form = (page: Page) => page.getByRole('form', { name: 'Decision' });
const field = (page: Page, name: string) => form(page).getByRole('textbox', { name, exact: true });

const dialog = (page: Page) => page.getByRole('dialog');

/** Selects the virtual servers of these servers and asks for one decision on them. */
async function select(page: Page, servers: string): Promise<void> {
  await page.getByRole('treeitem', { name: /^Northwind Harbor/ }).click();
  await page.getByRole('tab', { name: /^Virtual servers/ }).click();
  await page.getByRole('searchbox', { name: 'Filter' }).fill(servers);
  await page.getByRole('checkbox', { name: 'Select all rows' }).check();
  await page.getByRole('button', { name: /^Decide \d+ selected/ }).click();
}

/** The fields of the form, each with what shows it. */
const fields: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  Justification: async () => undefined,
  Comments: async () => undefined,
  'Finding details': async (page) => {
    const details = form(page).locator('details', { hasText: 'Finding details' });
    if ((await details.getAttribute('open')) === null) await details.locator('summary').click();
  },
  'Reason for the severity': async (page) => {
    const other = form(page).getByRole('radio', { name: 'CAT I', exact: true });
    if (!(await other.isChecked())) await other.check();
  },
};

test('killed while one types without a pause, in whatever field, it brings back what was typed there and everywhere else', async ({
  application,
}) => {
  await startPractice(application.page);
  const kept: Record<string, string> = {};
  for (const [name, show] of Object.entries(fields)) {
    await test.step(name, async () => {
      const typing = application.page;
      await openVirtualServer(typing, 'NQ-MBX01');
      await show(typing);
      await field(typing, name).fill('');
      await field(typing, name).pressSequentially(words, { delay: 40 });
      await application.kill();

      const { page } = application;
      await page.getByRole('row', { name: /Northwind Harbor/ }).click();
      await openVirtualServer(page, 'NQ-MBX01');
      await show(page);
      const back = await field(page, name).inputValue();
      // The last letters may have been on their way to the disk.
      expect(words.startsWith(back), back).toBe(true);
      expect(back.length).toBeGreaterThan(words.length / 2);
      kept[name] = back;
      for (const [earlier, text] of Object.entries(kept)) {
        await expect(field(page, earlier)).toHaveValue(text);
      }
    });
  }
});

test('what was typed on a decided object keeps the assessment from being completed, also at the next start', async ({
  application,
}) => {
  await startPractice(application.page);
  await openVirtualServer(application.page, 'NQ-MBX01');
  await form(application.page).getByRole('button', { name: 'Accept proposal' }).click();
  await expect(form(application.page)).toContainText('Decided:');
  await field(application.page, 'Comments').fill(words);
  await application.restart();

  const { page } = application;
  await page.getByRole('row', { name: /Northwind Harbor/ }).click();
  await page.getByRole('button', { name: 'Finish', exact: true }).click();
  const typed = page.getByRole('listitem').filter({ hasText: 'Typed but not decided: 1 text' });
  await expect(typed).toBeVisible();
  await typed.getByRole('button', { name: /Default SMTP Virtual Server/ }).click();
  await expect(field(page, 'Comments')).toHaveValue(words);
  await expect(form(page)).toContainText('What was typed last time');
});

test('what was typed for several at once keeps the assessment from being completed until it is discarded', async ({
  application,
}) => {
  const { page } = application;
  await startPractice(page);
  await select(page, 'HQ-MBX');
  await dialog(page).getByRole('radio', { name: 'Not Applicable' }).check();
  await dialog(page).getByRole('textbox', { name: 'Justification' }).fill(words);
  await dialog(page).getByRole('button', { name: 'Cancel' }).click();

  // Another selection gets the words, but no status that was chosen for these.
  await select(page, 'NQ-MBX');
  await expect(dialog(page)).toContainText(
    'It was typed for 2 objects, HQ-MBX01 › Default SMTP Virtual Server',
  );
  await expect(dialog(page).getByRole('listitem')).toContainText(['NQ-MBX01 › Default SMTP Virtual Server']);
  await expect(dialog(page).getByRole('textbox', { name: 'Justification' })).toHaveValue(words);
  await expect(dialog(page).getByRole('radio', { checked: true })).toHaveCount(0);
  await dialog(page).getByRole('button', { name: 'Cancel' }).click();
  await select(page, 'HQ-MBX');
  await expect(dialog(page).getByRole('radio', { checked: true })).toHaveCount(1);
  await dialog(page).getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Finish', exact: true }).click();

  const typed = page.getByRole('listitem').filter({ hasText: 'Typed but not decided: 1 text' });
  await expect(typed).toContainText(`For several at once: “${words.slice(0, 20)}`);
  await typed.getByRole('button', { name: 'Discard what was typed' }).click();
  const saved = page.getByRole('listitem').filter({ hasText: 'Everything typed is saved' });
  await expect(saved.getByRole('button', { name: 'Bring it back' })).toBeFocused();
  await saved.getByRole('button', { name: 'Bring it back' }).click();
  await expect(typed).toContainText(`For several at once: “${words.slice(0, 20)}`);
  await typed.getByRole('button', { name: 'Discard what was typed' }).click();
  await expect(saved).toBeVisible();
});

test('killed while one types for several at once, it brings that back whatever is selected then, until it is decided', async ({
  application,
}) => {
  await startPractice(application.page);
  await select(application.page, 'HQ-MBX');
  await dialog(application.page).getByRole('radio', { name: 'Open', exact: true }).check();
  const typing = dialog(application.page).getByRole('textbox', { name: 'Justification' });
  await typing.pressSequentially(words, { delay: 40 });
  await application.kill();

  const { page } = application;
  await page.getByRole('row', { name: /Northwind Harbor/ }).click();
  await select(page, 'NQ-MBX');
  await expect(dialog(page)).toContainText('What was typed last time');
  await expect(dialog(page).getByRole('radio', { checked: true })).toHaveCount(0);
  const justification = dialog(page).getByRole('textbox', { name: 'Justification' });
  const back = await justification.inputValue();
  expect(words.startsWith(back), back).toBe(true);
  expect(back.length).toBeGreaterThan(words.length / 2);

  const button = (name: RegExp | string) => dialog(page).getByRole('button', { name });
  await button('Discard what was typed').click();
  await expect(justification).toHaveValue('');
  await expect(button('Bring it back')).toBeFocused();
  await button('Bring it back').click();
  await expect(justification).toHaveValue(back);
  await dialog(page).getByRole('radio', { name: 'Not Reviewed' }).check();
  await button(/^Decide \d/).click();
  await expect(dialog(page)).toHaveCount(0);
  await expect(page.getByRole('main').getByRole('progressbar', { name: 'Decided' })).not.toHaveAttribute(
    'value',
    '0',
  );
  await application.restart();

  await application.page.getByRole('row', { name: /Northwind Harbor/ }).click();
  await select(application.page, 'HQ-MBX');
  await expect(dialog(application.page).getByRole('textbox', { name: 'Justification' })).toHaveValue('');
});
