// How much work the steps of a review give the main thread of the window, with 50,000 virtual servers in 50 groups.
// A word as argument takes only the steps with that word in their names.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium, type CDPSession, type Page } from '@playwright/test';

import { findBrowser } from '../../electron/browser.ts';
import { keepGeneratedAssessment } from '../support/large-assessment.ts';

const size = { groups: 50, serversPerGroup: 1_000 };
const rounds = 5;
/** Milliseconds of work for one step. */
const goal = 100;

/** A step of the review; `before` sets the stage and is not measured. */
interface Step {
  readonly name: string;
  readonly before?: (page: Page) => Promise<unknown>;
  readonly act: (page: Page) => Promise<unknown>;
}

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

/** Everything that the main thread of the page does while a step is taken, and until it has come to rest. Milliseconds. */
interface Work {
  readonly total: number;
  readonly longest: number;
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  /** Time that the thread itself ran: what it waited for another program is not its work. */
  readonly tdur?: number;
  readonly args: { readonly name?: string };
}

async function traced(session: CDPSession, act: () => Promise<unknown>): Promise<Work> {
  const events: TraceEvent[] = [];
  const collect = ({ value }: { value: object[] }) => void events.push(...(value as TraceEvent[]));
  session.on('Tracing.dataCollected', collect);
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['toplevel', 'blink.user_timing', 'devtools.timeline'] },
  });
  await act();
  const complete = new Promise((done) => session.once('Tracing.tracingComplete', done));
  await session.send('Tracing.end');
  await complete;
  session.off('Tracing.dataCollected', collect);
  return workOf(events);
}

/** The tasks between the two marks on the thread that set them. */
function workOf(events: readonly TraceEvent[]): Work {
  const [begin, end] = ['step-begin', 'step-end'].map((mark) => events.find(({ name }) => name === mark));
  if (begin === undefined || end === undefined) throw new Error('The trace lacks the marks of the step.');
  const durations = events
    .filter(
      ({ name, ph, pid, tid }) =>
        name.endsWith('RunTask') && ph === 'X' && pid === begin.pid && tid === begin.tid,
    )
    .filter(({ ts, dur = 0 }) => ts + dur > begin.ts && ts < end.ts)
    .map(({ dur = 0, tdur = dur }) => tdur / 1_000);
  return { total: durations.reduce((sum, one) => sum + one, 0), longest: Math.max(0, ...durations) };
}

/** Until what a step set off is drawn, has been answered by the backend and drawn again. */
async function settle(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.evaluate(
    () =>
      new Promise((done) =>
        requestAnimationFrame(() => requestAnimationFrame(() => requestIdleCallback(done))),
      ),
  );
}

async function measure(page: Page, session: CDPSession, { before, act }: Step): Promise<Work> {
  await before?.(page);
  await settle(page);
  // What is written a moment after the last action belongs to that action.
  await page.waitForTimeout(1_200);
  return traced(session, async () => {
    await page.evaluate(() => performance.mark('step-begin'));
    await act(page);
    await settle(page);
    await page.evaluate(() => performance.mark('step-end'));
  });
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN;
}

const dataFolder = mkdtempSync(join(tmpdir(), 'hopcheck-bench-'));
const executablePath = findBrowser(process.platform, process.env);
if (executablePath === null) throw new Error('No Chromium, Chrome or Edge is installed.');
keepGeneratedAssessment(dataFolder, size);
const program = join(import.meta.dirname, '..', '..', 'dist', 'electron', 'loopback.js');
const host = spawn(process.execPath, [program, '--no-window', '--data', dataFolder], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
const ended = once(host, 'close');
const [address] = (await once(createInterface({ input: host.stdout }), 'line')) as [string];
const browser = await chromium.launch({ executablePath, chromiumSandbox: process.getuid?.() !== 0 });
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const session = await page.context().newCDPSession(page);
  await page.goto(address);
  await page.getByRole('textbox', { name: 'Assessor' }).fill('Ann');
  const row = page.getByRole('row', { name: /Fabrikam/ });
  await row.waitFor();
  const opening = await measure(page, session, {
    name: 'Open the assessment',
    act: async () => {
      await row.click();
      await tree(page).waitFor();
    },
  });
  const servers = size.groups * size.serversPerGroup;
  console.log(`${servers.toLocaleString('en')} virtual servers; median of ${rounds}, goal ${goal} ms`);
  console.log(`${'Step'.padEnd(58)} work  longest task   elements`);
  const show = (name: string, { total, longest }: Work, elements: number, note = '') =>
    console.log(
      `${name.padEnd(58)} ${total.toFixed(0).padStart(4)}  ${longest.toFixed(0).padStart(12)}   ${String(elements).padStart(8)}  ${note}`,
    );
  const countElements = () => page.evaluate(() => document.querySelectorAll('*').length);
  show('Open the assessment', opening, await countElements(), '(once, not among the goals)');
  const word = process.argv[2] ?? '';
  for (const step of steps.filter(({ name }) => name.includes(word))) {
    const works: Work[] = [];
    for (let round = 0; round < rounds; round += 1) works.push(await measure(page, session, step));
    const total = median(works.map((work) => work.total));
    const longest = median(works.map((work) => work.longest));
    show(step.name, { total, longest }, await countElements(), total <= goal ? '' : 'above the goal');
  }
} finally {
  await browser.close();
  await ended;
  rmSync(dataFolder, { recursive: true, force: true });
}
