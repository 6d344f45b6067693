import { Upload } from 'lucide-react';
import { useRef } from 'react';
import { bundleExtension } from '../../../shared/history/bundle-extension.ts';
import { offerBundles } from '../../actions/bundles.ts';
import { places } from '../../focus.ts';

/** Chooses bundles to import; they can be dropped on the window as well. */
export function ImportButton() {
  const picker = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        id={places.importing}
        className="button"
        title="Bundles can also be dropped on this window"
        onClick={() => picker.current?.click()}
      >
        <Upload aria-hidden="true" />
        Import bundles…
      </button>
      <input
        ref={picker}
        type="file"
        multiple
        aria-label="Bundles"
        className="visually-hidden"
        tabIndex={-1}
        accept={bundleExtension}
        onChange={(event) => {
          void offerBundles([...(event.target.files ?? [])]);
          // Choosing the same one again must count.
          event.target.value = '';
        }}
      />
    </>
  );
}
