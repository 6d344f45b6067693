import { expect, type Locator } from '@playwright/test';
import { test } from './support/host.ts';

/**
 * Nothing here but roles and accessible names: what a screen reader says, what one speaks to a computer that listens.
 * No text, no selector, no place on the screen.
 */
test('the whole job is done by roles and names alone', async ({ application: { page } }) => {
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const heading = (name: string) => page.getByRole('heading', { name, exact: true });
  const tab = (name: RegExp) => page.getByRole('tab', { name });
  const form = page.getByRole('form', { name: 'Decision' });
  const field = (name: string) => form.getByRole('textbox', { name, exact: true });
  const option = (name: string | RegExp) => form.getByRole('radio', { name, exact: true });
  const decided = (of: Locator) => expect(of.getByRole('progressbar', { name: 'Decided' }));

  await test.step('Start and Walk', async () => {
    await page.getByRole('textbox', { name: 'Assessor' }).fill('Ann Assessor');
    await button('Start practice').click();
    await button('Start review').click();
    await expect(page.getByRole('heading', { level: 1, name: 'Review' })).toBeVisible();
    await expect(page.getByRole('complementary', { name: 'About this assessment' })).toBeVisible();
  });

  await test.step('what was observed of a virtual server', async () => {
    await button('Next undecided').click();
    await expect(heading('Default SMTP Virtual Server')).toBeFocused();
    await expect(page.getByRole('navigation', { name: 'Path' }).getByRole('button')).toHaveCount(8);
    await expect(page.getByRole('region', { name: 'Proposed' })).toBeVisible();
    await tab(/^Access/).click();
    await expect(page.getByRole('tabpanel', { name: /^Access/ })).toBeVisible();
    await tab(/^Delivery/).click();
    const dialog = page.getByRole('region', { name: 'Outbound Security' });
    await expect(dialog.getByRole('checkbox', { name: 'TLS encryption' })).toBeVisible();
  });

  await test.step('a decision of one’s own: status, justification, comments, finding details, severity', async () => {
    await option(/^Not Applicable/).check();
    await button('Save decision').click();
    await expect(field('Justification')).toBeFocused();
    await field('Justification').fill('Sends to no other server; seen with the administrator.');
    await field('Comments').fill('To be removed in spring.');
    // As long as it is closed there is nothing of it but what opens it.
    await form
      .getByRole('group')
      .filter({ hasText: /^Finding details/ })
      .click();
    await field('Finding details').fill('The virtual server is not used.');
    await button('Show what was changed').click();
    await expect(page.getByRole('dialog', { name: 'What was changed in the finding details' })).toBeVisible();
    await button('Close').click();
    await option('CAT III').check();
    await button('Save decision').click();
    await expect(field('Reason for the severity')).toBeFocused();
    await field('Reason for the severity').fill('It sends nothing.');
    await button('Save decision').click();
    await decided(page.getByRole('main')).toHaveAttribute('value', '1');
    await button('Take back the last decision').click();
    await decided(page.getByRole('main')).toHaveAttribute('value', '0');
    // What was typed for it is still there, and does not go with the proposal.
    await expect(button('Accept proposal')).toBeDisabled();
    await button('Save decision').click();
    await decided(page.getByRole('main')).toHaveAttribute('value', '1');
  });

  await test.step('several at once', async () => {
    await page.getByRole('treeitem', { name: /^Northwind Harbor/ }).click();
    await tab(/^Virtual servers/).click();
    await page.getByRole('searchbox', { name: 'Filter: Virtual servers' }).fill('HQ-MBX');
    const table = page.getByRole('grid', { name: 'Virtual servers' });
    await expect(table.getByRole('row')).toHaveCount(3);
    await table.getByRole('checkbox', { name: 'Select all rows' }).check();
    await button('Decide 2 selected…').click();
    const dialog = page.getByRole('dialog', { name: 'Decide 2 objects alike' });
    await dialog.getByRole('radio', { name: 'Not Reviewed' }).check();
    await dialog.getByRole('textbox', { name: 'Justification' }).fill('Both are being moved.');
    await dialog.getByRole('button', { name: 'Decide 2 objects' }).click();
    await expect(dialog).toHaveCount(0);
    await decided(page.getByRole('main')).toHaveAttribute('value', '3');
    await button('Undo').click();
    await decided(page.getByRole('main')).toHaveAttribute('value', '1');
    await button('Decide 2 selected…').click();
    await dialog.getByRole('button', { name: 'Decide 2 objects' }).click();
    await decided(page.getByRole('main')).toHaveAttribute('value', '3');
  });

  await test.step('Finish', async () => {
    await button('Finish').click();
    await button('Complete assessment').press('Enter');
    await expect(heading('Before completing')).toBeFocused();
    await button('Accept all proposals').click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Accept 1\d proposals/ })
      .click();
    await page.getByRole('checkbox', { name: /^I have read the problems/ }).check();
    await button('Complete assessment').click();
    await page
      .getByRole('dialog', { name: 'Complete the assessment?' })
      .getByRole('button', { name: 'Complete' })
      .click();
    await expect(heading('Completed')).toBeFocused();
    await button('History').click();
    await expect(
      page.getByRole('grid', { name: 'Assessments' }).getByRole('row', { name: /Completed/ }),
    ).toHaveCount(1);
  });
});
