import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { groupEntries, organizationEntries, wholeServer } from '../support/exchange-entries.ts';
import { ldifOf } from '../support/ldif-text.ts';
import {
  expectAccessible,
  expectAccessibleInForcedColors,
  expectAccessibleInPrint,
} from './support/accessibility.ts';
import { test } from './support/host.ts';
import { openVirtualServer, startPractice } from './support/practice.ts';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** Reads an LDIF export of one server with one virtual server, as far as the end of its walk. */
async function readExport(page: Page, file: string, flag: string, end = ''): Promise<void> {
  const entries = [...organizationEntries(), ...groupEntries('Main'), ...wholeServer('Main', 'EX1', [flag])];
  await writeFile(file, `${ldifOf(entries)}${end}`);
  await button(page, 'Start').click();
  await button(page, 'Open an LDIF export').click();
  await page.getByLabel('LDIF file').setInputFiles(file);
  await button(page, 'Read the file').click();
  await expect(button(page, 'Start review')).toBeVisible();
}

/** Opens the review of what was just read, at its virtual server. */
async function reviewVirtualServer(page: Page): Promise<void> {
  await button(page, 'Start review').click();
  await button(page, 'Next undecided').click();
  await expect(page.getByRole('form', { name: 'Decision' })).toBeVisible();
}

// Every state is looked at as a whole by axe-core, which takes seconds on a slow computer.
test.describe.configure({ timeout: 300_000 });

test('an incomplete walk, and what an earlier assessment said', async ({ application }) => {
  const { page, dataFolder } = application;
  const file = join(dataFolder, 'export.ldf');
  await page.getByRole('textbox', { name: 'Assessor' }).fill('Ann Assessor');
  await readExport(page, file, '4');
  await reviewVirtualServer(page);
  await page.getByRole('textbox', { name: 'Comments' }).fill('Asked of the administrator.');
  await button(page, 'Accept proposal').click();
  await expect(page.getByText('1 of 1 decided')).toBeVisible();

  await readExport(page, file, '4');
  await reviewVirtualServer(page);
  await expect(page.getByText('What was observed is the same today.')).toBeVisible();
  await expectAccessible(page, 'An earlier decision');

  await readExport(page, file, '0', 'dn: CN=EX2,CN=Ser');
  await expect(page.getByRole('heading', { name: 'The walk is INCOMPLETE', exact: true })).toBeVisible();
  await expectAccessible(page, 'An incomplete walk');
  await reviewVirtualServer(page);
  await expect(page.getByText(/^What was observed has changed since/).first()).toBeVisible();
  await expectAccessible(page, 'An earlier decision on another setting');
  await button(page, 'Finish').click();
  await expectAccessible(page, 'Finish of an incomplete walk');
});

test('forced colours, and the printed sheet', async ({ application: { page } }) => {
  await startPractice(page);
  await expectAccessibleInForcedColors(page, 'Organisation');
  await openVirtualServer(page, 'HQ-MBX01');
  await expectAccessibleInForcedColors(page, 'A virtual server');
  await page.getByRole('form', { name: 'Decision' }).getByLabel('Comments').fill('To be looked at again.');
  await button(page, 'Finish').click();
  await expectAccessibleInForcedColors(page, 'Finish');
  await button(page, 'Accept all proposals').click();
  await expectAccessibleInForcedColors(page, 'A question');
  await page.keyboard.press('Escape');

  // The sheet is there for as long as the printer takes; here it stays.
  await page.evaluate(() => {
    window.print = () => {};
  });
  await button(page, 'Print review sheet').click();
  await expect(page.locator('.sheet')).toBeAttached();
  // Whoever holds the paper knows no time zone: no time on it is without one.
  const printed = (await page.locator('.sheet').textContent()) ?? '';
  expect(printed).toMatch(/\d{4}-\d\d-\d\d \d\d:\d\d UTC/);
  expect(printed).not.toMatch(/\d{4}-\d\d-\d\d \d\d:\d\d(?!(:\d\d)? UTC)/);
  await expectAccessibleInPrint(page, 'The review sheet');
});

test('a service that fails, and one that is gone', async ({ application: { page } }, { project }) => {
  // In a window of Electron the service is a part of the window's own program, and nothing lies between them.
  test.skip(project.name !== 'loopback', 'Only the loopback host is reached over HTTP.');
  await startPractice(page);
  const error = { code: 'internal', message: 'The disk of the data folder could not be read. Try again.' };
  await page.route('**/api/assessment.node', (route) => route.fulfill({ json: { ok: false, error } }));
  await button(page, 'Next undecided').click();
  await expect(page.getByRole('alert', { name: 'The decisions could not be read' })).toBeVisible();
  await expectAccessible(page, 'Decisions that could not be read');

  await page.route('**/api/**', (route) => route.abort());
  await button(page, 'History').click();
  await expect(page.getByRole('heading', { name: 'Hopcheck has stopped' })).toBeFocused();
  await expectAccessible(page, 'A service that is gone');
});
