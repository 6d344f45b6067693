import { createHash } from 'node:crypto';
import { canonicalText } from '../../electron/backend/canonical-json.ts';
import { writeArchive, type Member } from '../../electron/backend/bundle/write-archive.ts';
import type { SingleParts } from '../../shared/history/document.ts';

export const hash = (content: string | Buffer) => createHash('sha256').update(content).digest('hex');

const at = '2026-03-01T08:00:00.000Z';
const none = { open: 0, not_reviewed: 0, not_a_finding: 0, not_applicable: 0 };

const singleParts: SingleParts = {
  'assessment.json': {
    walk: '3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f',
    revision: 1,
    revises: null,
    practice: false,
    organizationName: 'Fabrikam',
    organizationDistinguishedName:
      'CN=Fabrikam,CN=Microsoft Exchange,CN=Services,CN=Configuration,DC=corp,DC=example',
    exchangeContainer: 'CN=Microsoft Exchange,CN=Services,CN=Configuration,DC=corp,DC=example',
    source: { kind: 'ldif', fileName: 'export.ldf', size: 1, sha256: '0', modifiedAt: null },
    assessor: 'Ann',
    startedAt: at,
    finishedAt: at,
    completedAt: null,
    complete: true,
    incompleteReason: null,
    figures: { virtualServers: none, servers: none, toDecide: 0, decided: 0 },
    toolVersion: 'test',
    ruleVersion: 1,
    checkId: 'EMG2-803',
  },
  'problems.json': [],
  'subjects.json': [],
  'decisions.json': [],
  'drafts.json': { subjects: [], bulk: null },
  'events.json': [],
  'wire-log.json': null,
};

/** What {@link smallBundle} is made of: everything can be replaced by something worse. */
export interface SmallBundle {
  readonly parts: Readonly<Record<string, string>>;
  readonly others: Readonly<Record<string, string>>;
  readonly manifest: Readonly<Record<string, unknown>>;
}

/** A capture with one page of evidence, whose hashes all fit. */
export function smallBundle(parts: Readonly<Record<string, unknown>> = {}): SmallBundle {
  const evidence = { 'evidence/00000.json': { readAt: at, entries: [] } };
  const values = Object.entries({ ...singleParts, ...evidence, ...parts });
  return {
    parts: Object.fromEntries(values.map(([name, value]) => [name, canonicalText(value)])),
    others: { 'READ-ME.txt': 'Read me.', 'exports/report.json': '{}', 'exports/virtual-servers.csv': 'a,b' },
    manifest: {
      format: 'hopcheck-bundle',
      version: 1,
      kind: 'capture',
      madeAt: at,
      madeBy: 'Ann',
      toolVersion: 'test',
      seal: null,
    },
  };
}

/** Its members with a manifest that names them all. */
export function membersOf({ parts, others, manifest }: SmallBundle): readonly Member[] {
  const texts = [
    ...Object.entries(others),
    ...Object.entries(parts).map(([name, text]) => [`record/${name}`, text] as const),
  ];
  const members = texts.map(([name, text]) => ({ name, content: Buffer.from(text) }));
  return [...members, manifestOf(members, manifest)];
}

/** A manifest that names these members with their hashes. */
export function manifestOf(members: readonly Member[], manifest: SmallBundle['manifest']): Member {
  const hashed = members.map(({ name, content }) => ({ name, sha256: hash(content), bytes: content.length }));
  return { name: 'manifest.json', content: Buffer.from(canonicalText({ members: hashed, ...manifest })) };
}

export const writeSmallBundle = (path: string, bundle: SmallBundle) => writeArchive(path, membersOf(bundle));
