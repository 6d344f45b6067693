import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** The success criteria of WCAG 2.0 to 2.2, levels A and AA. */
const criteria = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];

/** The same and what axe-core holds to be good practice. */
const tags = [...criteria, 'best-practice'];

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

/**
 * Expects axe-core to find no fault with the colours that the window keeps for itself where the system forces colours, light
 * and dark. The forced ones are for the system to answer for, and Chromium does not tell them.
 */
export async function expectAccessibleInForcedColors(page: Page, state: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await show(page, colorScheme, { forcedColors: 'active' });
    await page.evaluate(() => {
      for (const element of document.querySelectorAll('body *'))
        element.toggleAttribute('data-unforced', getComputedStyle(element).forcedColorAdjust === 'none');
    });
    const builder = axe(page, '[data-unforced]').withRules(colorRules);
    await expectNothing(builder, `${state}, forced colours, ${colorScheme}`);
  }
  await page.emulateMedia({ forcedColors: null });
}

/** Expects axe-core to find nothing on what the printer gets, whatever colours the screen has. */
export async function expectAccessibleInPrint(page: Page, state: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await show(page, colorScheme, { media: 'print' });
    await expectNothing(
      axe(page, 'html').options({ runOnly: criteria }),
      `${state}, printed, ${colorScheme}`,
    );
  }
  await page.emulateMedia({ media: null });
}

type Emulated = NonNullable<Parameters<Page['emulateMedia']>[0]>;

/** Shows the window in a colour scheme; resolves when all of it has taken it on, so that no colour is measured on its way. */
async function show(page: Page, colorScheme: 'light' | 'dark', further: Emulated = {}): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce', ...further });
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
