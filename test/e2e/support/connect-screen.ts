import { expect, type Locator, type Page } from '@playwright/test';
import type { DnsServer } from '../../support/dns-server.ts';
import type { DomainController } from './domain-controller.ts';
import { dc1 } from './harbor.ts';

/** Security as it is chosen on the Connect screen. */
export type Security =
  'Windows sign-in, encrypted (NTLM)' | 'LDAPS' | 'StartTLS' | 'Without encryption' | 'Automatic (encrypted)';

/** The Connect screen as an assessor uses it. */
export class ConnectScreen {
  readonly page: Page;
  readonly form: Locator;
  readonly host: Locator;
  readonly account: Locator;
  readonly password: Locator;

  constructor(page: Page) {
    this.page = page;
    this.form = page.getByRole('form', { name: 'Sign-in' });
    this.host = this.form.getByLabel('Domain controller');
    this.account = this.form.getByLabel('Account');
    this.password = this.form.getByLabel('Password');
  }

  /** Comes here from the first screen, with who assesses and which DNS server knows the site filled in. */
  async open({ address }: DnsServer): Promise<void> {
    await this.page.getByLabel('Assessor').fill('Ann Assessor');
    await this.page.getByRole('button', { name: 'Connect to a domain controller' }).click();
    await this.page.getByLabel('DNS server').fill(address);
  }

  /** Fills in how dc1, or another name for it, is reached. */
  async reach(controller: DomainController, security: Security, host = dc1): Promise<void> {
    await this.host.fill(host);
    await this.form.getByLabel('Security').selectOption(security);
    await this.form
      .getByLabel('Port')
      .fill(String(security === 'LDAPS' ? controller.ldapsPort : controller.port));
  }

  async signInAs({ account, password }: Pick<DomainController, 'account' | 'password'>): Promise<void> {
    await this.account.fill(account);
    await this.password.fill(password);
  }

  async press(name: 'Connect' | 'Test connection' | 'Cancel'): Promise<void> {
    await this.form.getByRole('button', { name, exact: true }).click();
  }

  /** The walk is over: goes on to the review of a virtual server, which says where the evidence came from. */
  async startReview(): Promise<void> {
    await this.page.getByRole('button', { name: 'Start review' }).click();
    await this.page.getByRole('button', { name: 'Next undecided' }).click();
    await expect(this.evidence).toBeVisible();
  }

  /** Comes back here from another screen. */
  async comeBack(): Promise<void> {
    const steps = this.page.getByRole('list', { name: 'Steps' });
    await steps.getByRole('button', { name: 'Connect', exact: true }).click();
    await expect(this.password).toHaveValue('');
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog');
  }

  /** Where the evidence of the object that is open in the review came from. */
  get evidence(): Locator {
    return this.page.getByRole('region', { name: 'Evidence' });
  }
}
