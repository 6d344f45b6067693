import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import type { AssessmentSummary } from '../../shared/assessment/assessment.ts';
import type { BundleReport } from '../../shared/history/bundle.ts';
import { runCommandLine } from '../support/command-line.ts';
import { test as base } from './support/host.ts';
import { openVirtualServer } from './support/practice.ts';

/** A computer with a data folder of its own, on which nothing but the command line is used. */
const test = base.extend<{ site: string }>({
  site: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'hopcheck-site-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },
});

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const reason = 'TLS was selected this morning; seen in Exchange System Manager.';

/** What the command line answers as JSON; expects it to end with this status. */
async function answerOf<T>(site: string, args: readonly string[], status = 0): Promise<T> {
  const run = await runCommandLine([...args, '--json'], { folder: site });
  expect({ args, status: run.status, messages: run.messages }).toEqual({
    args,
    status,
    messages: expect.any(String),
  });
  return JSON.parse(run.output) as T;
}

/** Walks the practice organisation at the site, and packs what is there in review. Returns the id there, and the path. */
async function capture(site: string): Promise<{ readonly id: string; readonly file: string }> {
  const assessor = ['--assessor', 'Sue Site'];
  // Something is open, which its exit status tells.
  await answerOf(site, ['assess', '--practice', ...assessor], 1);
  const kept = await answerOf<readonly AssessmentSummary[]>(site, ['list']);
  const id = kept[0]?.id ?? '';
  const file = join(site, 'capture.hopcheck');
  expect(await answerOf(site, ['bundle', id, '--output', file, ...assessor])).toMatchObject({
    kind: 'capture',
    seal: null,
    path: file,
  });
  return { id, file };
}

/** Imports the capture in the window and opens its review. */
async function importCapture(page: Page, file: string): Promise<void> {
  await button(page, 'History').click();
  const chosen = page.waitForEvent('filechooser');
  await button(page, 'Import bundles…').click();
  await (await chosen).setFiles(file);
  const importing = page.getByRole('dialog', { name: 'Import a bundle' });
  await expect(importing).toContainText('A capture, in review: 0 of 19 decided');
  await expect(importing).toContainText('by Sue Site');
  await expect(button(page, 'Import')).toBeFocused();
  await button(page, 'Import').click();
  const assessor = importing.getByRole('textbox', { name: 'Assessor' });
  await expect(assessor).toBeFocused();
  await expect(importing.getByText(/^Enter your name/)).toBeVisible();
  await assessor.fill('Ann Assessor');
  await button(page, 'Import').click();
  await expect(importing.getByText('Imported.')).toBeVisible();
  await button(page, 'Open it').click();
  await expect(page.getByRole('heading', { name: 'Northwind Harbor (Exchange)' })).toBeVisible();
}

/** Disagrees with one proposal, accepts the others, reads the problems and completes. Returns the seal as the window shows it. */
async function review(page: Page): Promise<string> {
  await openVirtualServer(page, 'HQ-MBX01');
  const decision = page.getByRole('form', { name: 'Decision' });
  await decision.getByRole('radio', { name: /^Not a Finding/ }).check();
  await decision.getByLabel('Justification').fill(reason);
  await decision.getByRole('button', { name: 'Save decision' }).click();
  await expect(decision.getByText(/^Decided: Not a Finding/)).toBeVisible();
  await button(page, 'Finish').click();
  await button(page, 'Accept all proposals').click();
  await button(page, 'Accept 18 proposals').click();
  await expect(page.getByText('19 of 19 decided.')).toBeVisible();
  await page.getByRole('checkbox', { name: /^I have read the problems/ }).check();
  await button(page, 'Complete assessment').click();
  await button(page, 'Complete').click();
  await expect(page.getByRole('heading', { name: 'Completed' })).toBeFocused();
  const seal = await page.getByRole('region', { name: 'Completed' }).locator('code').first().innerText();
  return seal.replaceAll(/\s/g, '');
}

/** Saves the bundle of the one assessment in History. */
async function saveBundle(page: Page, path: string): Promise<void> {
  await button(page, 'History').click();
  await page.getByRole('grid', { name: 'Assessments' }).focus();
  await page.keyboard.press('Alt+Enter');
  const offered = page.waitForEvent('download');
  await button(page, 'Save bundle').click();
  await (await offered).saveAs(path);
  await expect(page.getByText(/^Saved as /)).toBeVisible();
}

test('a capture made at the site by the command line is reviewed elsewhere in the window, and verified back at the site', async ({
  application: { page },
  site,
}) => {
  const { id, file } = await capture(site);
  await importCapture(page, file);
  const seal = await review(page);
  const finished = join(site, 'finished.hopcheck');
  await saveBundle(page, finished);

  const verified = await answerOf<{ readonly report: BundleReport }>(site, ['verify', finished]);
  expect(verified.report).toMatchObject({
    fileName: basename(finished),
    kind: 'assessment',
    practice: true,
    assessor: 'Sue Site',
    decided: 19,
    toDecide: 19,
    verification: { outcome: 'intact', seal, differences: [] },
    known: [{ assessmentId: id, isSame: false }],
  });
  const { output } = await runCommandLine(['verify', finished], { folder: site });
  expect(output).toContain('INTACT');
  expect(output).toContain(`${id}, of the same walk, with the same evidence`);

  expect(await answerOf(site, ['import', finished])).toEqual([
    { file: finished, failure: null, assessment: expect.objectContaining({ state: 'completed', seal }) },
  ]);
  const kept = await answerOf<readonly AssessmentSummary[]>(site, ['list']);
  expect(kept.map(({ state, seal: sealThere, origin }) => [state, sealThere, origin?.fileName])).toEqual([
    ['completed', seal, 'finished.hopcheck'],
    ['in-review', null, undefined],
  ]);
  expect(new Set(kept.map(({ walk }) => walk)).size).toBe(1);
  const imported = kept[0]?.id ?? '';
  expect(await answerOf(site, ['verify', imported])).toEqual([
    expect.objectContaining({
      assessmentId: imported,
      failure: null,
      verification: expect.objectContaining({ outcome: 'intact', seal }),
    }),
  ]);
  const shown = await answerOf<unknown>(site, ['show', imported], 1);
  expect(JSON.stringify(shown)).toContain(reason);
  // It is here now: a second time there is nothing to import.
  const [again] = await answerOf<readonly { readonly failure: { readonly message: string } | null }[]>(
    site,
    ['import', finished],
    2,
  );
  expect(again?.failure?.message).toMatch(/^Nothing was imported: this assessment is here already/);
});
