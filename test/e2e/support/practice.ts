import { expect, type Page } from '@playwright/test';

/** Walks the practice organisation and opens its review. */
export async function startPractice(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'Assessor' }).fill('Ann Assessor');
  await page.getByRole('button', { name: 'Start practice' }).click();
  await page.getByRole('button', { name: 'Start review' }).click();
  await expect(page.getByRole('heading', { name: 'Northwind Harbor (Exchange)' })).toBeVisible();
}

/** Opens the one virtual server of that server by the table of the whole organisation. */
export async function openVirtualServer(page: Page, server: string): Promise<void> {
  await page.getByRole('treeitem', { name: /^Northwind Harbor/ }).click();
  await page.getByRole('tab', { name: /^Virtual servers/ }).click();
  await page.getByRole('searchbox', { name: 'Filter' }).fill(server);
  await page.getByRole('row', { name: server }).dblclick();
  await expect(page.getByRole('heading', { name: 'Default SMTP Virtual Server', exact: true })).toBeVisible();
}
