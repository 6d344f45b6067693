// How much work the steps of a review give the main thread of the window, with 50,000 virtual servers in 50 groups.
// A word as argument takes only the steps with that word in their names.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';

import { keepGeneratedAssessment } from '../support/large-assessment.ts';
import { openWindow, showHead, showSteps, showWork, type Step } from '../support/window-work.ts';

const size = { groups: 50, serversPerGroup: 1_000 };
const rounds = 5;
/** Milliseconds of work for one step. */
const goal = 100;

const organization = (page: Page) => page.getByRole('treeitem', { name: /^Fabrikam/ });
const tree = (page: Page) => page.getByRole('tree');
const collapseAll = (page: Page) => page.getByRole('button', { name: 'Collapse all' }).click();
const expandAll = (page: Page) => page.getByRole('button', { name: 'Expand all' }).click();
const filter = (page: Page) => page.getByRole('searchbox', { name: /^Filter/ });
const grid = (page: Page) => page.getByRole('grid', { name: 'Virtual servers' });

async function openTable(page: Page): Promise<void> {
  await organization(page).click();
  await page.getByRole('tab', { name: /^Virtual servers/ }).click();
  await filter(page).fill('');
}

const steps: readonly Step[] = [
  { name: 'Expand all', before: collapseAll, act: expandAll },
  {
    name: 'Jump to the end of the tree',
    before: async (page) => {
      await expandAll(page);
      await tree(page).focus();
      await page.keyboard.press('Home');
    },
    act: (page) => page.keyboard.press('End'),
  },
  {
    name: 'Type a letter in the tree',
    before: (page) => page.keyboard.press('Home'),
    act: (page) => page.keyboard.press('s'),
  },
  {
    name: 'Open a virtual server in the tree',
    before: async (page) => {
      await page.keyboard.press('End');
      await page.keyboard.press('ArrowUp');
    },
    act: (page) => page.keyboard.press('ArrowDown'),
  },
  {
    name: 'Next undecided',
    before: (page) => page.getByRole('heading', { level: 2 }).focus(),
    act: (page) => page.keyboard.press('n'),
  },
  { name: 'Collapse all', before: expandAll, act: collapseAll },
  {
    name: 'Show the organisation, all virtual servers in one table',
    before: async (page) => {
      await openTable(page);
      await page.getByRole('treeitem', { name: /^Group 1\b/ }).click();
    },
    act: (page) => organization(page).click(),
  },
  ...['4', '9', '-', '9'].map((letter, index) => ({
    name: `Filter by text, letter ${index + 1}`,
    before: async (page: Page) => {
      await openTable(page);
      await filter(page).pressSequentially('49-9'.slice(0, index));
    },
    act: (page: Page) => filter(page).press(letter),
  })),
  {
    name: 'Jump to the end of the table',
    before: async (page) => {
      await openTable(page);
      await grid(page).focus();
    },
    act: (page) => page.keyboard.press('End'),
  },
  {
    name: 'Select all rows',
    before: async (page) => {
      await openTable(page);
      await grid(page).focus();
      await page.keyboard.press('Escape');
    },
    act: (page) => page.keyboard.press('Control+a'),
  },
  {
    name: 'Sort by server',
    before: openTable,
    act: (page) => grid(page).getByRole('columnheader', { name: 'Server', exact: true }).click(),
  },
  {
    name: 'Open a virtual server in the table',
    before: async (page) => {
      await openTable(page);
      await grid(page).focus();
    },
    act: (page) => page.keyboard.press('Enter'),
  },
  {
    name: 'Accept a proposal',
    before: async (page) => {
      await page.getByRole('button', { name: /^Next undecided/ }).click();
      await page.getByRole('button', { name: /^Accept proposal/ }).waitFor();
    },
    act: (page) => page.keyboard.press('Alt+Enter'),
  },
];

const dataFolder = mkdtempSync(join(tmpdir(), 'hopcheck-bench-'));
keepGeneratedAssessment(dataFolder, size);
const window = await openWindow(dataFolder);
try {
  const { page } = window;
  await page.getByRole('textbox', { name: 'Assessor' }).fill('Ann');
  const row = page.getByRole('row', { name: /Fabrikam/ });
  await row.waitFor();
  const opening = await window.measure({
    name: 'Open the assessment',
    act: async () => {
      await row.click();
      await tree(page).waitFor();
    },
  });
  const servers = size.groups * size.serversPerGroup;
  console.log(`${servers.toLocaleString('en')} virtual servers; median of ${rounds}, goal ${goal} ms`);
  showHead();
  await showWork(page, 'Open the assessment', opening, '(once, not among the goals)');
  const word = process.argv[2] ?? '';
  await showSteps(
    window,
    steps.filter(({ name }) => name.includes(word)),
    rounds,
    goal,
  );
} finally {
  await window.close();
  rmSync(dataFolder, { recursive: true, force: true });
}
