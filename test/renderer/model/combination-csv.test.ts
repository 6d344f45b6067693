import { expect, test } from 'vitest';
import { combinationCsv } from '../../../renderer/model/combination-csv.ts';
import { alone, disputed, sampleCombination, undecided } from './combination-samples.ts';

/** The lines as cells; none of them holds a comma of its own but the names. */
function lines(csv: string): readonly string[] {
  return csv.replace('\ufeff', '').trimEnd().split('\r\n');
}

test('each object has a line with what every part says, by whom and when, and no formula runs', () => {
  const [head, ...rows] = lines(combinationCsv(sampleCombination, [disputed, alone, undecided]));
  const name = disputed.object.distinguishedName;
  expect(head).toBe(
    'Data,Status,Overlap,Object,Server,Administrative group,Flag,Authentication,TLS,Distinguished name,objectGUID,' +
      '"Part 1: read by Ann, 2026-11-20T09:00:00.000Z",Part 1: decided by,Part 1: decided at,' +
      '"Part 2: read by =Berta, 2026-11-21T09:00:00.000Z",Part 2: decided by,Part 2: decided at',
  );
  expect(rows[0]).toBe(
    `,Open,Decided differently,Default SMTP Virtual Server,EX3,North,0,Anonymous,No TLS,"${name}",${disputed.object.objectGuid},` +
      `Not a Finding,Ann,2026-11-22T10:00:00.000Z,Open,'=Berta,2026-11-22T10:00:00.000Z`,
  );
  expect(rows[1]).toMatch(/,Not a Finding,Ann,2026-11-22T10:00:00\.000Z,Not seen,,$/);
  expect(rows[2]).toMatch(/,Not seen,,,Not Reviewed \(proposed\),,$/);
});

test('practice data and incomplete walks say so in every line', () => {
  const parts = sampleCombination.parts.map((part) => ({ ...part, practice: true, complete: false }));
  const [, ...rows] = lines(combinationCsv({ ...sampleCombination, parts }, [alone, undecided]));
  expect(rows.map((row) => row.slice(0, 22))).toEqual(['"PRACTICE, INCOMPLETE"', '"PRACTICE, INCOMPLETE"']);
});
