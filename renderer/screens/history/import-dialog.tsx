import { useEffect, useRef } from 'react';
import { dismissBundles, importAllBundles } from '../../actions/bundles.ts';
import { MissingAssessorField } from '../../components/assessor-field.tsx';
import { Modal } from '../../components/modal.tsx';
import { formatCount } from '../../model/format.ts';
import { importable, importTitle, isLooking, type BundleImport } from '../../model/history-imports.ts';
import { ImportItem } from './import-item.tsx';

/** The bundles that were chosen or dropped: what each is, and the way to import one or all. */
export function ImportDialog({ imports }: { readonly imports: readonly BundleImport[] }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const closing = useRef<HTMLButtonElement>(null);
  const importing = useRef<HTMLButtonElement>(null);
  const ready = importable(imports);
  const isOnly = imports.length === 1;
  const wereSeen = !isLooking(imports);
  const isImporting = imports.some(({ step }) => step.kind === 'importing');
  useEffect(() => {
    // Until then there is nothing to import; whoever has gone elsewhere meanwhile is not called back.
    if (wereSeen && document.activeElement === closing.current) importing.current?.focus();
  }, [wereSeen]);
  useEffect(() => {
    // A button that began an import goes with it, and the focus would be nowhere.
    if (isImporting && document.activeElement === document.body) closing.current?.focus();
  }, [isImporting]);
  return (
    <Modal
      dialog={dialog}
      title={importTitle(imports)}
      width="wide"
      firstFocus={closing}
      busy={isImporting}
      onClose={dismissBundles}
      lead="Each is checked before anything is kept. An imported assessment says where it came from."
      actions={
        <>
          {ready.length > 1 || (isOnly && ready.length === 1) ? (
            <button
              ref={importing}
              type="button"
              className="button button-primary"
              aria-disabled={isImporting}
              onClick={() => (isImporting ? undefined : void importAllBundles())}
            >
              {isOnly ? 'Import' : `Import all ${formatCount(ready.length)}`}
            </button>
          ) : null}
          <button
            ref={closing}
            type="button"
            className="button"
            aria-disabled={isImporting}
            onClick={() => (isImporting ? undefined : dialog.current?.close())}
          >
            Close
          </button>
        </>
      }
    >
      <ul className="imports">
        {imports.map((one) => (
          <ImportItem key={one.number} item={one} isOnly={isOnly} />
        ))}
      </ul>
      <MissingAssessorField />
    </Modal>
  );
}
