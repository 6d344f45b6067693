import { expect, type Locator, type Page } from '@playwright/test';
import { test } from './support/host.ts';

/** More than any screen has stops. */
const mostStops = 120;

/** Presses Tab (or Shift+Tab) until the element has the focus, as someone without a mouse does. */
async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await expect(target).toBeVisible();
  for (let stop = 0; stop < mostStops; stop += 1) {
    if (await target.evaluate((element) => element === element.ownerDocument.activeElement)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${target} is not reached by ${key}.`);
}

/** Whether the end of an element can be seen: in the window, and with nothing over it. */
function isUncovered(element: Element): boolean {
  const { left, bottom } = element.getBoundingClientRect();
  return element.contains(document.elementFromPoint(left + 2, bottom - 4));
}

async function startReview(page: Page): Promise<void> {
  const assessor = page.getByLabel('Assessor');
  await expect(assessor).toHaveValue('');
  await tabTo(page, page.getByRole('button', { name: 'Start practice' }));
  await page.keyboard.press('Enter');
  await expect(assessor).toBeFocused();
  await expect(assessor).toHaveAccessibleDescription(/^Enter your name/);
  await page.keyboard.type('Ann Assessor');
  await tabTo(page, page.getByRole('button', { name: 'Start practice' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Start review' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Review' })).toBeFocused();
  await expect(page.getByRole('heading', { name: 'Northwind Harbor (Exchange)' })).toBeVisible();
}

test('the whole job is done without a mouse, and the focus is never lost on the way', async ({
  application: { page },
}) => {
  const heading = (name: string) => page.getByRole('heading', { name, exact: true });
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const form = page.getByRole('form', { name: 'Decision' });
  await startReview(page);

  await page.keyboard.press('n');
  await expect(heading('Default SMTP Virtual Server')).toBeFocused();
  await expect(button('Accept proposal')).toBeVisible();
  await page.keyboard.press('Alt+Enter');
  await expect(page.getByText('1 of 19 decided')).toBeVisible();
  await expect(button('Next undecided')).toBeFocused();
  await page.keyboard.press('Enter');

  await expect(heading('Internet Relay, legacy "quay" (do not use)')).toBeFocused();
  await expect(form).toBeVisible();
  await page.keyboard.press('d');
  await expect(heading('Decision')).toBeFocused();
  await tabTo(page, form.getByRole('radio', { name: /^Open/ }));
  await page.keyboard.press('Space');
  // What was chosen is neither dropped nor are its words kept beside the proposal.
  const barrier = 'You chose Open: save that, or discard it.';
  await expect(form.getByText(barrier)).toBeVisible();
  await expect(button('Accept proposal')).toBeDisabled();
  await page.keyboard.press('Alt+Enter');
  await expect(page.getByRole('status').getByText(barrier)).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(form.getByLabel('Justification')).toBeFocused();
  await page.keyboard.type('The dialog shows Basic authentication; seen with the administrator.');
  await tabTo(page, form.locator('summary', { hasText: 'Finding details' }));
  await page.keyboard.press('Enter');
  await tabTo(page, form.getByLabel('Finding details'));
  await page.keyboard.press('Control+End');
  await page.keyboard.type(' Seen on the screen.');
  await tabTo(page, button('Show what was changed'));
  await page.keyboard.press('Enter');
  await expect(button('Close')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(button('Show what was changed')).toBeFocused();
  await tabTo(page, form.getByRole('radio', { name: 'CAT II', exact: true }));
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Control+Enter');
  await expect(form.getByLabel('Reason for the severity')).toBeFocused();
  await page.keyboard.type('It carries mail of the pilots.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('2 of 19 decided')).toBeVisible();
  await expect(button('Next undecided')).toBeFocused();

  await page.keyboard.press('t');
  await expect(page.getByRole('tree')).toBeFocused();
  await page.keyboard.press('Home');
  await expect(heading('Northwind Harbor (Exchange)')).toBeVisible();
  await tabTo(page, page.getByRole('tab', { name: /^Servers/ }));
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('tab', { name: /^Virtual servers/ })).toBeFocused();
  await page.keyboard.press('/');
  await page.keyboard.type('HQ-MBX');
  await expect(page.getByText('2 of 21 virtual servers')).toBeVisible();
  await tabTo(page, page.getByRole('grid', { name: 'Virtual servers' }));
  await page.keyboard.press('Control+A');
  await tabTo(page, button('Decide 2 selected…'), 'Shift+Tab');
  await page.keyboard.press('Enter');
  const bulk = page.getByRole('dialog');
  await tabTo(page, bulk.getByRole('radio', { name: 'Open', exact: true }), 'Shift+Tab');
  await page.keyboard.press('Space');
  await tabTo(page, bulk.getByLabel('Justification'));
  await page.keyboard.type('Both are being moved.');
  await tabTo(page, bulk.getByRole('button', { name: 'Decide 2 objects' }));
  await page.keyboard.press('Enter');
  await expect(page.getByText('4 of 19 decided')).toBeVisible();
  await expect(button('Decide 2 selected…')).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(page.getByText('2 of 19 decided')).toBeVisible();
  await expect(page.getByText('Undone: 2 decisions taken back')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(page.getByText(/^Nothing to undo here/)).toBeVisible();
  // The same selection, and with it the status: only what it takes to decide again.
  await page.keyboard.press('Enter');
  await tabTo(page, bulk.getByRole('button', { name: 'Decide 2 objects' }));
  await page.keyboard.press('Enter');
  await expect(page.getByText('4 of 19 decided')).toBeVisible();
  await expect(button('Undo')).toBeVisible();

  await page.keyboard.press('/');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('NQ-MBX01');
  await expect(page.getByText('1 of 21 virtual servers')).toBeVisible();
  await tabTo(page, page.getByRole('grid', { name: 'Virtual servers' }));
  await page.keyboard.press('Enter');
  await expect(heading('Default SMTP Virtual Server')).toBeFocused();
  await expect(form).toBeVisible();

  await tabTo(page, button('Finish'), 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Finish' })).toBeFocused();
  await tabTo(page, button('Accept all proposals'));
  await page.keyboard.press('Enter');
  await expect(button('Accept 15 proposals')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(button('Accept all proposals')).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(page.getByText('19 of 19 decided.')).toBeVisible();
  await expect(heading('Decisions')).toBeFocused();
  await tabTo(page, page.getByRole('checkbox', { name: /^I have read the problems/ }));
  await page.keyboard.press('Space');
  await tabTo(page, button('Complete assessment'));
  await page.keyboard.press('Enter');
  await expect(button('Complete')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(heading('Completed')).toBeFocused();
});

test('a sign-in that fails is answered where the assessor is, and what was typed is still there', async ({
  application: { page },
}) => {
  await tabTo(page, page.getByRole('button', { name: 'Connect to a domain controller' }));
  await page.keyboard.press('Enter');
  const host = page.getByRole('textbox', { name: 'Domain controller' });
  await tabTo(page, page.getByRole('button', { name: 'Test connection' }));
  await page.keyboard.press('Enter');
  await expect(host).toBeFocused();
  await expect(host).toHaveAccessibleDescription('Enter the name of a domain controller, or its address.');
  await page.keyboard.type('ldaps://127.0.0.1');
  await tabTo(page, page.getByLabel('Security'));
  await page.keyboard.type('LDAPS');
  await tabTo(page, page.getByLabel('Port'));
  await page.keyboard.type('1');
  await tabTo(page, page.getByLabel('Account'));
  await page.keyboard.type('CORP\\ann');
  await tabTo(page, page.getByLabel('Password'));
  await page.keyboard.type('secret');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Assessor' })).toBeFocused();
  await page.keyboard.type('Ann Assessor');
  await page.keyboard.press('Enter');
  await expect(host).toBeFocused();
  await expect(host).toHaveAccessibleDescription(/Enter the name alone/);
  await expect(page.getByRole('button', { name: 'What was sent' })).toHaveCount(0);
  await page.keyboard.press('Control+A');
  await page.keyboard.type('127.0.0.1');
  await expect(host).toHaveAccessibleDescription(/^Its full name/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'The domain controller could not be read' })).toBeFocused();
  await expect(page.getByRole('alert')).toBeInViewport({ ratio: 1 });

  await tabTo(page, page.getByRole('button', { name: 'History' }), 'Shift+Tab');
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('button', { name: 'Connect', exact: true }), 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Domain controller' })).toHaveValue('127.0.0.1');
  await expect(page.getByLabel('Account')).toHaveValue('CORP\\ann');
  await expect(page.getByLabel('Password')).toHaveValue('');
});

test('what is typed stays with the virtual server it was typed on, however fast one goes on', async ({
  application: { page },
}) => {
  await startReview(page);
  const comments = page.getByRole('form', { name: 'Decision' }).getByLabel('Comments');
  // A list to choose from opens and closes by its own keys.
  await tabTo(page, page.getByLabel('Administrative group', { exact: true }));
  await page.keyboard.press('Alt+ArrowDown');
  await page.keyboard.press('Alt+ArrowUp');
  await expect(page.getByRole('heading', { name: 'Northwind Harbor (Exchange)' })).toBeVisible();
  await tabTo(page, page.getByRole('grid'));
  await page.keyboard.press('n');
  await tabTo(page, comments);
  await page.keyboard.type('Half a sentence');
  await page.keyboard.press('Alt+ArrowDown');
  await expect(page.getByRole('heading', { level: 2, name: /^Internet Relay/ })).toBeFocused();
  await expect(comments).toHaveValue('');
  await expect(page.getByText('Draft saved, not decided')).toHaveCount(0);
  await page.keyboard.press('Alt+ArrowUp');
  await expect(comments).toHaveValue('Half a sentence');
  await expect(page.getByText('Draft saved, not decided')).toBeVisible();

  // The same from the tree, where a letter looks for a name.
  await page.keyboard.press('t');
  await page.keyboard.press('Alt+n');
  await expect(page.getByRole('heading', { level: 2, name: /^Internet Relay/ })).toBeFocused();
  await tabTo(page, comments);
  await page.keyboard.press('Alt+p');
  await expect(comments).toHaveValue('Half a sentence');
});

test('a decision is saved from wherever the focus is in the review, but only where there is something to save', async ({
  application: { page },
}) => {
  await startReview(page);
  const form = page.getByRole('form', { name: 'Decision' });
  const heading = page.getByRole('heading', { level: 2, name: 'Default SMTP Virtual Server' });
  const nothing = page.getByRole('status').getByText('Nothing to save here.');
  await page.keyboard.press('n');
  await expect(form).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(nothing).toBeVisible();
  await expect(heading).toBeFocused();

  await tabTo(page, form.getByRole('radio', { name: /^Open/ }));
  await page.keyboard.press('Space');
  await tabTo(page, form.getByLabel('Justification'));
  await page.keyboard.type('Seen with the administrator.');
  await tabTo(page, page.getByRole('tree'), 'Shift+Tab');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('1 of 19 decided')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Next undecided' })).toBeFocused();
  await tabTo(page, page.getByRole('tree'));
  await page.keyboard.press('Control+Enter');
  await expect(nothing).toBeVisible();
  await expect(page.getByRole('region', { name: 'Decision history' }).getByRole('listitem')).toHaveCount(1);

  await tabTo(page, form.getByLabel('Justification'));
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Delete');
  await page.keyboard.press('Control+Enter');
  await expect(form.getByText('Draft saved, the decision stands as it was')).toBeVisible();
  await expect(form.getByText(/^Decided: Open/)).toBeVisible();

  await page.setViewportSize({ width: 1024, height: 700 });
  await tabTo(page, form.getByLabel('Comments'));
  await page.keyboard.insertText('x'.repeat(20_001));
  await expect(form.getByLabel('Comments')).toHaveValue('x'.repeat(20_000));
  const limit = form.getByText('The limit of 20,000 characters is reached.');
  await expect.poll(() => limit.evaluate(isUncovered)).toBe(true);
});

test('a double click on a row opens that row and presses nothing of what then stands there', async ({
  application: { page },
}) => {
  await startReview(page);
  for (const server of ['HQ-EVS01', 'HQ-FE01']) {
    await page.getByRole('grid', { name: 'Servers' }).getByRole('row', { name: server }).dblclick();
    await expect(page.getByRole('heading', { level: 2, name: server, exact: true })).toBeVisible();
    await page.getByRole('navigation', { name: 'Path' }).getByRole('button').first().click();
  }
});
