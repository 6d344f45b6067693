import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium, type CDPSession, type Page } from '@playwright/test';
import { findBrowser } from '../../electron/browser.ts';

/** For benchmarks in the window: how much work a step gives the main thread of the page. */
export interface Step {
  readonly name: string;
  /** Sets the stage and is not measured. */
  readonly before?: (page: Page) => Promise<unknown>;
  readonly act: (page: Page) => Promise<unknown>;
  /** Milliseconds, where it is not the usual one. */
  readonly goal?: number;
}

/** A window on a data folder. */
export interface MeasuredWindow {
  readonly page: Page;
  /** Takes a step once. */
  measure(step: Step): Promise<Work>;
  close(): Promise<void>;
}

/** Starts the application, as it was built, on a data folder and opens it in a Chromium without a screen. */
export async function openWindow(dataFolder: string): Promise<MeasuredWindow> {
  const executablePath = findBrowser(process.platform, process.env);
  if (executablePath === null) throw new Error('No Chromium, Chrome or Edge is installed.');
  const program = join(import.meta.dirname, '..', '..', 'dist', 'electron', 'loopback.js');
  const host = spawn(process.execPath, [program, '--no-window', '--data', dataFolder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(host, 'close');
  const [address] = (await once(createInterface({ input: host.stdout }), 'line')) as [string];
  const browser = await chromium.launch({ executablePath, chromiumSandbox: process.getuid?.() !== 0 });
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const session = await page.context().newCDPSession(page);
  await page.goto(address);
  return {
    page,
    measure: (step) => measure(page, session, step),
    close: async () => {
      await browser.close();
      await ended;
    },
  };
}

/** The head of a list of steps. */
export function showHead(): void {
  console.log(`${'Step'.padEnd(58)} work  longest task   elements`);
}

/** A line of that list, in milliseconds. */
export async function showWork(page: Page, name: string, { total, longest }: Work, note = ''): Promise<void> {
  const elements = await page.evaluate(() => document.querySelectorAll('*').length);
  console.log(
    `${name.padEnd(58)} ${total.toFixed(0).padStart(4)}  ${longest.toFixed(0).padStart(12)}   ${String(elements).padStart(8)}  ${note}`,
  );
}

/** Takes each step several times and shows the medians, against the goal in milliseconds. */
export async function showSteps(
  { page, measure: measureOnce }: MeasuredWindow,
  steps: readonly Step[],
  rounds: number,
  goal: number,
): Promise<void> {
  for (const step of steps) {
    const works: Work[] = [];
    for (let round = 0; round < rounds; round += 1) works.push(await measureOnce(step));
    const total = median(works.map((work) => work.total));
    const longest = median(works.map((work) => work.longest));
    const { name, goal: demanded = goal } = step;
    const verdict = total <= demanded ? '' : `above the goal of ${demanded} ms`;
    await showWork(page, name, { total, longest }, verdict);
  }
}

/** Everything that the main thread of the page does while a step is taken, and until it has come to rest. Milliseconds. */
export interface Work {
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
