import type { Problem, WalkProgress } from '../../../shared/assessment/assessment.ts';
import type { DirectoryEntry } from '../../../shared/directory/entry.ts';
import type { DirectorySource, SearchPage } from '../../../shared/directory/source.ts';
import { AppError, toFailure } from '../../../shared/errors.ts';
import { walkAttributes, walkFilter } from '../../../shared/exchange/attributes.ts';
import { kindOf } from '../../../shared/exchange/tree-position.ts';

export interface WalkOptions {
  readonly signal: AbortSignal;
  /** Called with each page's entries before the next page is asked for: the place to keep them. */
  readonly onEntries: (entries: readonly DirectoryEntry[]) => void;
  readonly onProgress: (counts: WalkCounts) => void;
}

export type WalkCounts = Pick<
  WalkProgress,
  'administrativeGroups' | 'servers' | 'virtualServers' | 'connectors' | 'entries' | 'pages'
>;

export const noCounts: WalkCounts = {
  administrativeGroups: 0,
  servers: 0,
  virtualServers: 0,
  connectors: 0,
  entries: 0,
  pages: 0,
};

export interface WalkResult {
  readonly counts: WalkCounts;
  /** Why not everything was read, in one sentence; null if the server delivered the whole subtree without reserve. */
  readonly incompleteReason: string | null;
  readonly problems: readonly Problem[];
}

/**
 * Reads everything Hopcheck needs in one paged subtree search below CN=Microsoft Exchange. Whatever ends it early makes the
 * result incomplete and is told in `incompleteReason`: a refusal of the server, a referral, a lost connection, a cancel. It throws
 * (AppError) only if nothing at all was read.
 */
export async function walk(source: DirectorySource, options: WalkOptions): Promise<WalkResult> {
  let counts = noCounts;
  const problems: Problem[] = warningOf(source);
  const reasons = new Set(source.cutShort === null ? [] : [source.cutShort]);
  try {
    for await (const page of readPages(source, options.signal)) {
      if (page.entries.length > 0) options.onEntries(page.entries);
      counts = countPage(counts, page);
      for (const problem of problemsOf(page)) problems.push(problem);
      for (const reason of reasonsIn(page, source)) reasons.add(reason);
      options.onProgress(counts);
    }
  } catch (error) {
    if (counts.entries === 0 || !(error instanceof AppError)) throw error;
    reasons.add(interruption(error));
  }
  const incompleteReason = reasons.size === 0 ? null : [...reasons].join(' ');
  if (counts.entries === 0) throw nothingRead(incompleteReason);
  return { counts, incompleteReason, problems };
}

function warningOf({ warning }: DirectorySource): Problem[] {
  return warning === null ? [] : [{ code: 'unmarked-end', message: warning, distinguishedName: null }];
}

function readPages(source: DirectorySource, signal: AbortSignal): AsyncIterable<SearchPage> {
  return source.search(
    { base: source.exchangeContainer, scope: 'sub', filter: walkFilter, attributes: walkAttributes },
    signal,
  );
}

function countPage(counts: WalkCounts, page: SearchPage): WalkCounts {
  const kinds = page.entries.map(kindOf);
  const count = (kind: string) => kinds.filter((found) => found === kind).length;
  return {
    administrativeGroups: counts.administrativeGroups + count('administrative-group'),
    servers: counts.servers + count('server'),
    virtualServers: counts.virtualServers + count('virtual-server'),
    connectors: counts.connectors + count('smtp-connector'),
    entries: counts.entries + page.entries.length,
    pages: counts.pages + 1,
  };
}

function reasonsIn(page: SearchPage, { description }: DirectorySource): readonly string[] {
  const reasons: string[] = [];
  if (page.resultCode !== 0) {
    const who = description.kind === 'ldif' ? 'The search of the file' : 'The domain controller';
    const words = page.diagnostic === '' ? '' : ` (${page.diagnostic})`;
    reasons.push(
      `${who} ended early with ${resultCodeName(page.resultCode)}${words}, so objects may be missing. Walk again, with another domain controller or by an LDIF export if it happens again.`,
    );
  }
  if (page.references.length > 0) {
    reasons.push(
      'A part of the tree was referred to another server, and Hopcheck follows no referrals, so objects may be missing. Choose a domain controller that holds the whole configuration.',
    );
  }
  if (page.cutValues.length > 0) {
    reasons.push('Of some objects not all values were delivered. Walk again, or use an LDIF export.');
  }
  return reasons;
}

function resultCodeName(code: number): string {
  const names: Readonly<Record<number, string>> = {
    3: 'its time limit (result 3)',
    4: 'its size limit (result 4)',
    10: 'a referral (result 10)',
    11: 'its administrative limit (result 11)',
    32: 'no such object (result 32)',
    50: 'insufficient rights (result 50)',
    51: 'busy (result 51)',
    52: 'unavailable (result 52)',
  };
  return names[code] ?? `result ${code}`;
}

function problemsOf(page: SearchPage): readonly Problem[] {
  return [
    ...page.references.map((url) => ({
      code: 'referral' as const,
      message: `A part of the tree was referred to another server and not read: ${url}`,
      distinguishedName: null,
    })),
    ...page.droppedPasswords.map((distinguishedName) => ({
      code: 'password-dropped' as const,
      message:
        'A stored password was delivered although Hopcheck never asks for one. It was dropped unread. Who may read this object may read that password: tell the administrator.',
      distinguishedName,
    })),
    ...page.cutValues.map((distinguishedName) => ({
      code: 'values-cut' as const,
      message: 'Not all values of this object were delivered.',
      distinguishedName,
    })),
  ];
}

function interruption(error: AppError): string {
  return error.code === 'cancelled'
    ? 'The walk was cancelled: what was read until then is kept. Walk again to read the rest.'
    : `The walk was cut short, and what was read until then is kept. ${toFailure(error).message}`;
}

function nothingRead(reason: string | null): AppError {
  return new AppError(
    reason === null ? 'exchange-not-found' : 'directory-refused',
    reason ??
      'The search below CN=Microsoft Exchange returned nothing. Nothing is concluded from that: usually the account may not read there. Ask for Exchange View-Only Administrator on the organisation.',
  );
}
