// `npm run pictures`: takes the pictures of README.md from the running application, so that they show what is there.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium } from '@playwright/test';
import { installedBrowser } from './browser.mjs';
import { command, node, root, SetupError } from './process.mjs';
import { ensureSetup } from './setup.mjs';

const folder = join(root, 'build', 'pictures');

/** What the first flags of the organisation were on three visits, by their position; the others have not changed since. */
const visits = [
  { 0: '0', 1: '0', 3: '0', 6: '0', 9: '0' },
  { 1: '0', 3: '0', 4: '4', 6: '0' },
  { 2: '4', 6: '0' },
];

await command(async () => {
  await ensureSetup();
  const executablePath = await installedBrowser();
  if (executablePath === null) throw new SetupError('No Chromium, Chrome or Edge is installed.');
  mkdirSync(folder, { recursive: true });
  const data = mkdtempSync(join(tmpdir(), 'hopcheck-pictures-'));
  const program = join(root, 'dist', 'electron', 'loopback.js');
  const host = spawn(node(), [program, '--no-window', '--data', data], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((done) => host.once('close', done));
  const address = await firstLine(host.stdout);
  const server = join(root, 'test', 'e2e', 'support', 'serve-domain-controller.ts');
  const directory = spawn(node(), [server], { stdio: ['pipe', 'pipe', 'inherit'] });
  const browser = await chromium.launch({ executablePath, chromiumSandbox: process.getuid?.() !== 0 });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(address);
    await page.getByLabel('Assessor').fill('A. Assessor');
    await takePictures(page);
    await takeVisitPictures(page, join(data, 'export.ldf'));
    await takeConnectPicture(page, JSON.parse(await firstLine(directory.stdout)));
  } finally {
    directory.stdin.end();
    await browser.close();
    await ended;
    rmSync(data, { recursive: true, force: true });
  }
  return 0;
});

/** What a program says first. @param {import('node:stream').Readable} output @returns {Promise<string>} */
function firstLine(output) {
  return new Promise((done) => createInterface({ input: output }).once('line', done));
}

/** Goes through a practice assessment and stops for the pictures. @param {import('@playwright/test').Page} page */
async function takePictures(page) {
  const button = (/** @type {string} */ name) => page.getByRole('button', { name, exact: true });
  await picture(page, 'start');
  await button('Start practice').click();
  await button('Start review').waitFor();
  await picture(page, 'walk');
  await button('Start review').click();
  await openVirtualServer(page, 'HQ-EVS01');
  await picture(page, 'review-finding');
  await openVirtualServer(page, 'HQ-FE01');
  await picture(page, 'review-pass');
  await openVirtualServer(page, 'NQ-MBX03');
  await picture(page, 'review-unknown');
  await button('Finish').click();
  await picture(page, 'finish');
  await button('History').click();
  await picture(page, 'history');
}

/**
 * Reads the organisation three times and stops for the pictures of what changed.
 * @param {import('@playwright/test').Page} page
 * @param {string} file Where an export may be written.
 */
async function takeVisitPictures(page, file) {
  const button = (/** @type {string} */ name) => page.getByRole('button', { name, exact: true });
  const organization = readFileSync(join(root, 'build', 'practice-organization.ldif'), 'utf8');
  for (const [visit, flags] of visits.entries()) {
    writeFileSync(file, withFlags(organization, flags));
    await button('Start').click();
    await button('Open an LDIF export').click();
    await page.getByLabel('LDIF file').setInputFiles(file);
    await button('Read the file').click();
    if (visit < visits.length - 1) await completeAsProposed(page);
  }
  await button('See what changed').click();
  await page.getByRole('grid').getByRole('row').nth(1).waitFor();
  await picture(page, 'comparison');
  await button('Over time').click();
  await page.getByRole('img').waitFor();
  await picture(page, 'trend');
}

/** @param {string} organization LDIF. @param {Readonly<Record<number, string>>} flags */
function withFlags(organization, flags) {
  let at = 0;
  return organization.replace(/^(msExchSmtpOutboundSecurityFlag: )(.*)/gm, (_, name, value) => {
    const flag = flags[at] ?? value;
    at += 1;
    return name + flag;
  });
}

/** From the end of a walk on. @param {import('@playwright/test').Page} page */
async function completeAsProposed(page) {
  await page.getByRole('button', { name: /^(Start|Go on to) review$/ }).click();
  await page.getByRole('button', { name: 'Finish', exact: true }).click();
  await page.getByRole('button', { name: 'Accept all proposals', exact: true }).click();
  await page.getByRole('button', { name: /^Accept \d+ proposals/ }).click();
  await page.getByRole('checkbox', { name: /^I have read the problems/ }).check();
  await page.getByRole('button', { name: 'Complete assessment', exact: true }).click();
  await page.getByRole('button', { name: 'Complete', exact: true }).click();
  await page.getByRole('heading', { name: 'Completed', exact: true }).waitFor();
}

/**
 * Tests the connection to a domain controller that is found in DNS.
 * @param {import('@playwright/test').Page} page
 * @param {{ readonly account: string, readonly password: string, readonly dnsServer: string }} directory
 */
async function takeConnectPicture(page, { account, password, dnsServer }) {
  const button = (/** @type {string} */ name) => page.getByRole('button', { name, exact: true });
  await button('Start').click();
  await button('Connect to a domain controller').click();
  await page.getByLabel('Domain', { exact: true }).fill('harbor.example');
  await page.getByLabel('DNS server').fill(dnsServer);
  await button('Find domain controllers').click();
  await page.getByText('All asked').waitFor();
  await page.getByRole('radio', { name: /^practice-dc/ }).check();
  await page.getByLabel('Account').fill(account);
  await page.getByLabel('Password').fill(password);
  await button('Test connection').click();
  await page.getByRole('heading', { name: 'The connection works' }).waitFor();
  await button('What was sent').scrollIntoViewIfNeeded();
  await picture(page, 'connect');
}

/** @param {import('@playwright/test').Page} page @param {string} server */
async function openVirtualServer(page, server) {
  await page.getByRole('treeitem', { name: /\(Exchange\)/ }).click();
  await page.getByRole('tab', { name: /^Virtual servers/ }).click();
  await page.getByRole('searchbox', { name: /^Filter/ }).fill(server);
  await page.getByRole('row', { name: server }).first().dblclick();
  await page.getByRole('form', { name: 'Decision' }).waitFor();
}

/** One picture for each colour scheme. @param {import('@playwright/test').Page} page @param {string} name */
async function picture(page, name) {
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.mouse.move(0, 799);
    // Chromium repaints in the other scheme only after a moment.
    await page.waitForTimeout(300);
    await page.screenshot({ path: join(folder, `${name}-${colorScheme}.png`) });
  }
}
