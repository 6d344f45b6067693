import { bundleExtension } from '../../shared/history/bundle-extension.ts';
import { visibleName } from './visible-text.ts';

/** What becomes of files that were chosen or dropped where one LDIF export is read. */
export interface OfferedFiles<Offered> {
  /** The one to read; null if there is none. */
  readonly file: Offered | null;
  /** Bundles, where nothing else was offered: for History, which imports them. */
  readonly bundles: readonly Offered[];
  /** Which of the others are not taken and why, a sentence each, safe to show. */
  readonly notTaken: readonly string[];
}

/** Names that `ldifde` exports usually have. */
export const exportExtensions: readonly string[] = ['.ldf', '.ldif', '.txt'];

/** Chooses the file to read: the first that is called like an export, else the first that is no bundle. */
export function sortOffered<Offered extends { readonly name: string }>(
  files: readonly Offered[],
): OfferedFiles<Offered> {
  const isBundle = ({ name }: Offered) => name.toLowerCase().endsWith(bundleExtension);
  const isExport = ({ name }: Offered) => exportExtensions.some((end) => name.toLowerCase().endsWith(end));
  const file = files.find(isExport) ?? files.find((one) => !isBundle(one)) ?? null;
  if (file === null) return { file, bundles: files, notTaken: [] };
  const notTaken = files
    .filter((one) => one !== file)
    .map((one) =>
      isBundle(one)
        ? `${visibleName(one.name)} is not taken: it is a bundle, and History imports those.`
        : `${visibleName(one.name)} is not taken: one file is read at a time.`,
    );
  return { file, bundles: [], notTaken };
}
