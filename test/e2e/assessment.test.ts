import { join } from 'node:path';
import { rm, writeFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import { ldifOf } from '../support/ldif-text.ts';
import { groupEntries, organizationEntries, wholeServer } from '../support/exchange-entries.ts';
import { test } from './support/host.ts';

/** Walks the practice organisation and opens its review. */
async function startPractice(page: Page): Promise<void> {
  await page.getByLabel('Assessor').fill('Ann Assessor');
  await page.getByRole('button', { name: 'Start practice' }).click();
  await page.getByRole('button', { name: 'Start review' }).click();
  await expect(page.getByRole('heading', { name: 'Northwind Harbor (Exchange)' })).toBeVisible();
}

/** Opens the one virtual server of that server by the table of the whole organisation. */
async function openVirtualServer(page: Page, server: string): Promise<void> {
  await page.getByRole('treeitem', { name: /^Northwind Harbor/ }).click();
  await page.getByRole('tab', { name: /^Virtual servers/ }).click();
  await page.getByRole('searchbox', { name: 'Filter' }).fill(server);
  await page.getByRole('row', { name: server }).dblclick();
  await expect(page.getByRole('heading', { name: 'Default SMTP Virtual Server', exact: true })).toBeVisible();
}

async function override(page: Page, justification: string): Promise<void> {
  const form = page.getByRole('form', { name: 'Decision' });
  await form.getByRole('radio', { name: /^Not a Finding/ }).check();
  await form.getByLabel('Justification').fill(justification);
  await form.getByRole('button', { name: 'Save decision' }).click();
  await expect(form.getByText(/^Decided: Not a Finding/)).toBeVisible();
}

/** Drops files of these names on the window. */
async function drop(page: Page, names: readonly string[]): Promise<void> {
  const dataTransfer = await page.evaluateHandle((all) => {
    const transfer = new DataTransfer();
    for (const name of all) transfer.items.add(new File(['A letter'], name));
    return transfer;
  }, names);
  await page.dispatchEvent('main', 'drop', { dataTransfer });
}

/** What the interface complains about on its own console: nothing, if all is well. */
function watchConsole(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return complaints;
}

test('practice, walk, review, override one verdict, finish, quit, start again: History holds it unchanged', async ({
  application,
}) => {
  const { page } = application;
  const complaints = watchConsole(page);
  await startPractice(page);
  await expect(page.getByText('0 of 19 decided')).toBeVisible();
  await expect(page.getByText('PRACTICE', { exact: true }).first()).toBeVisible();

  await openVirtualServer(page, 'HQ-MBX01');
  await expect(page.getByText('TLS encryption is not selected.', { exact: true })).toBeVisible();
  await override(page, 'TLS was selected this morning; seen in Exchange System Manager.');
  await expect(page.getByText('1 of 19 decided')).toBeVisible();

  await page.getByRole('button', { name: 'Finish', exact: true }).click();
  const complete = page.getByRole('button', { name: 'Complete assessment' });
  await expect(complete).toBeDisabled();
  await page.getByRole('button', { name: 'Accept all proposals' }).click();
  await page.getByRole('button', { name: 'Accept 18 proposals' }).click();
  await expect(page.getByText('19 of 19 decided.')).toBeVisible();
  await expect(complete).toBeDisabled();
  await page.getByRole('checkbox', { name: /^I have read the problems/ }).check();
  await complete.click();
  await page.getByRole('button', { name: 'Complete', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Completed' })).toBeVisible();
  const found = await page.getByRole('region', { name: 'What was found' }).innerText();

  await application.restart();
  const again = application.page;
  await again.getByRole('button', { name: 'History' }).click();
  await expect(again.getByRole('region', { name: /^Northwind Harbor PRACTICE/ })).toBeVisible();
  const row = again.getByRole('row', { name: /Ann Assessor/ });
  await row.dblclick();
  await again.getByRole('button', { name: 'Finish', exact: true }).click();
  await expect(again.getByRole('heading', { name: 'Completed' })).toBeVisible();
  expect(await again.getByRole('region', { name: 'What was found' }).innerText()).toBe(found);
  await again.getByRole('button', { name: 'Review', exact: true }).click();
  await openVirtualServer(again, 'HQ-MBX01');
  await expect(
    again.getByText('TLS was selected this morning; seen in Exchange System Manager.').first(),
  ).toBeVisible();
  await expect(again.getByRole('button', { name: 'Save decision' })).toHaveCount(0);
  expect(complaints).toEqual([]);
});

test('killed in the middle of a review, it has lost no decision and nothing that was typed', async ({
  application,
}) => {
  await startPractice(application.page);
  await openVirtualServer(application.page, 'HQ-MBX01');
  await override(application.page, 'Seen with the administrator.');
  await openVirtualServer(application.page, 'NQ-MBX01');
  const typed = application.page.getByRole('form', { name: 'Decision' }).getByLabel('Comments');
  await typed.fill('Half a sentence about');
  await expect(
    application.page.getByRole('form', { name: 'Decision' }).getByText(/^Draft saved/),
  ).toBeVisible();

  await application.kill();
  const { page } = application;
  await page.getByRole('row', { name: /Northwind Harbor/ }).click();
  await expect(page.getByText('1 of 19 decided')).toBeVisible();
  await openVirtualServer(page, 'HQ-MBX01');
  await expect(page.getByText('Seen with the administrator.').first()).toBeVisible();
  await openVirtualServer(page, 'NQ-MBX01');
  await expect(page.getByRole('form', { name: 'Decision' }).getByLabel('Comments')).toHaveValue(
    'Half a sentence about',
  );
});

test('an LDIF export that was cut short is shown as incomplete on every screen, and nothing passes', async ({
  application,
}) => {
  const { page, dataFolder } = application;
  const file = join(dataFolder, 'export.ldf');
  const entries = [...organizationEntries(), ...groupEntries('Main'), ...wholeServer('Main', 'EX1', ['4'])];
  await writeFile(file, `${ldifOf(entries)}dn: CN=EX2,CN=Ser`);
  await page.getByLabel('Assessor').fill('Ann Assessor');
  await page.getByRole('button', { name: 'Open an LDIF export' }).click();
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByRole('button', { name: 'Read the file' }).click();
  await page.getByRole('button', { name: 'Start review' }).click();
  for (const screen of ['Review', 'Finish', 'Walk']) {
    await page.getByRole('button', { name: screen, exact: true }).click();
    await expect(page.getByText('INCOMPLETE', { exact: true }).first()).toBeVisible();
  }
});

test('a file without Exchange and a domain controller that does not answer are explained, and nothing is kept', async ({
  application,
}) => {
  const { page, dataFolder } = application;
  const file = join(dataFolder, 'users.ldf');
  await writeFile(file, 'dn: CN=Users,DC=corp,DC=example\nobjectClass: container\n\n');
  await page.getByLabel('Assessor').fill('Ann Assessor');
  await page.getByRole('button', { name: 'Open an LDIF export' }).click();
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByRole('button', { name: 'Read the file' }).click();
  await expect(page.getByRole('alert', { name: 'users.ldf could not be read' })).toContainText('Exchange');
  await expect(page.getByRole('heading', { level: 1, name: 'LDIF export' })).toBeVisible();
  await expect(page.getByRole('contentinfo')).toContainText('Nothing was read from users.ldf');
  await page.getByRole('button', { name: 'Choose another file' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await page.locator('input[type=file]').setInputFiles(file);
  await expect(page.getByRole('alert')).toHaveCount(0);
  await drop(page, ['old.ldf', 'older.ldf']);
  await expect(page.getByText('older.ldf is not taken: one file is read at a time.')).toBeVisible();
  await drop(page, ['other.hopcheck']);
  await expect(page.getByRole('heading', { level: 1, name: 'History' })).toBeVisible();
  await expect(page.getByText('other.hopcheck is a bundle: History imports it')).toBeVisible();
  await page.getByRole('dialog', { name: 'This file is no bundle' }).getByRole('button').press('Enter');

  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await page.getByRole('button', { name: 'Connect to a domain controller' }).click();
  await page.getByRole('textbox', { name: 'Domain controller' }).fill('127.0.0.1');
  await page.getByLabel('Security').selectOption('LDAPS');
  await page.getByLabel('Port').fill('1');
  await page.getByLabel('Account').fill('CORP\\ann');
  await page.getByLabel('Password').fill('secret');
  await page
    .getByRole('form', { name: 'Sign-in' })
    .getByRole('button', { name: 'Connect', exact: true })
    .click();
  await expect(page.getByRole('alert')).toContainText('127.0.0.1:1');
  await page.getByRole('button', { name: 'History' }).click();
  await expect(page.getByText('No assessment yet')).toBeVisible();
});

test('a damaged database is explained in the window, and "Try again" goes on once it is out of the way', async ({
  application,
}) => {
  const database = join(application.dataFolder, 'hopcheck.db');
  await application.restart(() => writeFile(database, 'This is a letter, not a database. '.repeat(300)));
  const { page } = application;
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByText(/is damaged or was not written by Hopcheck/)).toBeVisible();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText(/is damaged or was not written by Hopcheck/)).toBeVisible();
  await rm(database);
  await page.getByRole('button', { name: 'Try again' }).click();
  await startPractice(page);
});
