import type { Database } from 'better-sqlite3';
import { fingerprintOf } from './fingerprint.ts';
import { rowsOf } from './queries.ts';
import type { AuthorityRecord, NewAuthority, NewPin, PinRecord } from './records.ts';
import { authorityRow, pinRow } from './rows.ts';

/** Whom the assessor trusts, beside the assessments: what changes here changes nothing that was read before. */
export function trustTables(database: Database) {
  return { ...trustingAuthorities(database), ...pinning(database) };
}

function trustingAuthorities(database: Database) {
  const all = rowsOf(
    database,
    authorityRow,
    `SELECT sha256, certificate, file_name AS fileName, imported_at AS importedAt, imported_by AS importedBy
      FROM trusted_authority ORDER BY sha256`,
  );
  const insert = database.prepare(`
    INSERT INTO trusted_authority (sha256, certificate, file_name, imported_at, imported_by)
    VALUES (:sha256, :certificate, :fileName, :importedAt, :importedBy) ON CONFLICT DO NOTHING`);
  const remove = database.prepare('DELETE FROM trusted_authority WHERE sha256 = ?');
  return {
    authorities: (): readonly AuthorityRecord[] => all({}),
    addAuthorities: (authorities: readonly NewAuthority[]): number => {
      let added = 0;
      for (const authority of authorities) {
        added += insert.run({ ...authority, sha256: fingerprintOf(authority.certificate) }).changes;
      }
      return added;
    },
    removeAuthority: (sha256: string): boolean => remove.run(sha256).changes > 0,
  };
}

function pinning(database: Database) {
  const pin = `
    SELECT host, sha256, certificate, pinned_at AS pinnedAt, pinned_by AS pinnedBy FROM pinned_certificate`;
  const all = rowsOf(database, pinRow, `${pin} ORDER BY host`);
  const one = rowsOf(database, pinRow, `${pin} WHERE host = :host`);
  const upsert = database.prepare(`
    INSERT INTO pinned_certificate (host, sha256, certificate, pinned_at, pinned_by)
    VALUES (:host, :sha256, :certificate, :pinnedAt, :pinnedBy)
    ON CONFLICT DO UPDATE SET sha256 = excluded.sha256, certificate = excluded.certificate,
      pinned_at = excluded.pinned_at, pinned_by = excluded.pinned_by`);
  const remove = database.prepare('DELETE FROM pinned_certificate WHERE host = ?');
  return {
    pins: (): readonly PinRecord[] => all({}),
    pinOf: (host: string): PinRecord | null => one({ host })[0] ?? null,
    setPin: (pinned: NewPin): void => {
      upsert.run({ ...pinned, sha256: fingerprintOf(pinned.certificate) });
    },
    removePin: (host: string): boolean => remove.run(host).changes > 0,
  };
}
