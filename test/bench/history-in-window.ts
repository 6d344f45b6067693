// How much work the steps of the history give the main thread of the window, median of 5 rounds: 1,000 assessments, and two of 50,000 virtual servers.
// A word as argument takes only the steps with that word in their names.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';

import type { DirectoryEntry } from '../../shared/directory/entry.ts';
import { groupEntries, organizationEntries, wholeServer } from '../support/exchange-entries.ts';
import { openedBackend } from '../support/opened-backend.ts';
import { openWindow, showHead, showSteps, type Step } from '../support/window-work.ts';

const kept = 1_000;
const organizations = 20;
const large = { groups: 50, serversPerGroup: 1_000 };
const rounds = 5;
/** Milliseconds of work for one step. */
const goal = 100;
/** For what reads 20,000 or 80,000 pairs of objects at once; afterwards they are there. */
const readingGoal = 1_000;

/** The organisation with that number, with objectGUIDs; from visit to visit some findings close and some are new. */
function organization(
  number: number,
  { groups, serversPerGroup }: typeof large,
  visit: number,
): DirectoryEntry[] {
  const entries = [...organizationEntries()];
  for (let group = 1; group <= groups; group += 1) {
    entries.push(...groupEntries(`Group ${group}`));
    for (let server = 1; server <= serversPerGroup; server += 1) {
      const isFinding = (server % 3 === 0 && server % 10 !== visit) || server % 50 === visit;
      entries.push(...wholeServer(`Group ${group}`, `EX${group}-${server}`, [isFinding ? '0' : '4']));
    }
  }
  return entries.map(({ distinguishedName, attributes }, at) => ({
    distinguishedName: distinguishedName.replace('CN=Fabrikam,', `CN=Fabrikam ${number},`),
    attributes: { ...attributes, objectGUID: [at.toString(16).padStart(16, '0')] },
  }));
}

const grid = (page: Page) => page.getByRole('grid');
const search = (page: Page) => page.getByRole('searchbox');
const openHistory = (page: Page) => page.getByRole('button', { name: 'History', exact: true }).click();
const leaveHistory = (page: Page) => page.getByRole('button', { name: 'Start', exact: true }).click();
const clear = async (page: Page) => {
  await search(page).fill('');
};
const chip = (page: Page, name: RegExp) => page.getByRole('button', { name });

function letters(word: string, before: (page: Page) => Promise<unknown>): readonly Step[] {
  return Array.from(word, (letter, index) => ({
    name: `Type letter ${index + 1} into the search`,
    before: async (page: Page) => {
      await before(page);
      await search(page).pressSequentially(word.slice(0, index));
    },
    act: (page: Page) => search(page).press(letter),
  }));
}

const inHistory: readonly Step[] = [
  { name: 'Enter History', before: leaveHistory, act: openHistory },
  ...letters('ber', clear),
  {
    name: 'Clear the search',
    before: (page) => search(page).fill('ber'),
    act: (page) => search(page).fill(''),
  },
  {
    name: 'Sort by Open',
    act: (page) => grid(page).getByRole('columnheader', { name: 'Open' }).getByRole('button').click(),
  },
  {
    name: 'Choose an organisation',
    before: (page) => page.getByRole('option', { name: /^All organisations/ }).click(),
    act: (page) => page.getByRole('option', { name: /^Fabrikam 7/ }).click(),
  },
  {
    name: 'Choose all organisations',
    before: (page) => page.getByRole('option', { name: /^Fabrikam 7/ }).click(),
    act: (page) => page.getByRole('option', { name: /^All organisations/ }).click(),
  },
  {
    name: 'Select all',
    before: async (page) => {
      await grid(page).focus();
      await page.keyboard.press('Escape');
    },
    act: (page) => page.keyboard.press('Control+a'),
  },
  {
    name: 'Show details',
    before: async (page) => {
      await page.keyboard.press('Escape');
      await grid(page).focus();
    },
    act: (page) => page.keyboard.press('Alt+Enter'),
  },
  {
    name: 'Open an assessment',
    before: async (page) => {
      await page.keyboard.press('Escape');
      await openHistory(page);
      await grid(page).focus();
    },
    act: (page) => page.keyboard.press('Enter'),
  },
];

async function selectBoth(page: Page): Promise<void> {
  const clearing = page.getByRole('button', { name: 'Clear filters' });
  if (await clearing.isVisible()) await clearing.click();
  await openHistory(page);
  await grid(page).focus();
  await page.keyboard.press('Control+a');
}

/** Clicks and waits for the comparison that is asked for by that: the last one may be on the screen until then. */
async function compareBy(page: Page, clicked: Locator): Promise<void> {
  const answer = page.waitForResponse(/history\.compare$/);
  await clicked.click();
  await (await answer).finished();
  await grid(page).getByRole('row').nth(1).waitFor();
}

const showChanged = (page: Page) => compareBy(page, page.getByRole('button', { name: 'Compare the two' }));
const showUnchanged = (page: Page) => compareBy(page, chip(page, /^Unchanged/));

/** Compares the two anew, without what is unchanged. */
async function compareAnew(page: Page): Promise<void> {
  await selectBoth(page);
  await showChanged(page);
}

const inComparison: readonly Step[] = [
  { name: 'Show what changed', before: selectBoth, act: showChanged, goal: readingGoal },
  { name: 'Show one outcome', before: compareAnew, act: (page) => chip(page, /^Closed/).click() },
  { name: 'Read and show what is unchanged', before: compareAnew, act: showUnchanged, goal: readingGoal },
  {
    name: 'Type a letter into the search, the first time',
    before: async (page) => {
      await compareAnew(page);
      await showUnchanged(page);
    },
    act: (page) => search(page).press('4'),
  },
  ...letters('49-', clear),
  {
    name: 'Sort by server',
    before: clear,
    act: (page) => grid(page).getByRole('columnheader', { name: 'Server' }).getByRole('button').click(),
  },
];

const word = process.argv[2] ?? '';
const wanted = (steps: readonly Step[]) => steps.filter(({ name }) => name.includes(word));
const folder = mkdtempSync(join(tmpdir(), 'hopcheck-bench-'));

/** A data folder with what the steps need. */
async function prepared(
  name: string,
  visits: readonly (readonly DirectoryEntry[])[],
  complete: boolean,
): Promise<string> {
  const { assess, complete: completed, backend, dataFolder } = openedBackend(folder, name);
  for (const [at, entries] of visits.entries()) {
    const { id } = await assess(entries, at % 3 === 0 ? 'Berta' : 'Ann');
    if (complete && at % 2 === 0) await completed(id, 'Ann');
  }
  await backend.close();
  return dataFolder;
}

async function bench(dataFolder: string, steps: readonly Step[]): Promise<void> {
  const window = await openWindow(dataFolder);
  try {
    await window.page.getByRole('textbox', { name: 'Assessor' }).fill('Ann');
    await openHistory(window.page);
    await grid(window.page).getByRole('row').nth(1).waitFor();
    await showSteps(window, wanted(steps), rounds, goal);
  } finally {
    await window.close();
  }
}

try {
  showHead();
  if (wanted(inHistory).length > 0) {
    const small = { groups: 2, serversPerGroup: 5 };
    const visits = Array.from({ length: kept }, (_, at) =>
      organization(at % organizations, small, Math.floor(at / organizations) % 10),
    );
    const history = await prepared('history', visits, true);
    console.log(`${kept.toLocaleString('en')} assessments of ${organizations} organisations:`);
    await bench(history, inHistory);
  }
  if (wanted(inComparison).length > 0) {
    const visits = [1, 2].map((visit) => organization(1, large, visit));
    const two = await prepared('two', visits, false);
    const servers = large.groups * large.serversPerGroup;
    console.log(`2 assessments of ${servers.toLocaleString('en')} virtual servers:`);
    await bench(two, inComparison);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
