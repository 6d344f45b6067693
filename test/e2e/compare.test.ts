import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import {
  groupEntries,
  organizationEntries,
  serverEntry,
  smtpEntries,
  version2003,
  virtualServerEntry,
} from '../support/exchange-entries.ts';
import { ldifOf } from '../support/ldif-text.ts';
import { expectAccessible } from './support/accessibility.ts';
import { test, type Application } from './support/host.ts';

interface Server {
  readonly name: string;
  /** Five characters that its objectGUID and that of its virtual server are made of. */
  readonly guid: string;
  readonly flag: string;
}

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });
const grid = (page: Page) => page.getByRole('grid');

/** An export of an organisation with these servers in one group. */
function exportOf(servers: readonly Server[]): string {
  return ldifOf([
    ...organizationEntries(),
    ...groupEntries('North'),
    ...servers.flatMap(({ name, guid, flag }) => [
      serverEntry('North', name, { serialNumber: version2003, objectGUID: `server-${guid}-000` }),
      ...smtpEntries('North', name),
      virtualServerEntry('North', name, '1', {
        msExchSmtpOutboundSecurityFlag: flag,
        objectGUID: `virtual${guid}-000`,
      }),
    ]),
  ]);
}

/** Reads an export; leaves the end of the walk on the screen. */
async function read({ page, dataFolder }: Application, assessor: string, servers: readonly Server[]) {
  const file = join(dataFolder, 'export.ldf');
  await writeFile(file, exportOf(servers));
  await button(page, 'Start').click();
  await button(page, 'Open an LDIF export').click();
  await page.getByRole('textbox', { name: 'Assessor' }).fill(assessor);
  await page.getByLabel('LDIF file').setInputFiles(file);
  await button(page, 'Read the file').click();
  await expect(page.getByRole('heading', { name: 'The walk is complete' })).toBeVisible();
}

/** Accepts what is proposed and completes the assessment that is open. */
async function complete(page: Page): Promise<void> {
  await button(page, 'Finish').click();
  await button(page, 'Accept all proposals').click();
  await page.getByRole('dialog').getByRole('button').first().click();
  await page.getByRole('button', { name: 'Complete assessment' }).click();
  await page.getByRole('dialog').getByRole('button').first().click();
  await expect(page.getByText('COMPLETED', { exact: true })).toBeVisible();
}

const first: readonly Server[] = [
  { name: 'EX1', guid: 'aaaaa', flag: '0' },
  { name: 'EX2', guid: 'bbbbb', flag: '0' },
  { name: 'EX3', guid: 'ccccc', flag: '4' },
];
/** EX1 was renamed, EX2 was set right, EX3 was not any more, EX4 is new and passes. */
const second: readonly Server[] = [
  { name: 'OLYMPIA', guid: 'aaaaa', flag: '0' },
  { name: 'EX2', guid: 'bbbbb', flag: '4' },
  { name: 'EX3', guid: 'ccccc', flag: '0' },
  { name: 'EX4', guid: 'ddddd', flag: '4' },
];

test('a second walk shows what changed since the last completed one, object by object', async ({
  application,
}) => {
  const { page } = application;
  await read(application, 'Ann Assessor', first);
  await expect(button(page, 'Start review')).toBeFocused();
  await button(page, 'Start review').click();
  await complete(page);
  await read(application, 'Berta Beisitzerin', second);

  const since = page.getByRole('region', { name: /^What changed since/ });
  await expect(since).toContainText(
    '1 new finding (proposed), 1 closed (proposed), 1 still open, 1 server renamed, 2 objects appeared.',
  );
  await expect(button(page, 'See what changed')).toBeFocused();
  await expectAccessible(page, 'The end of a second walk');
  await page.keyboard.press('Enter');

  await expect(page.getByRole('heading', { level: 1, name: 'What changed' })).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'After' })).toContainText('Berta Beisitzerin');
  await expect(grid(page).getByRole('row')).toHaveCount(1 + 6);
  await expect(grid(page).getByRole('row', { name: /Closed.*EX2.*Open.*Not a Finding/ })).toBeVisible();
  await expectAccessible(page, 'Comparison');

  await expect(page.getByText('6 of 8 objects, without the 2 unchanged')).toBeVisible();
  await button(page, 'Show the unchanged').click();
  await expect(grid(page).getByRole('row')).toHaveCount(1 + 3);
  await expect(button(page, /^Unchanged/)).toHaveAttribute('aria-pressed', 'true');
  await button(page, 'Show what changed').click();
  await button(page, /^New finding/).click();
  await expect(grid(page).getByRole('row')).toHaveCount(1 + 1);
  await grid(page).press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('row', { name: /Flag as read DIFFERS 4 0/ })).toBeVisible();
  await expect(dialog.getByRole('row', { name: /Decided by Ann Assessor/ })).toBeVisible();
  await expectAccessible(page, 'One object in both assessments');

  await dialog.getByRole('button', { name: 'Open in the review of after' }).click();
  await expect(page.getByRole('heading', { name: 'Default SMTP Virtual Server', exact: true })).toBeVisible();
  const form = page.getByRole('form', { name: 'Decision' });
  await expect(form.getByText('What was observed has changed since', { exact: false })).toBeVisible();
  await expect(form.getByRole('button', { name: /^Use the/ })).toHaveCount(0);
  await form.getByRole('button', { name: 'Accept proposal' }).click();
  await expect(form.getByText(/^Decided: Open/)).toBeVisible();

  await button(page, 'Back to what changed').click();
  await expect(button(page, /^New finding/)).toHaveAttribute('aria-pressed', 'true');
  await expect(
    page.getByText('3 objects of the newer assessment are not decided yet', { exact: false }),
  ).toBeVisible();

  const [saved] = await Promise.all([page.waitForEvent('download'), button(page, 'Save as CSV').click()]);
  const csv = await readFile(await saved.path(), 'utf8');
  expect(saved.suggestedFilename()).toMatch(/^hopcheck-comparison-[\dT-]+\.csv$/);
  expect(csv.trimEnd().split('\r\n')).toHaveLength(1 + 1);
  const [sheet] = await Promise.all([page.waitForEvent('download'), button(page, 'Save as HTML').click()]);
  expect(await readFile(await sheet.path(), 'utf8')).toContain('EX3');

  await page.evaluate(() => {
    window.print = () => {};
  });
  await button(page, 'Print').click();
  const paper = page.locator('article.sheet');
  await expect(paper.getByRole('row', { includeHidden: true })).toHaveCount(1 + 1);
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await expect(paper).toHaveCount(0);

  await button(page, 'Back to History').click();
  await grid(page).getByRole('row', { name: /Berta/ }).click();
  await button(page, 'Details').click();
  await page
    .getByRole('dialog')
    .getByRole('tab', { name: /^Events/ })
    .click();
  await expect(page.getByRole('dialog')).toContainText('Comparison as CSV');
  await expect(page.getByRole('dialog')).toContainText('Comparison as HTML');
  await expect(page.getByRole('dialog')).toContainText('Comparison, print dialog opened');
});

test('an organisation over time, as a chart and as a table', async ({ application }) => {
  const { page } = application;
  await read(application, 'Ann Assessor', first);
  await button(page, 'Start review').click();
  await complete(page);
  await read(application, 'Berta Beisitzerin', second);
  await button(page, 'See what changed').click();
  await button(page, 'Over time').click();
  await expect(
    page.getByRole('img', { name: /^Whole organisation: virtual servers by status in 2/ }),
  ).toBeVisible();
  await expect(page.getByRole('table').getByRole('row')).toHaveCount(1 + 2);
  await page.getByLabel('Virtual servers of').selectOption('North');
  await expect(page.getByRole('img', { name: /^North/ })).toBeVisible();
  await expectAccessible(page, 'Over time');
  await page
    .getByRole('table')
    .getByRole('button', { name: /^What changed/ })
    .click();
  await expect(page.getByRole('heading', { level: 1, name: 'What changed' })).toBeVisible();
});

test('the parts of two assessors read as one, those on which they differ first', async ({ application }) => {
  const { page } = application;
  await read(application, 'Ann Assessor', first);
  await button(page, 'Start review').click();
  await complete(page);
  await read(application, 'Berta Beisitzerin', first);
  await button(page, 'Start review').click();
  await page.getByRole('tab', { name: /^Virtual servers/ }).click();
  await grid(page).getByRole('row', { name: 'EX2' }).dblclick();
  const form = page.getByRole('form', { name: 'Decision' });
  await expect(form.getByText('What was observed is the same today.')).toBeVisible();
  await form.getByRole('radio', { name: /^Not a Finding/ }).check();
  await form.getByLabel('Justification').fill('A smart host demands TLS.');
  await form.getByRole('button', { name: 'Save decision' }).click();
  await expect(form.getByText(/^Decided: Not a Finding/)).toBeVisible();

  await button(page, 'History').click();
  await grid(page).press('Control+a');
  await button(page, 'Read together…').click();
  const together = page.getByRole('dialog', { name: 'Read assessments together' });
  await expect(together.getByRole('checkbox', { checked: true })).toHaveCount(2);
  await page.keyboard.press('Escape');
  await button(page, /^Read 2 together/).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Read together' })).toBeVisible();
  await expect(grid(page).getByRole('row').nth(1)).toHaveAccessibleName(
    /^Decided differently Open .*EX2.*Part 1: Open.*Part 2: Not a Finding/,
  );
  await expect(button(page, /^Decided differently/)).toContainText('1');
  await expectAccessible(page, 'Read together');
  await button(page, /^Decided differently/).click();
  await expect(grid(page).getByRole('row')).toHaveCount(1 + 1);
  const [saved] = await Promise.all([page.waitForEvent('download'), button(page, 'Save as CSV').click()]);
  expect((await readFile(await saved.path(), 'utf8')).trimEnd().split('\r\n')).toHaveLength(1 + 1);
  await grid(page).press('Enter');
  await expect(
    page.getByRole('dialog').getByRole('row', { name: /2 Berta Beisitzerin Not a Finding/ }),
  ).toBeVisible();
  await expectAccessible(page, 'One object in all parts');
});
