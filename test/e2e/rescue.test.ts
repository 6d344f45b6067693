import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { expectAccessible } from './support/accessibility.ts';
import { test, type Application } from './support/host.ts';

const oldDatabase = join(import.meta.dirname, '../electron/backend/store/databases/version-3.db');
const automatic = 'hopcheck-2026-11-24T18-30-00-000Z.db';
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true });

/** Page of the certificates in that database, without which all assessments can be read. */
const pinnedCertificates = 'pinned_certificate';

/** Leaves a data folder with a database of which a page is damaged, one sound backup and one that is damaged, too. */
async function damage(dataFolder: string): Promise<void> {
  const octets = await readFile(oldDatabase);
  const page = await pageOf(pinnedCertificates);
  await writeFile(join(dataFolder, 'hopcheck.db'), octets.fill(0xff, (page - 1) * 4_096, page * 4_096));
  await mkdir(join(dataFolder, 'backups'), { recursive: true });
  await copyFile(oldDatabase, join(dataFolder, 'backups', automatic));
  await writeFile(join(dataFolder, 'backups', 'mine.db'), 'no database');
}

async function pageOf(table: string): Promise<number> {
  const { default: SqliteDatabase } = await import('better-sqlite3');
  // In memory, so that the file stays as it is.
  const octets = await readFile(oldDatabase);
  // As a database without a log: one in memory has none.
  octets.fill(1, 18, 20);
  const database = new SqliteDatabase(octets);
  const page = database.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').pluck().get(table);
  database.close();
  return Number(page);
}

async function restartDamaged(application: Application): Promise<void> {
  // A window that has not seen anything yet is not missed when it closes.
  await expect(application.page.getByText('No assessment yet')).toBeVisible();
  await application.restart(() => damage(application.dataFolder));
}

// Every state is looked at as a whole by axe-core, which takes seconds on a slow computer.
test.describe.configure({ timeout: 120_000 });

test('a damaged database can be replaced by a backup, from the keyboard', async ({ application }) => {
  await restartDamaged(application);
  const { page, dataFolder } = application;
  await expect(heading(page, 'Hopcheck cannot open')).toBeFocused();
  await expect(heading(page, 'The data file is damaged')).toBeVisible();
  await expect(page.getByRole('radio')).toHaveCount(2);
  await expect(page.getByRole('radio', { name: /mine\.db.*Damaged/ })).toBeDisabled();
  await expect(page.getByRole('radio', { name: /after an assessment was completed.*Sound/ })).toBeChecked();
  await expectAccessible(page, 'Ways out of damage');
  await button(page, 'Restore this backup').focus();
  await page.keyboard.press('Enter');
  await expectAccessible(page, 'Restore a backup');
  await button(page, 'Restore').focus();
  await page.keyboard.press('Enter');
  await expect(heading(page, 'Hopcheck can be opened again')).toBeFocused();
  await expect(page.getByText('2 assessments are there.')).toBeVisible();
  await expect(page.getByText('This is how everything was on 2026-11-24 18:30 UTC.')).toBeVisible();
  await expectAccessible(page, 'After a rescue');
  await button(page, 'Go on').click();
  await expect(page.getByText('Northwind Harbor').first()).toBeVisible();
  const kept = (await readdir(dataFolder)).filter((name) => name.startsWith('damaged-'));
  expect(kept).toHaveLength(1);
});

test('what can be read of a damaged database is saved, and what is lost is told', async ({ application }) => {
  await restartDamaged(application);
  const { page } = application;
  await button(page, 'Save what can be read').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await expect(heading(page, 'The data file is damaged')).toBeVisible();
  await button(page, 'Save what can be read').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Save what can be read' }).click();
  await expect(page.getByText('2 assessments are there.')).toBeVisible();
  await expect(page.getByRole('listitem')).toHaveText([
    'The database no longer holds all trusted certificates: they will be shown again.',
  ]);
  await button(page, 'Go on').click();
  await expect(page.getByText('Northwind Harbor').first()).toBeVisible();
});
