import { appendOnly, refuse } from './append-only.ts';
import { bulkDrafts } from './fourth-step.ts';
import { sealsEventsAndDeletion } from './history-step.ts';
import { wordsWithdrawalsAndObjects } from './third-step.ts';

/** One step of the data's shape. Steps are never edited once released: a change is a new step. */
export interface Migration {
  /** The `user_version` that the database has after this step; the list counts 1, 2, 3, ... */
  readonly version: number;
  /** What the step does, in a few words; kept in the database's own history. */
  readonly name: string;
  readonly sql: string;
}

/**
 * The tables. Evidence, problems and subjects with their proposals are written while an assessment is `walking` and never change;
 * decisions are events that are only ever added; a completed assessment changes no more. Triggers keep these rules even against
 * our own mistakes. Rows name what they belong to by its short number, as ids and distinguished names would be repeated everywhere.
 */
const tables = `
CREATE TABLE assessment (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL CHECK (state IN ('walking', 'in-review', 'completed')),
  practice INTEGER NOT NULL CHECK (practice IN (0, 1)),
  organization_name TEXT,
  organization_dn TEXT,
  exchange_container TEXT NOT NULL,
  source TEXT NOT NULL,
  assessor TEXT NOT NULL,
  started_at TEXT NOT NULL,
  finished_at TEXT,
  completed_at TEXT,
  complete INTEGER NOT NULL CHECK (complete IN (0, 1)),
  incomplete_reason TEXT,
  figures TEXT,
  tool_version TEXT NOT NULL,
  rule_version INTEGER NOT NULL,
  check_id TEXT NOT NULL,
  CHECK ((state = 'walking') = (finished_at IS NULL)),
  CHECK ((state = 'completed') = (completed_at IS NOT NULL)),
  CHECK (finished_at IS NULL OR (organization_name IS NOT NULL AND organization_dn IS NOT NULL AND figures IS NOT NULL)),
  CHECK (finished_at IS NULL OR (complete = 1) = (incomplete_reason IS NULL))
) STRICT;

-- Some hundred entries in a row: "entries" is their JSON in gzip, a tenth of the size, with a CRC that tells damage which SQLite
-- would not see. "names" is the JSON list of their distinguished names, to find one without unpacking.
CREATE TABLE evidence (
  assessment INTEGER NOT NULL REFERENCES assessment,
  page INTEGER NOT NULL,
  read_at TEXT NOT NULL,
  entry_count INTEGER NOT NULL,
  names TEXT NOT NULL,
  entries BLOB NOT NULL,
  PRIMARY KEY (assessment, page)
) STRICT;

CREATE TABLE problem (
  assessment INTEGER NOT NULL REFERENCES assessment,
  ordinal INTEGER NOT NULL,
  code TEXT NOT NULL,
  message TEXT NOT NULL,
  distinguished_name TEXT,
  PRIMARY KEY (assessment, ordinal)
) STRICT;

-- What the check is decided on, with what the tool proposes.
CREATE TABLE subject (
  number INTEGER PRIMARY KEY,
  assessment INTEGER NOT NULL REFERENCES assessment,
  key TEXT NOT NULL,
  distinguished_name TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('open', 'not_reviewed', 'not_a_finding', 'not_applicable')),
  reasons TEXT NOT NULL,
  UNIQUE (assessment, key)
) STRICT;

CREATE TABLE decision (
  number INTEGER PRIMARY KEY,
  subject INTEGER NOT NULL REFERENCES subject,
  status TEXT NOT NULL CHECK (status IN ('open', 'not_reviewed', 'not_a_finding', 'not_applicable')),
  previous_status TEXT NOT NULL,
  justification TEXT NOT NULL,
  comments TEXT NOT NULL,
  decided_at TEXT NOT NULL,
  decided_by TEXT NOT NULL
) STRICT;
CREATE INDEX decision_by_subject ON decision (subject);

CREATE TABLE draft (
  subject INTEGER PRIMARY KEY REFERENCES subject,
  status TEXT CHECK (status IN ('open', 'not_reviewed', 'not_a_finding', 'not_applicable')),
  justification TEXT NOT NULL,
  comments TEXT NOT NULL,
  saved_at TEXT NOT NULL
) STRICT;
`;

const walkTables = ['evidence', 'problem', 'subject'];
const reviewTables = ['decision', 'draft'];

const reviewed = (row: 'NEW' | 'OLD') =>
  `(SELECT state FROM assessment JOIN subject ON assessment = assessment.number WHERE subject.number = ${row}.subject)`;

const triggers = [
  refuse(
    'assessment_origin_is_fixed',
    'UPDATE OF number, id, practice, exchange_container, source, assessor, started_at, tool_version, rule_version, check_id ON assessment',
    'TRUE',
    'the origin of an assessment never changes',
  ),
  refuse(
    'assessment_outcome_is_fixed',
    'UPDATE OF organization_name, organization_dn, finished_at, complete, incomplete_reason ON assessment',
    "OLD.state <> 'walking'",
    'the outcome of a walk never changes',
  ),
  refuse(
    'assessment_state_goes_forward',
    'UPDATE OF state ON assessment',
    "(OLD.state, NEW.state) NOT IN (VALUES ('walking', 'in-review'), ('in-review', 'completed'))",
    'an assessment only goes forward',
  ),
  refuse(
    'assessment_is_sealed',
    'UPDATE ON assessment',
    "OLD.state = 'completed'",
    'a completed assessment never changes',
  ),
  refuse(
    'assessment_is_kept',
    'DELETE ON assessment',
    "OLD.state <> 'walking'",
    'an assessment is never deleted',
  ),
  ...walkTables.flatMap(appendOnly),
  ...reviewTables.map((table) =>
    refuse(
      `${table}_is_closed`,
      `INSERT ON ${table}`,
      `${reviewed('NEW')} IS NOT 'in-review'`,
      'not in review',
    ),
  ),
  refuse('decision_is_fixed', 'UPDATE ON decision', 'TRUE', 'a decision never changes'),
  refuse('decision_is_kept', 'DELETE ON decision', 'TRUE', 'a decision is never deleted'),
  refuse('draft_is_fixed', 'UPDATE ON draft', `${reviewed('OLD')} IS NOT 'in-review'`, 'not in review'),
  refuse('draft_is_kept', 'DELETE ON draft', `${reviewed('OLD')} IS NOT 'in-review'`, 'not in review'),
].join('\n');

/**
 * Whom the assessor trusts beside the authorities of the computer, which may change at any time: certificates in DER with their
 * SHA-256 fingerprint, which tells damage. The list of what was sent to read an assessment, as JSON in gzip. And how the window
 * is liked, in one row, which only the interface understands.
 */
const trustWireLogAndPreferences = `
CREATE TABLE trusted_authority (
  sha256 TEXT PRIMARY KEY,
  certificate BLOB NOT NULL,
  file_name TEXT NOT NULL,
  imported_at TEXT NOT NULL,
  imported_by TEXT NOT NULL
) STRICT;

CREATE TABLE pinned_certificate (
  host TEXT PRIMARY KEY CHECK (host = lower(host)),
  sha256 TEXT NOT NULL,
  certificate BLOB NOT NULL,
  pinned_at TEXT NOT NULL,
  pinned_by TEXT NOT NULL
) STRICT;

CREATE TABLE wire_log (
  assessment INTEGER PRIMARY KEY REFERENCES assessment,
  log BLOB NOT NULL
) STRICT;

CREATE TABLE preferences (
  number INTEGER PRIMARY KEY CHECK (number = 1),
  text TEXT NOT NULL
) STRICT;
`;

export const migrations: readonly Migration[] = [
  { version: 1, name: 'assessments, their evidence and their decisions', sql: tables + triggers },
  {
    version: 2,
    name: 'trusted certificates, what was sent, and preferences',
    sql: trustWireLogAndPreferences + appendOnly('wire_log').join('\n'),
  },
  {
    version: 3,
    name: 'finding details, severity overrides, withdrawn decisions, and objects by their GUID',
    sql: wordsWithdrawalsAndObjects,
  },
  {
    version: 4,
    name: 'what is typed to decide several alike, seals, events, revisions, origins, tags and deletion',
    sql: bulkDrafts + sealsEventsAndDeletion,
  },
];
