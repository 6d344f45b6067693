/** How this person likes the window. Kept in the browser's storage: nothing of an assessment is in here. */
export interface Preferences {
  readonly theme: 'system' | 'light' | 'dark';
  readonly assessor: string;
  /** CSS pixels. */
  readonly treeWidth: number;
  /** Whether single letters work as short-cuts (WCAG 2.1.4 asks for a way to turn them off). */
  readonly singleKeys: boolean;
}

export const treeWidthBounds = { least: 220, most: 640 } as const;

const storageKey = 'hopcheck.preferences';
const defaults: Preferences = { theme: 'system', assessor: '', treeWidth: 340, singleKeys: true };

/** The kept preferences; defaults where none, or unusable ones, are kept. */
export function loadPreferences(): Preferences {
  try {
    return parsePreferences(JSON.parse(localStorage.getItem(storageKey) ?? '{}'));
  } catch {
    return defaults;
  }
}

/** Keeps the preferences, as far as the browser lets us. */
export function keepPreferences(preferences: Preferences): void {
  try {
    localStorage.setItem(storageKey, JSON.stringify(preferences));
  } catch {
    // Without storage the preferences live as long as the window.
  }
}

/** Preferences from whatever was kept: each unusable part is its default. */
export function parsePreferences(kept: unknown): Preferences {
  const parts: Partial<Record<keyof Preferences, unknown>> =
    typeof kept === 'object' && kept !== null ? kept : {};
  const { theme, assessor, treeWidth, singleKeys } = parts;
  return {
    theme: theme === 'light' || theme === 'dark' ? theme : defaults.theme,
    assessor: typeof assessor === 'string' ? assessor.slice(0, 200) : defaults.assessor,
    treeWidth: typeof treeWidth === 'number' ? boundTreeWidth(treeWidth) : defaults.treeWidth,
    singleKeys: typeof singleKeys === 'boolean' ? singleKeys : defaults.singleKeys,
  };
}

/** The nearest width that the tree pane may have. */
export function boundTreeWidth(width: number): number {
  return Math.max(treeWidthBounds.least, Math.min(treeWidthBounds.most, Math.round(width)));
}
