import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { walkClasses } from '../../shared/exchange/attributes.ts';
import { escapeValue } from '../../shared/directory/distinguished-name.ts';
import {
  entryOf,
  groupName,
  organizationEntries,
  serverEntry,
  smtpEntries,
  virtualServerEntry,
} from '../support/exchange-entries.ts';
import { ldifOf } from '../support/ldif-text.ts';
import { expectAccessible } from './support/accessibility.ts';
import { test } from './support/host.ts';

/** Names as nobody should give them, each with what is shown in its place. */
const names = {
  markup: [
    '<img src=x onerror="document.title=\'stolen\'"><b>bold</b>&amp;',
    '<img src=x onerror="document.title=\'stolen\'"><b>bold</b>&amp;',
  ],
  rightToLeft: ['Mail \u202eredrob\u202c \u2067end', 'Mail ⟨U+202E⟩redrob⟨U+202C⟩ ⟨U+2067⟩end'],
  hebrew: ['שרת דואר 1 (ראשי)', 'שרת דואר 1 (ראשי)'],
  zeroWidth: ['EX\u200b\u200d01\ufeff', 'EX⟨U+200B⟩⟨U+200D⟩01⟨U+FEFF⟩'],
  control: ['line one\r\nline two\u0007\u001b[31m', 'line one⟨U+000D⟩⟨U+000A⟩line two⟨U+0007⟩⟨U+001B⟩[31m'],
  blank: ['   ', '(empty name)'],
  long: [`${'Long'.repeat(2_500)}`, `${'Long'.repeat(74)}Lon…`],
  combining: [`Z${'\u0301\u0323'.repeat(60)}algo`, `Z${'\u0301\u0323'.repeat(60)}algo`],
} as const;

type Name = keyof typeof names;
const hostile = Object.keys(names) as Name[];

/** Every kind of name, for a group, a server, a virtual server and a connector. */
function hostileOrganization(): string {
  return ldifOf([...organizationEntries(), ...hostile.flatMap(hostileGroup)]);
}

function hostileGroup(name: Name) {
  const [displayName] = names[name];
  const escaped = escapeValue(displayName);
  const routing = `CN=Routing Groups,${groupName(escaped)}`;
  const connectors = `CN=Connectors,CN=First,${routing}`;
  return [
    entryOf(groupName(escaped), walkClasses.administrativeGroup, { displayName }),
    entryOf(`CN=Servers,${groupName(escaped)}`, walkClasses.servers),
    serverEntry(escaped, escaped),
    ...smtpEntries(escaped, escaped),
    virtualServerEntry(escaped, escaped, '1', {
      displayName,
      msExchSmtpOutboundSecurityFlag: '1',
      msExchSmtpSmartHost: displayName,
    }),
    entryOf(routing, walkClasses.routingGroups),
    entryOf(`CN=First,${routing}`, walkClasses.routingGroup),
    entryOf(connectors, walkClasses.connectors),
    entryOf(`CN=${escaped},${connectors}`, walkClasses.smtpConnector, { displayName }),
  ];
}

async function review(page: Page, dataFolder: string): Promise<void> {
  const file = join(dataFolder, 'hostile.ldf');
  await writeFile(file, hostileOrganization());
  await page.getByRole('textbox', { name: 'Assessor' }).fill('Ann \u202eAssessor <b>');
  await page.getByRole('button', { name: 'Open an LDIF export' }).click();
  await page.getByLabel('LDIF file').setInputFiles(file);
  await page.getByRole('button', { name: 'Read the file' }).click();
  await page.getByRole('button', { name: 'Start review' }).click();
  await page.getByRole('button', { name: 'Expand all' }).click();
}

/** Nothing may be wider than the window or where one decides: only tables scroll sideways, within themselves. */
async function expectFits(page: Page): Promise<void> {
  const overflow = await page.evaluate(() =>
    [...document.querySelectorAll('html, main, aside')].map((part) => part.scrollWidth - part.clientWidth),
  );
  expect(overflow.filter((pixels) => pixels !== 0)).toEqual([]);
}

/** Sizes of the window in CSS pixels; the first is 1440 x 900 at 200 %. */
const sizes = [
  { width: 720, height: 450 },
  { width: 1024, height: 700 },
  { width: 1440, height: 900 },
];

async function look(page: Page, name: string): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(size);
    await expectFits(page);
    const folder = process.env['HOPCHECK_SCREENSHOTS'];
    if (folder === undefined) continue;
    await mkdir(folder, { recursive: true });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.waitForTimeout(200);
      await page.screenshot({ path: join(folder, `${name}-${size.width}-${colorScheme}.png`) });
    }
  }
}

test('hostile names of groups, servers, virtual servers and connectors are shown harmlessly and legibly', async ({
  application: { page, dataFolder },
}) => {
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await review(page, dataFolder);
  const root = page.getByRole('treeitem', { name: /^Fabrikam/ });
  for (const [tab, label] of [
    ['Servers', 'Servers'],
    ['Virtual servers', 'Virtual servers'],
    ['SMTP connectors', 'SMTP connectors'],
  ] as const) {
    await root.click();
    await page.getByRole('tab', { name: new RegExp(`^${tab}`) }).click();
    const table = page.getByRole('grid', { name: label });
    for (const name of hostile) {
      await expect(table.getByText(names[name][1], { exact: true }).first()).toBeAttached();
    }
  }
  await look(page, 'connectors');
  await expectAccessible(page, 'Hostile names in a table');
  await page.getByRole('tab', { name: /^Virtual servers/ }).click();
  await look(page, 'virtual-servers');

  for (const name of hostile) {
    await root.click();
    await page.getByRole('tab', { name: /^Virtual servers/ }).click();
    await page
      .getByRole('grid', { name: 'Virtual servers' })
      .getByText(names[name][1], { exact: true })
      .first()
      .dblclick();
    await expect(page.getByRole('heading', { level: 2, name: names[name][1], exact: true })).toBeVisible();
    const form = page.getByRole('form', { name: 'Decision' });
    await expect(form).toBeVisible();
    const shown = names[name][1];
    await expect(page.getByText(`SMTP virtual server on ${shown}`, { exact: true })).toBeVisible();
    await expect(page.getByRole('complementary', { name: 'Decision' })).toContainText(`${shown} on ${shown}`);
    await look(page, name);
    await form.getByRole('button', { name: 'Accept proposal' }).click();
    await expect(form).toContainText('Decided:');
  }
  await page.getByRole('button', { name: 'Finish', exact: true }).click();
  await look(page, 'finish');
  expect(await page.title()).toBe('Finish - Hopcheck');
  expect(await page.locator('img, main b').count()).toBe(0);
  expect(dialogs).toEqual([]);
});

test('whoever wants no motion gets none', async ({ application: { page, dataFolder } }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await review(page, dataFolder);
  const moving = await page.evaluate(() =>
    [...document.querySelectorAll('*')].flatMap((element) => {
      const { animationDuration, transitionDuration, scrollBehavior } = getComputedStyle(element);
      const seconds = [...animationDuration.split(','), ...transitionDuration.split(',')].map(
        Number.parseFloat,
      );
      return seconds.some((duration) => duration > 0.0001) || scrollBehavior === 'smooth'
        ? [element.className]
        : [];
    }),
  );
  expect(moving).toEqual([]);
});
