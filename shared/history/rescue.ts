import type { Failure } from '../errors.ts';

/** A copy of the database beside it. */
export interface Backup {
  /** Its file name within the folder of backups. */
  readonly name: string;
  readonly madeAt: string;
  /** Octets. */
  readonly bytes: number;
  /** Whether it was opened and found sound. */
  readonly sound: boolean;
}

/** What can be done about a database that cannot be opened. */
export interface RescueOffer {
  readonly failure: Failure;
  /** Whether it is the kind of failure that these ways out are for. */
  readonly isDamage: boolean;
  /** Newest first. */
  readonly backups: readonly Backup[];
}

/** What a rescue brought. Nothing is ever removed: what could not be used lies in `keptIn`. */
export interface RescueResult {
  /** How many assessments are there now. */
  readonly assessments: number;
  /** What could not be read, in a sentence each. */
  readonly lost: readonly string[];
  /** Folder with the damaged files. */
  readonly keptIn: string;
}

/** What is left of an assessment that was deleted. Times are ISO 8601 in UTC. */
export interface Deletion {
  readonly assessmentId: string;
  /** Empty where its walk ended before the name was known. */
  readonly organization: string;
  readonly finishedAt: string | null;
  readonly completedAt: string | null;
  readonly deletedAt: string;
  /** The assessor; Hopcheck itself for what a rescue could not save. */
  readonly deletedBy: string;
}

/** What the data folder takes of the disk, in octets, and what is left of the assessments that were deleted there. */
export interface Usage {
  readonly databaseBytes: number;
  readonly backups: readonly Backup[];
  /** By assessment id. */
  readonly assessments: Readonly<Record<string, number>>;
  /** Newest first. */
  readonly deletions: readonly Deletion[];
}
