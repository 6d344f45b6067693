import { expect, type Page } from '@playwright/test';
import { test } from './support/host.ts';
import { openVirtualServer, startPractice } from './support/practice.ts';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** What scrolls down although all of it should fit: the window itself, and what stands around the panes of the review. */
function scrolling(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    ['html', '.main:has(.review)'].filter((selector) => {
      const element = document.querySelector(selector);
      return element !== null && element.scrollHeight > element.clientHeight;
    }),
  );
}

/** How far what is decided on ends before the decision beside it, in CSS pixels; the least there is. */
function distanceToDecision(page: Page): Promise<number> {
  return page.evaluate(() => {
    const left = document.querySelector('.decision')?.getBoundingClientRect().left ?? 0;
    const parts = [...document.querySelectorAll('.subject-main > *')];
    return Math.min(...parts.map((part) => Math.round(left - part.getBoundingClientRect().right)));
  });
}

async function expectHeadsInSight(page: Page, heads: readonly string[]): Promise<void> {
  for (const name of heads)
    await expect(page.getByRole('columnheader', { name, exact: true })).toBeInViewport({ ratio: 0.98 });
}

test('at 200 % zoom nothing scrolls within what scrolls, and the buttons of a dialog stay in sight', async ({
  application: { page },
}) => {
  // 1440 x 900, with half as many CSS pixels.
  await page.setViewportSize({ width: 720, height: 450 });
  await startPractice(page);
  expect(await scrolling(page)).toEqual([]);
  await openVirtualServer(page, 'HQ-MBX01');
  await page.getByRole('checkbox', { name: 'Stored values and reasons' }).check();
  expect(await scrolling(page)).toEqual([]);
  await button(page, 'Finish').click();
  expect(await scrolling(page)).toEqual([]);

  await button(page, 'Keyboard shortcuts').click();
  await expect(button(page, 'Close')).toBeInViewport({ ratio: 1 });
  await page.getByRole('dialog').evaluate((dialog) => dialog.scrollTo(0, dialog.scrollHeight));
  await expect(button(page, 'Close')).toBeInViewport({ ratio: 1 });
});

test('in the smallest window nothing covers another, the tree shows the selection, and no double click marks a screen', async ({
  application: { page },
}) => {
  await page.setViewportSize({ width: 1024, height: 700 });
  const marked = () => page.evaluate(() => getSelection()?.toString());
  await page.getByRole('textbox', { name: 'Assessor' }).fill('Ann Assessor');
  await button(page, 'Start practice').dblclick();
  await expect(button(page, 'Start review')).toBeVisible();
  expect(await marked()).toBe('');
  await button(page, 'Start review').dblclick();
  await expect(page.getByRole('heading', { name: 'Northwind Harbor (Exchange)' })).toBeVisible();
  expect(await marked()).toBe('');

  await page.getByRole('tab', { name: /^Virtual servers/ }).click();
  const heads = ['Select all rows', 'Server', 'Virtual server', 'Proposal', 'Decision'];
  await expectHeadsInSight(page, heads);
  await page.getByRole('grid').evaluate((grid) => grid.scrollTo(grid.scrollWidth, 0));
  await expectHeadsInSight(page, ['Select all rows', 'Server', 'Virtual server', 'Administrative group']);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole('grid').evaluate((grid) => grid.scrollTo(0, 0));
  await expectHeadsInSight(page, [...heads, 'Flag', 'TLS', 'Authentication']);
  await page.setViewportSize({ width: 1024, height: 700 });

  const selected = page.getByRole('treeitem', { selected: true });
  for (const name of [/^Default SMTP Virtual Server/, /^Internet Relay/]) {
    await page.getByRole('treeitem', { name }).first().click();
    await expect(page.getByRole('table')).toBeVisible();
    expect(await distanceToDecision(page)).toBe(16);
  }

  await page.getByRole('tree').focus();
  await page.keyboard.press('End');
  await expect(selected).toBeInViewport({ ratio: 1 });
  await button(page, 'Finish').click();
  await page.locator('summary', { hasText: 'Headquarters' }).click();
  await page.getByRole('button', { name: /^HQ-EVS01/ }).click();
  await expect(selected).toHaveText(/^Default SMTP Virtual Server/);
  await expect(selected).toBeInViewport({ ratio: 1 });
});
