import { expect } from '@playwright/test';
import { ConnectScreen, type Security } from './support/connect-screen.ts';
import { dc1, lostName, test } from './support/harbor.ts';
import type { Step } from './support/domain-controller-session.ts';

const sealed = 'Windows sign-in, encrypted (NTLM)';

/** What the domain controller is silent to when Cancel is pressed. */
interface Silence {
  readonly when: string;
  readonly step: Step;
  readonly security: Security;
}

const silences: readonly Silence[] = [
  { when: 'TLS is agreed on', step: 'tls', security: 'LDAPS' },
  { when: 'StartTLS is asked for', step: 'start-tls', security: 'StartTLS' },
  { when: 'the domain controller says what it is', step: 'root-dse', security: sealed },
  { when: 'the account signs in', step: 'bind', security: sealed },
  { when: 'Exchange is looked for', step: 'look', security: sealed },
];
const counting: Silence = { when: 'it is counted what the account sees', step: 'search', security: sealed };

for (const { purpose, steps } of [
  { purpose: 'Connect', steps: silences },
  { purpose: 'Test connection', steps: [...silences, counting] },
] as const) {
  test(`"${purpose}" is cancelled at once at every step, leaves no connection, and the form is as it was`, async ({
    application: { page },
    controller,
    dns,
  }) => {
    const screen = new ConnectScreen(page);
    const cancel = async () => {
      await screen.press('Cancel');
      await expect(page.getByRole('heading', { name: 'Not connected' })).toBeFocused();
      await expect(screen.form.getByRole('button', { name: purpose, exact: true })).toBeEnabled();
      await expect(screen.password).toHaveValue(controller.password);
      await expect.poll(controller.open).toBe(0);
    };
    await screen.open(dns);
    await screen.signInAs(controller);

    await test.step('while the name is looked up', async () => {
      await screen.reach(controller, sealed, lostName);
      await screen.press(purpose);
      await expect.poll(() => dns.asked).toContain(`A ${lostName}`);
      await cancel();
      expect(controller.connections()).toBe(0);
    });
    for (const { when, step, security } of steps) {
      await test.step(`while ${when}`, async () => {
        controller.forget();
        controller.fallSilentAt(step);
        await screen.reach(controller, security, dc1);
        await screen.press(purpose);
        await expect.poll(() => controller.asked.at(-1)).toBe(step);
        await cancel();
        controller.speakAgain();
      });
    }
    await test.step('and then it goes through, with what still stands in the form', async () => {
      await screen.press(purpose);
      await expect(
        purpose === 'Connect'
          ? page.getByRole('button', { name: 'Start review' })
          : page.getByRole('heading', { name: 'The connection works, and Exchange can be seen' }),
      ).toBeFocused();
      await expect.poll(controller.open).toBe(0);
    });
  });
}

test('a walk without end is cancelled at once; what was read is kept, marked incomplete', async ({
  application: { page },
  controller,
  dns,
}) => {
  const screen = new ConnectScreen(page);
  controller.deliverWithoutEnd();
  await screen.open(dns);
  await screen.reach(controller, sealed);
  await screen.signInAs(controller);
  await screen.press('Connect');
  const progress = page.getByRole('region', { name: 'Progress' });
  await expect(progress).toContainText('Walking the organisation');
  await expect(progress).toContainText(/[1-9]\d* objects in [1-9]\d* pages/);
  await progress.getByRole('button', { name: 'Cancel' }).click();
  // The assessment, once it is open, says it as well.
  const incomplete = page.getByRole('region', { name: 'The walk is INCOMPLETE' });
  const reason = 'The walk was cancelled: what was read until then is kept.';
  await expect(incomplete.filter({ hasText: reason }).first()).toBeVisible();
  await expect.poll(controller.open).toBe(0);
  expect(controller.connections()).toBe(1);

  await page.getByRole('button', { name: 'Start review' }).click();
  await expect(page.getByRole('heading', { name: 'Fabrikam (Exchange)' })).toBeVisible();
  await expect(page.getByText('INCOMPLETE', { exact: true }).first()).toBeVisible();
});

test('a walk that has brought nothing yet is cancelled at once, and nothing is kept of it', async ({
  application: { page },
  controller,
  dns,
}) => {
  const screen = new ConnectScreen(page);
  controller.fallSilentAt('search');
  await screen.open(dns);
  await screen.reach(controller, sealed);
  await screen.signInAs(controller);
  await screen.press('Connect');
  await expect.poll(() => controller.asked.at(-1)).toBe('search');
  await page.getByRole('region', { name: 'Progress' }).getByRole('button', { name: 'Cancel' }).click();
  const cancelled = page.getByRole('alert', { name: 'The walk was cancelled' });
  await expect(cancelled).toBeVisible();
  await expect.poll(controller.open).toBe(0);
  await page.getByRole('button', { name: 'History' }).click();
  await expect(page.getByText('No assessment yet')).toBeVisible();

  await page.getByRole('list', { name: 'Steps' }).getByRole('button', { name: 'Walk' }).click();
  await cancelled.getByRole('button', { name: 'Back to Connect' }).click();
  controller.speakAgain();
  await screen.password.fill(controller.password);
  await screen.press('Connect');
  await screen.startReview();
});
