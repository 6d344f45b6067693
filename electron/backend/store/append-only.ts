type Row = 'NEW' | 'OLD';
const walked = (row: Row) => `(SELECT state FROM assessment WHERE number = ${row}.assessment)`;

/** The trigger that refuses an event on a table, such as `UPDATE ON draft`, where the condition holds; `why` is its message. */
export function refuse(name: string, event: string, condition: string, why: string): string {
  return `CREATE TRIGGER ${name} BEFORE ${event} WHEN ${condition} BEGIN SELECT RAISE(ABORT, '${why}'); END;`;
}

/** The triggers of a table of evidence: its rows come while their assessment is `walking`, and never change. */
export function appendOnly(table: string): readonly string[] {
  return [
    refuse(
      `${table}_is_closed`,
      `INSERT ON ${table}`,
      `${walked('NEW')} IS NOT 'walking'`,
      'the walk has ended',
    ),
    refuse(`${table}_is_fixed`, `UPDATE ON ${table}`, 'TRUE', 'evidence never changes'),
    refuse(
      `${table}_is_kept`,
      `DELETE ON ${table}`,
      `${walked('OLD')} IS NOT 'walking'`,
      'evidence is never deleted',
    ),
  ];
}
