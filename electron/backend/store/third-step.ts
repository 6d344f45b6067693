import { refuse } from './append-only.ts';

const tables = `
${['decision', 'draft']
  .map(
    (table) => `ALTER TABLE ${table} ADD COLUMN finding_details TEXT;
ALTER TABLE ${table} ADD COLUMN severity TEXT CHECK (severity IN ('high', 'medium', 'low'));
ALTER TABLE ${table} ADD COLUMN severity_justification TEXT CHECK ((severity IS NULL) = (severity_justification IS NULL));`,
  )
  .join('\n')}

ALTER TABLE subject ADD COLUMN object_guid TEXT;
ALTER TABLE subject ADD COLUMN evidence_page INTEGER;
CREATE INDEX subject_by_object_guid ON subject (assessment, object_guid) WHERE object_guid IS NOT NULL;

CREATE TABLE withdrawal (
  decision INTEGER PRIMARY KEY REFERENCES decision,
  withdrawn_at TEXT NOT NULL,
  withdrawn_by TEXT NOT NULL
) STRICT;
`;

const triggers = [
  refuse(
    'withdrawal_is_closed',
    'INSERT ON withdrawal',
    `(SELECT state FROM assessment JOIN subject ON assessment = assessment.number JOIN decision ON subject = subject.number
      WHERE decision.number = NEW.decision) IS NOT 'in-review'`,
    'not in review',
  ),
  refuse('withdrawal_is_fixed', 'UPDATE ON withdrawal', 'TRUE', 'a withdrawal never changes'),
  refuse('withdrawal_is_kept', 'DELETE ON withdrawal', 'TRUE', 'a withdrawal is never deleted'),
].join('\n');

/**
 * What the assessor says beside the status and its reason: the finding details if they are not the tool's own (null), and another
 * severity than the check's with its reason, both or none. A withdrawal takes a decision back and is an event as well. Subjects
 * keep their object's GUID, by which the same object is found in another assessment, and the page of evidence with their entry, so
 * that it is found at a click among hundreds of thousands; both null in assessments before this step and for what was not delivered.
 */
export const wordsWithdrawalsAndObjects = tables + triggers;
