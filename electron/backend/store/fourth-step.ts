import { refuse } from './append-only.ts';

const table = `
CREATE TABLE bulk_draft (
  assessment INTEGER PRIMARY KEY REFERENCES assessment,
  status TEXT CHECK (status IN ('open', 'not_reviewed', 'not_a_finding', 'not_applicable')),
  justification TEXT NOT NULL,
  comments TEXT NOT NULL,
  finding_details TEXT,
  severity TEXT CHECK (severity IN ('high', 'medium', 'low')),
  severity_justification TEXT CHECK ((severity IS NULL) = (severity_justification IS NULL)),
  saved_at TEXT NOT NULL
) STRICT;
`;

const notInReview = (row: 'NEW' | 'OLD') =>
  `(SELECT state FROM assessment WHERE number = ${row}.assessment) IS NOT 'in-review'`;

const triggers = [
  refuse('bulk_draft_is_closed', 'INSERT ON bulk_draft', notInReview('NEW'), 'not in review'),
  refuse('bulk_draft_is_fixed', 'UPDATE ON bulk_draft', notInReview('OLD'), 'not in review'),
  refuse('bulk_draft_is_kept', 'DELETE ON bulk_draft', notInReview('OLD'), 'not in review'),
].join('\n');

/** What is being typed to decide several subjects alike: one text for an assessment, whatever is selected. */
export const bulkDrafts = table + triggers;
