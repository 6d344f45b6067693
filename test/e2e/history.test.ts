import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { test } from './support/host.ts';
import { startPractice } from './support/practice.ts';

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });
const rows = (page: Page) => page.getByRole('grid', { name: 'Assessments' }).getByRole('row');
const dialog = (page: Page, name: string) => page.getByRole('dialog', { name });

/** Assesses the practice organisation and completes it as proposed. */
async function complete(page: Page): Promise<void> {
  await startPractice(page);
  await button(page, 'Finish').click();
  await button(page, 'Accept all proposals').click();
  await page.getByRole('button', { name: /^Accept \d+ proposals/ }).click();
  await completeAsItStands(page);
}

async function completeAsItStands(page: Page): Promise<void> {
  await page.getByRole('checkbox', { name: /^I have read the problems/ }).check();
  await button(page, 'Complete assessment').click();
  await button(page, 'Complete').click();
  await expect(page.getByRole('heading', { name: 'Completed' })).toBeFocused();
}

/** Opens the details of the row that the keyboard is on. */
async function showDetails(page: Page): Promise<void> {
  await page.getByRole('grid', { name: 'Assessments' }).focus();
  await page.keyboard.press('Alt+Enter');
  await expect(dialog(page, 'Northwind Harbor')).toBeVisible();
}

/** Saves a bundle of the assessment whose details are shown, as the window offers it. */
async function saveBundle(page: Page, path: string): Promise<void> {
  const offered = page.waitForEvent('download');
  await button(page, 'Save bundle').click();
  const download = await offered;
  expect(download.suggestedFilename()).toMatch(/\.hopcheck$/);
  await download.saveAs(path);
  await expect(page.getByText(/^Saved as /)).toBeVisible();
}

test('a completed assessment is sealed; its correction is another one, and both verify', async ({
  application: { page },
}) => {
  await complete(page);
  const seal = page.getByRole('region', { name: 'Completed' }).locator('code').first();
  await expect(seal).toHaveText(/^([0-9a-f]{4} ?){16}$/);
  const first = await seal.innerText();
  await button(page, 'Verify').click();
  await expect(page.getByText('Intact', { exact: true })).toBeVisible();

  await button(page, 'Verify…').click();
  await expect(dialog(page, 'Northwind Harbor').getByText('Intact', { exact: true })).toBeVisible();
  await page.getByRole('tab', { name: /^Events/ }).click();
  // Each press is one event, and both places show the last one.
  await expect(page.getByRole('tabpanel').getByText('Verified', { exact: true })).toHaveCount(2);
  await button(page, 'Close').click();

  await button(page, 'Begin a correction').click();
  const correcting = dialog(page, 'Begin a correction');
  await correcting.getByRole('button', { name: 'Begin a correction' }).click();
  const reason = page.getByRole('textbox', { name: 'Why is it to be corrected?' });
  await expect(reason).toBeFocused();
  await reason.fill('A comment names the wrong server.');
  await page.keyboard.press('Escape');
  await button(page, 'Begin a correction').click();
  await expect(reason).toHaveValue('A comment names the wrong server.');
  await correcting.getByRole('button', { name: 'Begin a correction' }).click();
  await expect(
    page.getByText(/Revision 2 of the assessment completed on.* Reason: A comment names the wrong server\./),
  ).toBeVisible();
  await button(page, 'Finish').click();
  await completeAsItStands(page);
  await expect(seal).not.toHaveText(first);

  await button(page, 'History').click();
  await expect(rows(page)).toHaveCount(3);
  await expect(rows(page).nth(1)).toContainText('Revision 2, corrects the one completed');
  await expect(rows(page).nth(2)).toContainText('Corrected by revision 2');
  await showDetails(page);
  await page.getByRole('tab', { name: 'Seal' }).click();
  await dialog(page, 'Northwind Harbor').getByRole('button', { name: 'Verify' }).click();
  await expect(page.getByText('Intact', { exact: true })).toBeVisible();
  await page.getByRole('tab', { name: /^Events/ }).click();
  await expect(page.getByRole('tabpanel')).toContainText('A comment names the wrong server.');
});

test('a bundle is saved, deleted from History, and comes back as it was; a damaged one does not', async ({
  application: { page, dataFolder },
}) => {
  await complete(page);
  await button(page, 'History').click();
  await showDetails(page);
  const [bundle, damaged] = ['bundle.hopcheck', 'damaged.hopcheck'].map((name) => join(dataFolder, name));
  if (bundle === undefined || damaged === undefined) throw new Error('No paths.');
  await saveBundle(page, bundle);
  const octets = await readFile(bundle);
  const middle = Math.floor(octets.length / 2);
  octets.writeUInt8(octets.readUInt8(middle) ^ 1, middle);
  await writeFile(damaged, octets);

  await page.getByLabel('Tags').fill('north');
  await page.keyboard.press('Enter');
  await expect(button(page, 'Remove tag north')).toBeVisible();
  await button(page, 'Delete').click();
  const question = dialog(page, 'Delete this assessment?');
  await expect(question).toContainText('No other assessment in this History holds the same evidence.');
  await question.getByRole('button', { name: 'Delete for good' }).press('Enter');
  await expect(question).toBeVisible();
  await question.getByRole('checkbox').check();
  await question.getByRole('button', { name: 'Delete for good' }).click();
  await expect(page.getByText('No assessment yet')).toBeVisible();
  await page.getByText(/^Deleted assessments/).click();
  await expect(page.getByText(/^Northwind Harbor, read .*, deleted .* by Ann Assessor$/)).toBeVisible();

  await page.getByLabel('Bundles').setInputFiles([bundle, damaged]);
  const importing = dialog(page, 'Import 2 bundles');
  await expect(importing.getByRole('listitem')).toHaveCount(2);
  await expect(importing.getByText('Intact', { exact: true })).toBeVisible();
  await expect(importing.getByText('This bundle is not as it was made.')).toBeVisible();
  await importing.getByRole('button', { name: 'Import bundle.hopcheck' }).click();
  await expect(importing.getByText('Imported.')).toBeVisible();
  await expect(button(page, 'Close')).toBeFocused();
  await button(page, 'Close').click();
  await expect(page.getByRole('region', { name: /^Northwind Harbor PRACTICE/ })).toBeVisible();
  await expect(rows(page).nth(1)).toContainText('Imported from Ann Assessor');

  await page.getByLabel('Bundles').setInputFiles(bundle);
  await expect(page.getByText('It is in this History already, with the same seal.')).toBeVisible();
  await expect(button(page, 'Import')).toHaveCount(0);
  await button(page, 'Close').click();
  await showDetails(page);
  await page.getByRole('tab', { name: 'Seal' }).click();
  await button(page, 'Verify').click();
  await expect(page.getByText('Intact', { exact: true })).toBeVisible();
});

test('bundles can be dropped on History, and the whole database saved from there', async ({
  application: { page },
}) => {
  await button(page, 'History').click();
  const files = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    for (const name of ['a.hopcheck', 'b.hopcheck']) transfer.items.add(new File(['A letter'], name));
    return transfer;
  });
  await page.dispatchEvent('main', 'dragover', { dataTransfer: files });
  await expect(page.getByText('Drop bundles to import them')).toBeVisible();
  await page.dispatchEvent('main', 'drop', { dataTransfer: files });
  const importing = dialog(page, 'None of 2 files is a bundle');
  await expect(importing.getByText(/cannot be read as a bundle/)).toHaveCount(2);
  await page.keyboard.press('Escape');
  await expect(importing).toHaveCount(0);

  const offered = page.waitForEvent('download');
  await button(page, 'Back up…').click();
  expect((await offered).suggestedFilename()).toMatch(/\.db$/);
  await expect(page.getByText(/^Saved as /)).toBeVisible();
});
