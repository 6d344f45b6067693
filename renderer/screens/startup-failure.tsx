import { CircleAlert } from 'lucide-react';
import { useState } from 'react';
import type { Failure } from '../../shared/errors.ts';
import type { RescueResult } from '../../shared/history/rescue.ts';
import { loadApplication } from '../actions/application.ts';
import { FailurePanel } from '../components/failure-panel.tsx';
import { ScreenHeading } from '../components/screen.tsx';
import { BrandMark } from '../shell/brand.tsx';
import { Rescued } from './rescue/rescued.tsx';
import { WaysOut } from './rescue/ways-out.tsx';

const titles: Partial<Record<Failure['code'], string>> = {
  'data-folder-in-use': 'Hopcheck is already open',
  'data-folder-unwritable': 'The data folder cannot be written',
  'data-folder-full': 'The disk of the data folder is full',
  'data-from-newer-version': 'The data belongs to a newer Hopcheck',
  'data-damaged': 'The data file is damaged',
};

interface StartupFailureProps {
  readonly failure: Failure;
  readonly retry: () => void;
}

/** Fills the window when Hopcheck cannot work at all: what is wrong, what to do, and the ways out of damage. */
export function StartupFailureScreen({ failure, retry }: StartupFailureProps) {
  const [result, setResult] = useState<RescueResult | null>(null);
  if (result !== null)
    return (
      <main className="full-window">
        <BrandMark />
        <Rescued result={result} goOn={retry} />
      </main>
    );
  const isDamage = failure.code === 'data-damaged';
  return (
    <main className={isDamage ? 'full-window full-window-wide' : 'full-window'}>
      <BrandMark />
      <ScreenHeading>Hopcheck cannot open</ScreenHeading>
      <FailurePanel
        failure={failure}
        title={titles[failure.code] ?? 'Something unexpected stands in the way'}
      >
        <button type="button" className="button button-primary" onClick={retry}>
          Try again
        </button>
      </FailurePanel>
      {isDamage ? <WaysOut onRescued={setResult} /> : null}
    </main>
  );
}

/** Fills the window when the backend is gone: nothing could be saved any more. */
export function BackendLostScreen() {
  return (
    <main className="full-window">
      <BrandMark />
      <ScreenHeading>Hopcheck has stopped</ScreenHeading>
      <section className="panel panel-failure" role="alert">
        <CircleAlert aria-hidden="true" className="panel-icon" />
        <div className="panel-body">
          <p>
            This window has lost its service, which keeps the assessments. Everything that was confirmed as
            saved is kept. Close this window and start Hopcheck again; or try again if the service is back.
          </p>
          <div className="button-row">
            <button type="button" className="button button-primary" onClick={() => void loadApplication()}>
              Try again
            </button>
          </div>
        </div>
      </section>
    </main>
  );
}
