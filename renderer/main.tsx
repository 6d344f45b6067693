import '@fontsource-variable/inter/wght.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/parts.css';
import './styles/dialogs.css';
import './styles/shell.css';
import './styles/status.css';
import './styles/screens.css';
import './styles/connect.css';
import './styles/rescue.css';
import './styles/walk-and-finish.css';
import './styles/tree.css';
import './styles/table.css';
import './styles/history.css';
import './styles/seal.css';
import './styles/subject.css';
import './styles/properties.css';
import './styles/decision.css';
import './styles/compare.css';
// Last: its narrow layout overrides where the decision stands.
import './styles/review.css';
import './styles/print.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { loadApplication } from './actions/application.ts';
import { flushDraftsAtOnce } from './actions/drafts.ts';
import { giveWay } from './actions/giving-way.ts';
import { resume } from './actions/resuming.ts';
import { giveUpFile, onBackendEvent, reconcileWalk } from './actions/walking.ts';
import { listen, onBackendLost, onSuperseded } from './backend.ts';
import { Application } from './shell/application.tsx';
import { listenForShortcuts } from './shell/keyboard.ts';
import { ignoreSecondClicks, refuseDroppedFiles } from './shell/pointer.ts';
import { useStore } from './store.ts';

onBackendLost(() => useStore.setState({ backendLost: true }));
onSuperseded(giveWay);
listen(onBackendEvent, () => void reconcileWalk().catch(() => undefined));
listenForShortcuts();
ignoreSecondClicks();
refuseDroppedFiles();
// The last words typed reach the disk even if the window closes within the pause.
window.addEventListener('pagehide', flushDraftsAtOnce);
window.addEventListener('pagehide', () => void giveUpFile());
void loadApplication().then(resume);

const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <Application />
    </StrictMode>,
  );
}
