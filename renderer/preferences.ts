import { channelChoices, type ChannelChoice } from '../shared/directory/connection.ts';
import { parseKeptReview, type KeptReview } from './model/kept-review.ts';

/** Where this person connected to last. Nothing that says as whom. */
export interface KeptConnection {
  readonly domain: string;
  readonly dnsServer: string;
  readonly host: string;
  /** Never clear text: every start begins encrypted. */
  readonly channel: ChannelChoice;
  readonly port: string;
}

/** How this person likes the window. Kept in the data folder: the storage of the window itself goes with it. */
export interface Preferences {
  readonly theme: 'system' | 'light' | 'dark';
  readonly assessor: string;
  /** CSS pixels. */
  readonly treeWidth: number;
  /** Whether single letters work as shortcuts (WCAG 2.1.4 asks for a way to turn them off). */
  readonly singleKeys: boolean;
  readonly connection: KeptConnection;
  /** Where this person was in the assessment that was reviewed last. */
  readonly review: KeptReview | null;
}

export const treeWidthBounds = { least: 220, most: 640 } as const;

export const defaultPreferences: Preferences = {
  theme: 'system',
  assessor: '',
  treeWidth: 340,
  singleKeys: true,
  connection: { domain: '', dnsServer: '', host: '', channel: 'automatic', port: '' },
  review: null,
};

/** The kept preferences; defaults where none, or unusable ones, are kept. */
export function readPreferences(kept: string | null): Preferences {
  try {
    return parsePreferences(JSON.parse(kept ?? '{}'));
  } catch {
    return defaultPreferences;
  }
}

/** Preferences from whatever was kept: each unusable part is its default. */
export function parsePreferences(kept: unknown): Preferences {
  const { theme, assessor, treeWidth, singleKeys, connection, review }: Parts<Preferences> = partsOf(kept);
  return {
    theme: theme === 'light' || theme === 'dark' ? theme : defaultPreferences.theme,
    assessor: parseText(assessor, 200),
    treeWidth: typeof treeWidth === 'number' ? boundTreeWidth(treeWidth) : defaultPreferences.treeWidth,
    singleKeys: typeof singleKeys === 'boolean' ? singleKeys : defaultPreferences.singleKeys,
    connection: parseConnection(connection),
    review: parseKeptReview(review),
  };
}

/** A port belongs to its channel: without the one, the other is the default as well. */
function parseConnection(kept: unknown): KeptConnection {
  const { domain, dnsServer, host, channel, port }: Parts<KeptConnection> = partsOf(kept);
  const known = channelChoices.find((choice) => choice === channel && choice !== 'clear-text');
  return {
    domain: parseText(domain, 255),
    dnsServer: parseText(dnsServer, 100),
    host: parseText(host, 255),
    channel: known ?? defaultPreferences.connection.channel,
    port: known === undefined ? defaultPreferences.connection.port : parseText(port, 5),
  };
}

type Parts<T> = Partial<Record<keyof T, unknown>>;

function partsOf(kept: unknown): object {
  return typeof kept === 'object' && kept !== null ? kept : {};
}

function parseText(kept: unknown, most: number): string {
  return typeof kept === 'string' ? kept.slice(0, most) : '';
}

/** The nearest width that the tree pane may have. */
export function boundTreeWidth(width: number): number {
  return Math.max(treeWidthBounds.least, Math.min(treeWidthBounds.most, Math.round(width)));
}
