import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** The success criteria of WCAG 2.0 to 2.2, levels A and AA, and what axe-core holds to be good practice. */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];

/** Of level A as well (2.5.3), but axe-core runs it only on demand. */
const onDemand = { 'label-content-name-mismatch': { enabled: true } };

/** All that depends on the colour scheme. */
const colorRules = ['color-contrast', 'link-in-text-block'];

/**
 * Expects axe-core to find nothing on what the window shows now, light and dark. Goes on if it does, so that one run
 * tells everything.
 */
export async function expectAccessible(page: Page, state: string, part = 'html'): Promise<void> {
  await show(page, 'light');
  await expectNothing(axe(page, part).options({ runOnly: tags, rules: onDemand }), `${state}, light`);
  await show(page, 'dark');
  await expectNothing(axe(page, part).withRules(colorRules), `${state}, dark`);
}

/** Shows the window in a colour scheme; resolves when all of it has taken it on, so that no colour is measured on its way. */
async function show(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    // Colours that are inherited come a frame later at each level.
    for (let count = 0; count < 10; count += 1) await frame();
  });
}

/** In the mode that opens no second page, which an application window does not allow; there are no frames to miss. */
function axe(page: Page, part: string): AxeBuilder {
  return new AxeBuilder({ page }).setLegacyMode().include(part);
}

async function expectNothing(builder: AxeBuilder, state: string): Promise<void> {
  const { violations } = await builder.analyze();
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
  );
  expect.soft(found, state).toEqual([]);
}
