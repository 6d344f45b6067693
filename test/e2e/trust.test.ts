import { expect } from '@playwright/test';
import { opensslMissing } from '../support/certificates.ts';
import { ConnectScreen } from './support/connect-screen.ts';
import { dc1, fingerprints, octetsIn, test } from './support/harbor.ts';

const pinned = 'Pinned: an assessor on this computer compared its fingerprint';
const vouchedFor = 'An authority that this computer or the assessor trusts';

test.skip(opensslMissing !== null, `Skipped, ${opensslMissing}.`);

test('a certificate is compared before anything is sent, a changed one is a hard stop, and an imported authority makes comparing needless', async ({
  application: { page },
  controller,
  dns,
  certificates,
}) => {
  const screen = new ConnectScreen(page);
  const { dialog } = screen;
  const shown = async () => octetsIn(await dialog.innerText());
  const connect = async () => {
    controller.forget();
    await screen.password.fill(controller.password);
    await screen.press('Connect');
  };
  const [sha256, sha1] = fingerprints(certificates.first);
  const [renewedSha256] = fingerprints(certificates.renewed);
  controller.present(certificates.first);
  await screen.open(dns);
  await screen.reach(controller, 'LDAPS');
  await screen.signInAs(controller);

  await test.step('first contact: compared, trusted, read', async () => {
    await connect();
    await expect(dialog).toContainText(`Is this ${dc1}?`);
    await expect(dialog).toContainText('this computer does not know the authority that issued it');
    expect(await shown()).toContain(sha256);
    expect(await shown()).toContain(sha1);
    const trust = dialog.getByRole('button', { name: `Trust this certificate for ${dc1}` });
    await expect(trust).toHaveAttribute('aria-disabled', 'true');
    await trust.click({ force: true });
    await expect.poll(controller.open).toBe(0);
    expect(controller.asked).toEqual(['tls']);
    await dialog.getByRole('checkbox', { name: /^I compared/ }).check();
    await trust.click();
    await screen.startReview();
    expect(controller.asked).toEqual(['tls', 'tls', 'root-dse', 'bind', 'bind', 'look', 'search', 'unbind']);
  });

  await test.step('the evidence names the pin, and what was sent is reading and nothing else', async () => {
    await expect(screen.evidence).toContainText(pinned);
    expect(octetsIn(await screen.evidence.innerText())).toContain(sha256);
    await screen.evidence.getByRole('button', { name: 'What was sent' }).click();
    await expect(dialog).toContainText(
      '7 operations on 1 connection: 1 TLS handshake, 1 sign-in in 2 steps, 3 searches, 1 sign-out. No operation that could change anything exists in Hopcheck.',
    );
    await expect(dialog.getByRole('grid').getByRole('row')).toHaveText([
      /^No\./,
      /TLS handshake/,
      /Search.*rootDSE/,
      /Sign-in.*14 sign-in goes on/,
      /Sign-in.*0 success/,
      /Search/,
      /Search/,
      /Sign-out/,
    ]);
    await dialog.getByRole('button', { name: 'Close' }).click();
  });

  await test.step('another certificate: a hard stop that shows both', async () => {
    controller.present(certificates.renewed);
    await screen.comeBack();
    await connect();
    await expect(dialog).toContainText('The certificate has changed');
    expect(await shown()).toContain(sha256);
    expect(await shown()).toContain(renewedSha256);
    await expect(dialog.getByRole('button', { name: /Trust|Import/ })).toHaveCount(0);
    await dialog.getByRole('button', { name: 'Close' }).click();
    await expect(page.getByRole('alert')).toContainText('presented another certificate');
    await expect.poll(controller.open).toBe(0);
    expect(controller.asked).toEqual(['tls']);
  });

  await test.step('without the old pin the new certificate is compared, and its authority imported instead', async () => {
    await screen.form.getByRole('button', { name: 'Trusted certificates' }).click();
    await dialog.getByRole('button', { name: `Remove ${dc1}` }).click();
    await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
    await expect(dialog.getByText('Removed.')).toBeVisible();
    await dialog.getByRole('button', { name: 'Close' }).click();
    await expect(page.getByRole('alert')).toHaveCount(0);
    await connect();
    await expect(dialog).toContainText(`Is this ${dc1}?`);
    expect(await shown()).toContain(renewedSha256);
    const file = dialog.getByLabel('Certificate file');
    await file.setInputFiles({
      name: 'letter.pem',
      mimeType: 'text/plain',
      buffer: Buffer.from('Dear colleague'),
    });
    await expect(dialog.getByRole('alert')).toContainText('Nothing was trusted');
    const buffer = Buffer.from(certificates.authority);
    await file.setInputFiles({ name: 'harbor.pem', mimeType: 'application/x-pem-file', buffer });
    await screen.startReview();
    await expect(screen.evidence).toContainText(vouchedFor);
  });
});

test('StartTLS shows an unknown certificate before anybody signs in, and goes on once it is trusted', async ({
  application: { page },
  controller,
  dns,
  certificates,
}) => {
  const screen = new ConnectScreen(page);
  controller.present(certificates.first);
  await screen.open(dns);
  await screen.reach(controller, 'StartTLS');
  await screen.form.getByLabel('Sign-in inside TLS').selectOption('Name and password');
  await screen.signInAs(controller);
  await screen.press('Connect');
  await expect(screen.dialog).toContainText(`Is this ${dc1}?`);
  await expect.poll(controller.open).toBe(0);
  expect(controller.asked).toEqual(['start-tls', 'tls']);
  await screen.dialog.getByRole('checkbox', { name: /^I compared/ }).check();
  await screen.dialog.getByRole('button', { name: /^Trust this certificate/ }).click();
  await screen.startReview();
  await expect(screen.evidence).toContainText('LDAP with StartTLS');
  await expect(screen.evidence).toContainText('Name and password, inside TLS');
  await expect(screen.evidence).toContainText(pinned);
});
