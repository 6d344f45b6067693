import { expect, type Page } from '@playwright/test';
import { opensslMissing } from '../support/certificates.ts';
import { test, type Domain } from './support/domain.ts';

const textbox = (page: Page, name: string) => page.getByRole('textbox', { name });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const heading = (page: Page, name: string) => page.getByRole('heading', { name });
const form = (page: Page) => page.getByRole('form', { name: 'Sign-in' });
const connectButton = (page: Page) => form(page).getByRole('button', { name: 'Connect', exact: true });

async function openConnect(page: Page, { dnsServer }: Domain): Promise<void> {
  await textbox(page, 'Assessor').fill('Ann Assessor');
  await button(page, 'Connect to a domain controller').click();
  await page.getByLabel('DNS server').fill(dnsServer);
}

async function signInAs(page: Page, account: string, password: string): Promise<void> {
  await textbox(page, 'Account').fill(account);
  await page.getByLabel('Password').fill(password);
}

/** Fills in how dc1 is reached by LDAPS. */
async function chooseLdaps(page: Page, port: number): Promise<void> {
  await textbox(page, 'Domain controller').fill('dc1.harbor.example');
  await page.getByLabel('Security').selectOption('LDAPS');
  await textbox(page, 'Port').fill(String(port));
}

async function consent(page: Page): Promise<void> {
  await page.getByRole('checkbox', { name: /^I accept/ }).check();
  await button(page, 'Sign in without encryption').click();
}

test('domain controllers are found, asked and chosen without a mouse', async ({
  application: { page },
  domain,
}) => {
  await openConnect(page, domain);
  await textbox(page, 'Domain').first().fill('harbor.example');
  await page.keyboard.press('Enter');
  await expect(heading(page, '2 domain controllers of harbor.example')).toBeFocused();
  await expect(page.getByRole('row', { name: /^dc1/ })).toContainText('Windows Server 2003');
  await expect(page.getByRole('row', { name: /^dc2/ })).toContainText('does not know dc2.harbor.example');
  await expect(page.getByText('All asked')).toBeVisible();

  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await expect(page.getByRole('radio', { name: /dc1/ })).toBeChecked();
  await expect(textbox(page, 'Domain controller')).toHaveValue('dc1.harbor.example');
  await expect(textbox(page, 'Port')).toHaveValue(String(domain.port));
  await expect(page.getByLabel('Security')).toHaveValue('sealed');
});

test('an account without its domain is not sent, and the one that is meant is offered', async ({
  application: { page },
  domain,
}) => {
  await openConnect(page, domain);
  await textbox(page, 'Domain').first().fill('harbor.example');
  await textbox(page, 'Domain controller').fill('127.0.0.1');
  await signInAs(page, 'practice', 'secret');
  await page.keyboard.press('Enter');
  await expect(textbox(page, 'Account')).toBeFocused();
  await expect(form(page).getByText('The domain is missing.')).toBeVisible();
  await button(page, 'Use practice@harbor.example').click();
  await expect(textbox(page, 'Account')).toHaveValue('practice@harbor.example');
  await expect(form(page).getByText('The domain is missing.')).toHaveCount(0);
});

test('nothing is sent readable without a consent that is asked for every time, and no refused password goes out twice', async ({
  application: { page },
  domain,
}) => {
  await openConnect(page, domain);
  await textbox(page, 'Domain controller').fill('dc1.harbor.example');
  await page.getByLabel('Security').selectOption('Without encryption');
  await textbox(page, 'Port').fill(String(domain.port));
  await signInAs(page, domain.account, 'wrong');
  await button(page, 'Test connection').click();
  await expect(page.getByRole('dialog')).toContainText('Send the password readable?');
  await consent(page);
  await expect(heading(page, 'Not signed in')).toBeFocused();
  await expect(page.getByRole('alert')).toContainText('password is wrong');

  await connectButton(page).click();
  await expect(page.getByText(/^Nothing was sent/)).toBeFocused();
  await expect(button(page, 'Sign in all the same')).toBeVisible();

  await page.getByLabel('Password').fill(domain.password);
  await expect(page.getByText(/^Nothing was sent/)).toHaveCount(0);
  await button(page, 'Test connection').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('alert')).toContainText('readable');
  await button(page, 'Test connection').click();
  await consent(page);
  await expect(heading(page, 'The connection works, and Exchange can be seen')).toBeFocused();
  await expect(page.getByRole('list', { name: 'Seen of Exchange' })).toContainText('Northwind Harbor');

  await button(page, 'What was sent').click();
  await expect(page.getByRole('dialog')).toContainText('No operation that could change anything exists');
});

test.describe('LDAPS', () => {
  test.skip(opensslMissing !== null, `Skipped, ${opensslMissing}.`);

  test('an unknown certificate is compared before anything is sent, and the password need not be typed again', async ({
    application: { page },
    domain,
    ldaps,
  }) => {
    await openConnect(page, domain);
    await chooseLdaps(page, ldaps.port);
    await page.getByLabel('Sign-in inside TLS').selectOption('Name and password');
    await signInAs(page, domain.account, domain.password);
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText('Is this dc1.harbor.example?');
    expect((await dialog.innerText()).replaceAll(/\s/g, '')).toContain(ldaps.fingerprint.slice(0, 11));
    await button(page, 'Cancel').click();
    await expect(heading(page, 'Not connected')).toBeFocused();

    await connectButton(page).click();
    await page.getByRole('checkbox', { name: /^I compared/ }).check();
    await page.getByRole('button', { name: /^Trust this certificate/ }).click();
    await expect(button(page, 'Start review')).toBeFocused();
    await button(page, 'Connect').click();
    await expect(page.getByLabel('Password')).toHaveValue('');
    await button(page, 'Trusted certificates').click();
    await expect(page.getByRole('dialog')).toContainText('dc1.harbor.example');
  });
});

for (const { purpose, doing } of [
  { purpose: 'Test connection', doing: /^Testing the connection/ },
  { purpose: 'Connect', doing: /^Connecting to/ },
]) {
  test(`"${purpose}" is cancelled at once, though the domain controller keeps silent`, async ({
    application: { page },
    domain,
  }) => {
    await openConnect(page, domain);
    await chooseLdaps(page, domain.silent.port);
    await signInAs(page, domain.account, domain.password);
    await form(page).getByRole('button', { name: purpose, exact: true }).click();
    await expect(page.getByText(doing)).toBeFocused();
    await button(page, 'Cancel').click();
    await expect(heading(page, 'Not connected')).toBeFocused();
    await domain.silent.allClosed();
    await expect(page.getByLabel('Password')).toHaveValue(domain.password);
  });
}

test('where one connected last is known at the next start, but not as whom', async ({
  application,
  domain,
}) => {
  await openConnect(application.page, domain);
  await chooseLdaps(application.page, domain.silent.port);
  await signInAs(application.page, domain.account, domain.password);
  await button(application.page, 'Test connection').click();
  await button(application.page, 'Cancel').click();
  await expect(heading(application.page, 'Not connected')).toBeFocused();
  await application.restart();
  const { page } = application;
  await button(page, 'Connect to a domain controller').click();
  await expect(textbox(page, 'Domain controller')).toHaveValue('dc1.harbor.example');
  await expect(page.getByLabel('DNS server')).toHaveValue(domain.dnsServer);
  await expect(page.getByLabel('Security')).toHaveValue('ldaps');
  await expect(textbox(page, 'Port')).toHaveValue(String(domain.silent.port));
  await expect(textbox(page, 'Account')).toHaveValue('');
  await expect(page.getByLabel('Password')).toHaveValue('');
});
