import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { opensslMissing } from '../support/certificates.ts';
import { expectAccessible } from './support/accessibility.ts';
import { ConnectScreen } from './support/connect-screen.ts';
import { test } from './support/harbor.ts';
import { openVirtualServer, startPractice } from './support/practice.ts';

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name });

async function closeDialog(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

/** Opens an object by a table of the whole organisation. */
async function openByTable(page: Page, tab: string, name: string): Promise<void> {
  await page.getByRole('treeitem', { name: /^Northwind Harbor/ }).click();
  await page.getByRole('tab', { name: new RegExp(`^${tab}`) }).click();
  await page.getByRole('row', { name }).first().dblclick();
  await expect(page.getByRole('heading', { level: 2, name, exact: true })).toBeVisible();
}

/** Goes through all property pages, with the stored values and reasons shown and what lies behind buttons unfolded. */
async function expectPagesAccessible(page: Page, name: string): Promise<void> {
  await page.getByRole('checkbox', { name: 'Stored values and reasons' }).check();
  for (const tab of await page.getByRole('tablist', { name: 'Property pages' }).getByRole('tab').all()) {
    await tab.click();
    for (const summary of await page.getByRole('tabpanel').locator('summary').all()) await summary.click();
    await expectAccessible(page, `${name}, ${await tab.innerText()}`, '.properties');
  }
}

test('the screens before an assessment', async ({ application }) => {
  const { page, dataFolder } = application;
  await expect(page.getByText('No assessment yet')).toBeVisible();
  await expectAccessible(page, 'Start without assessments');
  await button(page, 'Keyboard shortcuts').click();
  await expectAccessible(page, 'Shortcuts');
  await closeDialog(page);
  await button(page, 'History').click();
  await expectAccessible(page, 'History without assessments');

  const file = join(dataFolder, 'users.ldf');
  await writeFile(file, 'dn: CN=Users,DC=corp,DC=example\nobjectClass: container\n\n');
  await button(page, 'Start').click();
  await button(page, 'Open an LDIF export').click();
  await page.getByRole('textbox', { name: 'Assessor' }).fill('Ann Assessor');
  await page.getByLabel('Forest root domain').fill('corp.example');
  await expectAccessible(page, 'LDIF');
  await page.getByLabel('LDIF file').setInputFiles(file);
  await button(page, 'Read the file').click();
  await expect(page.getByRole('alert')).toContainText('Exchange');
  await expectAccessible(page, 'LDIF that could not be read');

  await application.restart(() =>
    writeFile(join(dataFolder, 'hopcheck.db'), 'A letter, no database. '.repeat(300)),
  );
  await expect(heading(application.page, 'Hopcheck cannot open')).toBeVisible();
  await expectAccessible(application.page, 'A damaged database');
  await rm(join(dataFolder, 'hopcheck.db'));
});

test.describe('with certificates', () => {
  test.skip(opensslMissing !== null, `Skipped, ${opensslMissing}.`);

  test('the screens on the way to a domain controller', async ({
    application: { page },
    controller,
    dns,
    certificates,
  }) => {
    const screen = new ConnectScreen(page);
    await screen.open(dns);
    await expectAccessible(page, 'Connect');

    const search = page.getByRole('form', { name: 'Search in DNS' });
    await search.getByLabel('Domain', { exact: true }).fill('harbor.example');
    await search.getByRole('button', { name: 'Find domain controllers' }).click();
    await expect(page.getByText('All asked')).toBeVisible();
    await screen.reach(controller, 'Without encryption');
    await screen.signInAs({ account: 'practice', password: 'secret' });
    await screen.press('Test connection');
    await expect(screen.form.getByText('The domain is missing.')).toBeVisible();
    await expectAccessible(page, 'Connect with domain controllers and an account without its domain');

    await screen.signInAs({ ...controller, password: 'wrong' });
    await screen.press('Test connection');
    await expectAccessible(page, 'Consent');
    await page.getByRole('checkbox', { name: /^I accept/ }).check();
    await button(page, 'Sign in without encryption').click();
    await expect(page.getByRole('alert')).toContainText('password is wrong');
    await expectAccessible(page, 'A sign-in that failed');

    controller.present(certificates.first);
    await screen.reach(controller, 'LDAPS');
    await screen.signInAs(controller);
    await screen.press('Test connection');
    await expect(screen.dialog).toContainText('Is this dc1.harbor.example?');
    await expectAccessible(page, 'Certificate');
    await page.getByRole('checkbox', { name: /^I compared/ }).check();
    await page.getByRole('button', { name: /^Trust this certificate/ }).click();
    await expect(heading(page, 'The connection works, and Exchange can be seen')).toBeVisible();
    await expectAccessible(page, 'A connection that works');
    await button(page, 'What was sent').click();
    await expect(screen.dialog.getByRole('grid')).toBeVisible();
    await expectAccessible(page, 'What was sent');
    await closeDialog(page);
    await button(page, 'Trusted certificates').click();
    await expect(screen.dialog).toContainText('dc1.harbor.example');
    await expectAccessible(page, 'Trusted certificates');
    await closeDialog(page);
    controller.present(certificates.renewed);
    await screen.press('Connect');
    await expect(screen.dialog).toContainText('The certificate has changed');
    await expectAccessible(page, 'A changed certificate');
    await closeDialog(page);

    controller.present(certificates.first);
    controller.fallSilentAt('search');
    await screen.press('Connect');
    await expect(heading(page, 'Walk')).toBeVisible();
    await expectAccessible(page, 'Walk');
    await button(page, 'Cancel').click();
    await expect(page.getByRole('alert')).toBeVisible();
    await expectAccessible(page, 'A walk that was cancelled');
  });
});

test('the walk and the review', async ({ application: { page } }) => {
  await page.getByRole('textbox', { name: 'Assessor' }).fill('Ann Assessor');
  await button(page, 'Start practice').click();
  await expect(button(page, 'Start review')).toBeVisible();
  await expectAccessible(page, 'A finished walk');
  await button(page, 'Start review').click();
  await button(page, 'Expand all').click();
  for (const tab of ['Servers', 'Virtual servers', 'SMTP connectors']) {
    await page.getByRole('tab', { name: new RegExp(`^${tab}`) }).click();
    await expectAccessible(page, `Organisation, ${tab}`);
  }
  await page.getByRole('searchbox', { name: 'Filter' }).fill('no such name');
  await expectAccessible(page, 'A filter that nothing matches');
  await button(page, 'Clear filters').click();
  for (const [name, node] of [
    ['An administrative group', 'Headquarters'],
    ['A server', 'HQ-MBX01'],
    ['A server without a virtual server', 'NQ-BH01'],
    ['Routing groups', 'Routing Groups'],
  ] as const) {
    // By letters: only the rows in view and some around them are there to be clicked.
    await page.getByRole('tree').focus();
    await page.keyboard.type(node);
    await expect(page.getByRole('heading', { level: 2, name: node })).toBeVisible();
    await expectAccessible(page, name);
  }
  await openByTable(page, 'SMTP connectors', 'Internet Mail');
  await expectAccessible(page, 'A connector');
  await expectPagesAccessible(page, 'A connector');
  await openVirtualServer(page, 'HQ-MBX01');
  await expectAccessible(page, 'A virtual server');
  await expectPagesAccessible(page, 'A virtual server');
  await page.getByRole('treeitem', { name: /^Northwind Harbor/ }).click();
  await page.getByRole('searchbox', { name: 'Filter' }).fill('NQ-MBX03');
  await page.getByRole('row', { name: 'NQ-MBX03' }).dblclick();
  await expect(page.getByRole('form', { name: 'Decision' })).toBeVisible();
  await expectAccessible(page, 'A virtual server that could not be judged');
});

test('deciding, finishing and what is kept', async ({ application: { page } }) => {
  const form = page.getByRole('form', { name: 'Decision' });
  await startPractice(page);
  await openVirtualServer(page, 'HQ-MBX01');
  await button(page, 'Save decision').click();
  await expect(form.getByRole('alert')).toBeVisible();
  await form.getByRole('radio', { name: 'Not a Finding' }).check();
  await button(page, 'Save decision').click();
  await expectAccessible(page, 'A decision without a justification');
  await form.getByRole('textbox', { name: 'Justification' }).fill('Seen with the administrator.');
  await form.getByRole('textbox', { name: 'Comments' }).fill('To be looked at again.');
  await form.locator('summary', { hasText: 'Finding details' }).click();
  await form.getByRole('textbox', { name: 'Finding details' }).fill('TLS is selected now.');
  await form.getByRole('radio', { name: 'CAT I', exact: true }).check();
  await button(page, 'Save decision').click();
  await expect(form.getByRole('textbox', { name: 'Reason for the severity' })).toBeFocused();
  await expectAccessible(page, 'The decision with every part open');
  await button(page, 'Show what was changed').click();
  await expectAccessible(page, 'What was changed in the finding details');
  await closeDialog(page);
  await form.getByRole('textbox', { name: 'Reason for the severity' }).fill('Mail of the harbour master.');
  await button(page, 'Save decision').click();
  await expect(page.getByText('1 of 19 decided')).toBeVisible();
  await expectAccessible(page, 'A decision that was made');

  await page.getByRole('treeitem', { name: /^Northwind Harbor/ }).click();
  await button(page, 'Clear filters').click();
  await page.getByRole('checkbox', { name: 'Select all rows' }).check();
  await expectAccessible(page, 'Selected rows');
  await page.getByRole('button', { name: /^Decide \d+ selected/ }).click();
  await page.getByRole('dialog').getByRole('radio', { name: 'Open', exact: true }).check();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Decide/ })
    .click();
  await expectAccessible(page, 'One decision for many, without a justification');
  await closeDialog(page);

  await button(page, 'Finish').click();
  await expectAccessible(page, 'Finish with much to do');
  await button(page, 'Discard what was typed').click();
  await expect(button(page, 'Bring it back')).toBeFocused();
  await expectAccessible(page, 'Finish with something discarded');
  await button(page, 'Accept all proposals').click();
  await expectAccessible(page, 'The question before all proposals are accepted');
  await button(page, 'Accept 18 proposals').click();
  await page.getByRole('checkbox', { name: /^I have read the problems/ }).check();
  await expectAccessible(page, 'Finish with nothing left to do');
  await button(page, 'Complete assessment').click();
  await expectAccessible(page, 'The question before completing');
  await button(page, 'Complete').click();
  await expect(heading(page, 'Completed')).toBeVisible();
  await expectAccessible(page, 'A completed assessment');
  await button(page, 'Review').click();
  await openVirtualServer(page, 'HQ-MBX01');
  await expectAccessible(page, 'Review of a completed assessment');
  await button(page, 'Finish').click();
  await button(page, 'Verify').click();
  await expect(page.getByText('Intact', { exact: true })).toBeVisible();
  await button(page, 'Begin a correction').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Begin a correction' }).click();
  await expectAccessible(page, 'A correction without a reason');
  await closeDialog(page);
  await button(page, 'History').click();
  await page.getByRole('checkbox', { name: 'Select all rows' }).check();
  await expectAccessible(page, 'History');
  await button(page, 'Details').click();
  await page.getByLabel('Tags').fill('north');
  await page.keyboard.press('Enter');
  await expect(button(page, 'Remove tag north')).toBeVisible();
  for (const tab of ['About', 'Seal', 'Events']) {
    await page.getByRole('tab', { name: new RegExp(`^${tab}`) }).click();
    await expectAccessible(page, `Details, ${tab}`);
  }
  await button(page, 'Delete').click();
  await expectAccessible(page, 'The question before an assessment is deleted');
  await button(page, 'Keep it').click();
  await closeDialog(page);
  await page.getByLabel('Bundles').setInputFiles({
    name: 'letter.hopcheck',
    mimeType: 'application/octet-stream',
    buffer: Buffer.from('A letter'),
  });
  await expect(page.getByText(/cannot be read as a bundle/)).toBeVisible();
  await expectAccessible(page, 'A bundle that cannot be read');
  await closeDialog(page);
  await button(page, 'Start').click();
  await expectAccessible(page, 'Start with assessments');
});
