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
