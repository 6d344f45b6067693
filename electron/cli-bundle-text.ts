import type { MadeBundle } from './backend/backend.ts';
import type { ImportedFile } from './cli-bundle.ts';
import { counted, labelled, visible } from './cli-visible.ts';

/** What was written, and what can be done with it. */
export function bundleText({ path, size, sha256, kind, seal }: MadeBundle): string {
  const isCapture = kind === 'capture';
  return [
    labelled('Written', `${path}, ${counted(size, 'octet')}`),
    labelled(
      'Holds',
      isCapture ? 'a capture: still in review, to go on elsewhere' : 'a completed assessment',
    ),
    labelled('Seal', seal ?? 'none until it is completed'),
    labelled('SHA-256', `${sha256} (of the file)`),
    '',
  ].join('\n');
}

/** A line or two for each file: as what it was kept, or why it was not. */
export function importText(files: readonly ImportedFile[]): string {
  return `${files.map(fileText).join('\n')}\n`;
}

function fileText({ file, assessment, failure }: ImportedFile): string {
  if (assessment !== null) {
    const { id, organization, assessor, state, practice } = assessment;
    const marks = [state === 'completed' ? 'completed' : 'in review', ...(practice ? ['PRACTICE'] : [])];
    const told = `${file}: imported, ${organization}, read by ${assessor}, ${marks.join(', ')}`;
    return [visible(told), `  Kept as ${id}`].join('\n');
  }
  return [visible(`${file}: not imported`), ...(failure?.message ?? '').split(/\r?\n/).map(visible)].join(
    '\n  ',
  );
}
