import { readFile } from 'node:fs/promises';
import { expect } from '@playwright/test';
import { ConnectScreen } from './support/connect-screen.ts';
import { dc1, test } from './support/harbor.ts';

const sealed = 'Windows sign-in, encrypted (NTLM)';

test('the domain controllers of a domain come into sight one by one, and the one that is chosen is read over a sealed sign-in', async ({
  application: { page },
  controller,
  dns,
}) => {
  const screen = new ConnectScreen(page);
  await screen.open(dns);
  const search = page.getByRole('form', { name: 'Search in DNS' });
  await search.getByLabel('Domain', { exact: true }).fill('harbor.example');
  const found = page.getByRole('region', { name: '3 domain controllers of harbor.example' });
  const row = (name: string) => found.getByRole('row').filter({ hasText: `${name}.harbor.example` });
  // Each has two seconds to answer. If a busy computer needs longer to show what is expected until then, all are asked once more.
  const soon = { timeout: 2_000 };
  await expect(async () => {
    controller.fallSilentAt('root-dse');
    await search.getByRole('button', { name: 'Find domain controllers' }).click();
    await expect(row('dc2')).toContainText(`The DNS server ${dns.address} does not know dc2.harbor.example.`);
    await expect(row('dc3')).toContainText('dc3.harbor.example:1 refuses connections on this port');
    await expect(row('dc1')).toContainText('Asking', soon);
    await expect(found).toContainText('Asking: 2 of 3 done', soon);
    controller.speakAgain();
    await expect(row('dc1')).toContainText('Windows Server 2003', soon);
  }).toPass();
  await expect(row('dc1')).toContainText('Default-First-Site-Name');
  await expect(row('dc1')).toContainText('PDC emulator');
  await expect(found).toContainText('All asked');
  await expect.poll(controller.open).toBe(0);
  expect(controller.asked).not.toContain('bind');

  await row('dc1').click();
  await expect(screen.host).toHaveValue(dc1);
  await expect(screen.form.getByLabel('Port')).toHaveValue(String(controller.port));
  await expect(screen.form.getByLabel('Security')).toHaveValue('sealed');
  await screen.signInAs(controller);
  await screen.press('Connect');
  await screen.startReview();
  await expect(screen.evidence).toContainText('LDAP, signed and sealed by Windows sign-in');
  await expect(screen.evidence).toContainText('the password itself is never sent');
  await screen.evidence.getByRole('button', { name: 'What was sent' }).click();
  await expect(screen.dialog).toContainText(
    '8 operations on 1 connection: 1 connect, 1 sign-in in 2 steps, 4 searches, 1 sign-out.',
  );
  for (const [form, ending] of [
    ['text', 'txt'],
    ['CSV', 'csv'],
  ]) {
    const offered = page.waitForEvent('download');
    await screen.dialog.getByRole('button', { name: `Save as ${form}` }).click();
    const saved = await offered;
    expect(saved.suggestedFilename()).toMatch(new RegExp(`^hopcheck-sent-\\d{8}T\\d{6}\\.${ending}$`));
    const text = await readFile(await saved.path(), 'utf8');
    expect(text).toContain('harbor.example');
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  }
  await screen.dialog.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'History' }).click();
  await page.getByRole('row', { name: /Ann Assessor/ }).click();
  await page.getByRole('button', { name: 'Details' }).click();
  await screen.dialog.getByRole('tab', { name: /^Events/ }).click();
  await expect(screen.dialog).toContainText('List of what was sent, as text');
  await expect(screen.dialog).toContainText('List of what was sent, as CSV');
});

test('a wrong password is told in words that help, is never sent twice, and the right one then signs in', async ({
  application: { page },
  controller,
  dns,
}) => {
  const screen = new ConnectScreen(page);
  const signIns = () => controller.asked.filter((step) => step === 'bind').length;
  await screen.open(dns);
  await screen.reach(controller, sealed);
  await screen.signInAs({ ...controller, password: 'Wrong-1' });
  await screen.press('Connect');
  await expect(page.getByRole('alert', { name: 'Not signed in' }).getByRole('paragraph')).toHaveText(
    `${dc1}:${controller.port} did not sign the account in. The name or the password is wrong. Write the name as DOMAIN\\name or name@domain, and check the password before you try again: repeated attempts can lock the account.`,
  );
  await expect(screen.password).toHaveValue('Wrong-1');
  // A sign-in by NTLM takes two steps.
  expect(signIns()).toBe(2);
  await screen.press('Connect');
  await expect(page.getByText(/^Nothing was sent: exactly this sign-in was just refused/)).toBeVisible();
  expect(signIns()).toBe(2);

  await screen.password.fill(controller.password);
  await screen.press('Connect');
  await screen.startReview();
  expect(signIns()).toBe(4);
  expect(controller.connections()).toBe(2);
});

test('an account without its domain reaches nobody: not one connection is made', async ({
  application: { page },
  controller,
  dns,
}) => {
  const screen = new ConnectScreen(page);
  await screen.open(dns);
  await screen.reach(controller, sealed);
  await screen.signInAs({ ...controller, account: 'practice' });
  for (const button of ['Connect', 'Test connection'] as const) {
    await screen.press(button);
    await expect(screen.account).toBeFocused();
    await expect(screen.form).toContainText('The domain is missing.');
  }
  expect({ asked: dns.asked, connections: controller.connections() }).toEqual({ asked: [], connections: 0 });

  await screen.account.fill(controller.account);
  await screen.press('Connect');
  await screen.startReview();
  expect(controller.connections()).toBe(1);
});

test('a password crosses the network readable only after a consent, which is asked for each time and stands in the evidence', async ({
  application: { page },
  controller,
  dns,
}) => {
  const screen = new ConnectScreen(page);
  const signIn = screen.dialog.getByRole('button', { name: 'Sign in without encryption' });
  const accept = async () => {
    await screen.dialog.getByRole('checkbox', { name: /^I accept/ }).check();
    await signIn.click();
  };
  await screen.open(dns);
  await screen.reach(controller, 'Without encryption');
  await screen.signInAs(controller);
  await screen.press('Connect');
  await expect(screen.dialog).toContainText('Send the password readable?');
  await expect(screen.dialog).toContainText(`It offers "${sealed}"`);
  await signIn.click({ force: true });
  await screen.dialog.getByRole('button', { name: 'Cancel' }).click();
  const declined = page.getByRole('alert', { name: 'Not connected' });
  await expect(declined).toContainText('Nothing was sent');
  await expect(declined.getByText('Details')).toHaveCount(0);
  await expect.poll(controller.open).toBe(0);
  expect(controller.asked).toEqual(['root-dse', 'unbind']);

  await screen.press('Connect');
  await accept();
  await screen.startReview();
  await expect(screen.evidence.getByText('LDAP without encryption')).toBeVisible();
  const consent = 'The password crossed the network readable. The assessor had accepted that.';
  await expect(screen.evidence.getByText(consent)).toBeVisible();

  await screen.comeBack();
  await screen.password.fill(controller.password);
  controller.forget();
  await screen.press('Connect');
  await expect(screen.dialog).toContainText('Send the password readable?');
  expect(controller.asked).not.toContain('bind');
  await accept();
  await screen.startReview();
});
