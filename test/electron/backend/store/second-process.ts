import type { Store } from '../../../../electron/backend/store/store.ts';
import { openStore } from '../../../../electron/backend/store/store.ts';
import { toFailure } from '../../../../shared/errors.ts';
import { setTimeout } from 'node:timers/promises';

/**
 * A process beside the test's own: `open` says whether it got the data folder and keeps it; `decide` records decisions and `pin` pins
 * certificates without end.
 */
const [task, folder = '', assessmentId = '', subjectKey = ''] = process.argv.slice(2);

function decideForever(store: Store): never {
  const counts = { open: 0, not_a_finding: 0, not_reviewed: 0, not_applicable: 0 };
  for (let count = 1; ; count += 1) {
    const texts = {
      justification: String(count),
      comments: '',
      findingDetails: null,
      severityOverride: null,
      decidedAt: '2026-03-01T10:00:00.000Z',
      decidedBy: 'A. Assessor',
    };
    const figures = { virtualServers: counts, servers: counts, toDecide: 2, decided: count, groups: [] };
    store.recordDecisions(assessmentId, [{ subjectKey, status: 'open', ...texts }], figures);
    process.stdout.write(`${count}\n`);
  }
}

function pinForever(store: Store): never {
  const pinnedAt = '2026-03-01T08:00:00.000Z';
  const certificate = Buffer.from('the octets of a certificate');
  // All of one length, so that their order is that of pinning.
  for (let count = 1_000_001; ; count += 1) {
    const host = `dc${count}.contoso.example`;
    store.setPin({ host, certificate, pinnedAt, pinnedBy: 'A. Assessor' });
    process.stdout.write(`${host}\n`);
  }
}

try {
  const store = openStore(folder, { toolVersion: '0.1.0' });
  if (task === 'decide') decideForever(store);
  if (task === 'pin') pinForever(store);
  process.stdout.write('opened\n');
  await setTimeout(60_000);
} catch (error) {
  process.stdout.write(`${toFailure(error).code}\n`);
}
