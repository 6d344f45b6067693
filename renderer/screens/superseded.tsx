import { AppWindow, TriangleAlert } from 'lucide-react';
import { useEffect } from 'react';
import { unsavedWords } from '../actions/drafts.ts';
import { workHere } from '../actions/giving-way.ts';
import { ScreenHeading } from '../components/screen.tsx';
import { BrandMark } from '../shell/brand.tsx';
import { useStore } from '../store.ts';

/** Fills a window that another one has taken the place of: what is shown here would not stay true. */
export function SupersededScreen() {
  useEffect(() => {
    document.title = 'In another window - Hopcheck';
  }, []);
  return (
    <main className="full-window">
      <BrandMark />
      <ScreenHeading>Hopcheck is open in another window</ScreenHeading>
      <section className="panel panel-note">
        <AppWindow aria-hidden="true" className="panel-icon" />
        <div className="panel-body">
          <p>
            One window works at a time, so that none overwrites or shows what another has changed. Go on in
            the other window and close this one; or use this one, and the other will wait.
          </p>
          <div className="button-row">
            <button type="button" className="button button-primary" onClick={workHere}>
              Use it here
            </button>
          </div>
        </div>
      </section>
      <UnsavedWords />
    </main>
  );
}

/** What could not be saved on the way out, such as on a full disk: to be copied, for it is nowhere else. */
function UnsavedWords() {
  const failed = useStore(({ draftSaving }) => draftSaving.kind === 'failed');
  const words = failed ? unsavedWords() : [];
  if (words.length === 0) return null;
  return (
    <section className="panel panel-failure" role="alert">
      <TriangleAlert aria-hidden="true" className="panel-icon" />
      <div className="panel-body">
        <p>What was typed here last could not be saved. Copy it before you go on:</p>
        {words.map((text, index) => (
          <div key={index} className="field">
            <textarea readOnly rows={3} value={text} aria-label="Typed and not saved" />
          </div>
        ))}
      </div>
    </section>
  );
}
