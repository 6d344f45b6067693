import { refuse } from './append-only.ts';

const columns = `
ALTER TABLE assessment ADD COLUMN walk TEXT NOT NULL DEFAULT '';
ALTER TABLE assessment ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;
ALTER TABLE assessment ADD COLUMN revises TEXT;
ALTER TABLE assessment ADD COLUMN origin TEXT;
ALTER TABLE assessment ADD COLUMN group_figures TEXT;
DROP TRIGGER assessment_is_sealed;
UPDATE assessment SET walk = id;
`;

const tables = `
CREATE INDEX assessment_by_walk ON assessment (walk);

CREATE TABLE event (
  number INTEGER PRIMARY KEY,
  assessment TEXT NOT NULL,
  kind TEXT NOT NULL,
  at TEXT NOT NULL,
  by TEXT NOT NULL,
  detail TEXT NOT NULL,
  sha256 TEXT NOT NULL
) STRICT;
CREATE INDEX event_by_assessment ON event (assessment);

-- "position" counts the seals of this data folder, one after the other; null for one that came with a bundle. "stored" is the
-- JSON of a hash for each table over its rows as they lie there.
CREATE TABLE seal (
  assessment TEXT PRIMARY KEY,
  sha256 TEXT NOT NULL,
  manifest TEXT NOT NULL,
  stored TEXT NOT NULL,
  position INTEGER UNIQUE
) STRICT;

CREATE TABLE tag (
  assessment INTEGER NOT NULL REFERENCES assessment,
  tag TEXT NOT NULL,
  PRIMARY KEY (assessment, tag)
) STRICT;

-- What is left of an assessment that was deleted.
CREATE TABLE deletion (
  assessment TEXT PRIMARY KEY,
  organization TEXT NOT NULL,
  finished_at TEXT,
  completed_at TEXT,
  deleted_at TEXT NOT NULL,
  deleted_by TEXT NOT NULL
) STRICT;

-- JSON in gzip, derived from the evidence: what two assessments are compared by without unpacking it all.
CREATE TABLE observed (
  assessment INTEGER PRIMARY KEY REFERENCES assessment,
  objects BLOB NOT NULL
) STRICT;
`;

/** Whether the assessment with that number, or of that subject, was given up for deletion. */
const given = (id: string) => `EXISTS (SELECT 1 FROM deletion WHERE deletion.assessment = ${id})`;
const idOf = (number: string) => `(SELECT id FROM assessment WHERE number = ${number})`;
const stateOf = (number: string) => `(SELECT state FROM assessment WHERE number = ${number})`;
const ofSubject = (subject: string) => `(SELECT assessment FROM subject WHERE number = ${subject})`;
const ofDecision = (decision: string) =>
  `(SELECT assessment FROM decision JOIN subject ON subject = subject.number WHERE decision.number = ${decision})`;

/** The old trigger against deletion, with the exception of an assessment that was given up. */
function keptUnless(table: string, condition: string, id: string, why: string): string {
  return `DROP TRIGGER ${table}_is_kept;
${refuse(`${table}_is_kept`, `DELETE ON ${table}`, `(${condition}) AND NOT ${given(id)}`, why)}`;
}

const triggers = [
  refuse(
    'assessment_is_sealed',
    'UPDATE ON assessment',
    "OLD.state = 'completed'",
    'a completed assessment never changes',
  ),
  refuse(
    'assessment_descent_is_fixed',
    'UPDATE OF walk, revision, revises, origin ON assessment',
    'TRUE',
    'the descent of an assessment never changes',
  ),
  keptUnless('assessment', "OLD.state <> 'walking'", 'OLD.id', 'an assessment is only deleted when given up'),
  ...['evidence', 'problem', 'subject', 'wire_log'].map((table) =>
    keptUnless(
      table,
      `${stateOf('OLD.assessment')} IS NOT 'walking'`,
      idOf('OLD.assessment'),
      'evidence is only deleted with its assessment',
    ),
  ),
  keptUnless(
    'decision',
    'TRUE',
    idOf(ofSubject('OLD.subject')),
    'a decision is only deleted with its assessment',
  ),
  keptUnless(
    'withdrawal',
    'TRUE',
    idOf(ofDecision('OLD.decision')),
    'a withdrawal is only deleted with its assessment',
  ),
  keptUnless(
    'draft',
    `${stateOf(ofSubject('OLD.subject'))} IS NOT 'in-review'`,
    idOf(ofSubject('OLD.subject')),
    'not in review',
  ),
  keptUnless(
    'bulk_draft',
    `${stateOf('OLD.assessment')} IS NOT 'in-review'`,
    idOf('OLD.assessment'),
    'not in review',
  ),
  refuse('event_is_fixed', 'UPDATE ON event', 'TRUE', 'an event never changes'),
  refuse('event_is_kept', 'DELETE ON event', `NOT ${given('OLD.assessment')}`, 'an event is never deleted'),
  refuse(
    'seal_is_of_the_completed',
    'INSERT ON seal',
    "(SELECT state FROM assessment WHERE id = NEW.assessment) IS NOT 'completed'",
    'not completed',
  ),
  refuse('seal_is_fixed', 'UPDATE ON seal', 'TRUE', 'a seal never changes'),
  // What is chained stays for those that come after it.
  refuse(
    'seal_is_kept',
    'DELETE ON seal',
    `OLD.position IS NOT NULL OR NOT ${given('OLD.assessment')}`,
    'a seal is never deleted',
  ),
  refuse('observed_is_fixed', 'UPDATE ON observed', 'TRUE', 'what was observed never changes'),
  refuse(
    'observed_is_kept',
    'DELETE ON observed',
    `NOT ${given(idOf('OLD.assessment'))}`,
    'what was observed is only deleted with its assessment',
  ),
  refuse('deletion_is_fixed', 'UPDATE ON deletion', 'TRUE', 'a deletion never changes'),
  refuse('deletion_is_kept', 'DELETE ON deletion', 'TRUE', 'a deletion is never forgotten'),
].join('\n');

/**
 * The history of an assessment as evidence: its events, each with a hash over the one before; its seal, chained to the one before in
 * the data folder; revisions, origins and tags. An assessment can be deleted once a row of `deletion` gives it up, never by a slip.
 */
export const sealsEventsAndDeletion = columns + tables + triggers;
