import { bundleExtension } from '../../../shared/history/bundle-extension.ts';
import type { BundleManifest } from '../../../shared/history/bundle.ts';
import type { DocumentPart, SingleParts } from '../../../shared/history/document.ts';
import type { HashedMember } from '../../../shared/history/seal.ts';
import { canonicalText } from '../canonical-json.ts';
import { evidenceParts, singleDocumentParts, type DocumentStore } from '../history/document-parts.ts';
import { tooLargeToPack } from './bundle-errors.ts';
import { memberBytes, mostMembers, unpackedBytes } from './bundle-limits.ts';
import { memberNames, memberOfPart } from './bundle-members.ts';
import { hashOf } from './hash-file.ts';
import type { Member } from './write-archive.ts';

/** What a bundle is made of, beside the evidence, which is fetched page by page. */
export interface Packing {
  readonly store: DocumentStore;
  readonly assessmentId: string;
  readonly parts: SingleParts;
  readonly seal: { readonly sha256: string; readonly manifest: string } | null;
  readonly texts: { readonly readMe: string; readonly report: string; readonly table: string };
  readonly made: Pick<BundleManifest, 'madeAt' | 'madeBy' | 'toolVersion'>;
}

/** The members of a bundle in their order, each made when it is asked for. The manifest is the last, as it knows all others. */
export async function* membersOf(packing: Packing): AsyncGenerator<Member> {
  const hashed: HashedMember[] = [];
  let left = unpackedBytes;
  for await (const { name, text } of textsOf(packing)) {
    const content = Buffer.from(text);
    left -= content.length;
    if (content.length > memberBytes || left < 0 || hashed.length + 2 > mostMembers) throw tooLargeToPack();
    hashed.push({ name, sha256: hashOf(content), bytes: content.length });
    yield { name, content };
  }
  const manifest: BundleManifest = {
    format: 'hopcheck-bundle',
    version: 1,
    kind: packing.seal === null ? 'capture' : 'assessment',
    ...packing.made,
    seal: packing.seal?.sha256 ?? null,
    members: hashed,
  };
  yield { name: memberNames.manifest, content: Buffer.from(canonicalText(manifest)) };
}

async function* textsOf({ store, assessmentId, parts, seal, texts }: Packing): AsyncGenerator<DocumentPart> {
  yield { name: memberNames.readMe, text: texts.readMe };
  if (seal !== null) yield { name: memberNames.seal, text: seal.manifest };
  for await (const { name, text } of singleDocumentParts(parts)) yield { name: memberOfPart(name), text };
  for (const { name, text } of evidenceParts(store, assessmentId)) yield { name: memberOfPart(name), text };
  yield { name: memberNames.report, text: texts.report };
  yield { name: memberNames.table, text: texts.table };
}

/** Such as `Fabrikam-2026-03-01.hopcheck` or `PRACTICE-Harbor-2026-03-01-capture.hopcheck`: a name that any file system takes. */
export function bundleFileName({
  organizationName,
  practice,
  finishedAt,
  completedAt,
  revision,
}: SingleParts['assessment.json']): string {
  const words = [
    ...(practice ? ['PRACTICE'] : []),
    fileNameOf(organizationName),
    finishedAt.slice(0, 10),
    ...(revision === 1 ? [] : [`revision-${revision}`]),
    ...(completedAt === null ? ['capture'] : []),
  ];
  return `${words.join('-')}${bundleExtension}`;
}

const longestName = 60;

function fileNameOf(name: string): string {
  const plain = name.replaceAll(/[^\p{L}\p{N}]+/gu, '-').replaceAll(/^-+|-+$/g, '');
  return [...plain].slice(0, longestName).join('') || 'organisation';
}
