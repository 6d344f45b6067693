import type { ConnectionReport, Seen } from '../shared/directory/connection.ts';
import { sourceLines } from './cli-source-text.ts';
import { counted, labelled } from './cli-visible.ts';

/** What a test of the connection found: who answered and how, what the account sees, and what to do about it. */
export function checkText(report: ConnectionReport): string {
  const { organization, administrativeGroups, servers, virtualServers, advice } = report;
  return [
    ...sourceLines(report.description),
    labelled('Exchange', organization ?? 'no organisation is visible'),
    labelled(
      'Visible',
      [
        seenText(administrativeGroups, 'administrative group'),
        seenText(servers, 'server'),
        seenText(virtualServers, 'SMTP virtual server'),
      ].join(', '),
    ),
    labelled(
      'Advice',
      advice ?? 'none; whether anything is hidden from this account, only an assessment tells',
    ),
    '',
  ].join('\n');
}

/** Whether the account sees what an assessment is about. */
export function seesVirtualServers({ virtualServers }: ConnectionReport): boolean {
  return virtualServers.count > 0 || virtualServers.more;
}

function seenText({ count, more }: Seen, thing: string): string {
  return `${more ? 'at least ' : ''}${counted(count, thing)}`;
}
