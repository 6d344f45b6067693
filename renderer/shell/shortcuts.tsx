import { useRef } from 'react';
import { prefer, showShortcuts } from '../actions/application.ts';
import { Modal } from '../components/modal.tsx';
import { useStore } from '../store.ts';

const groups: readonly { readonly title: string; readonly keys: readonly (readonly [string, string])[] }[] = [
  {
    title: 'Review',
    keys: [
      ['N or Alt+N', 'Next undecided'],
      ['P or Alt+P', 'Previous undecided'],
      ['Alt+↓ Alt+↑', 'Next, previous undecided'],
      ['Alt+Enter', 'Accept the proposal'],
      ['D', 'Go to the decision'],
      ['Ctrl+Enter', 'Save the decision'],
      ['Ctrl+Z', 'Take back the last decision, or the last on several, outside of a text'],
      ['Ctrl+P', 'Print the review sheet'],
    ],
  },
  {
    title: 'In the tree',
    keys: [
      ['↑ ↓', 'Previous, next'],
      ['← →', 'Collapse or up, expand or down'],
      ['Home End', 'First, last'],
      ['*', 'Expand all on its level'],
      ['Enter', 'Go to what is shown'],
      ['Letters', 'Go to a name'],
    ],
  },
  {
    title: 'Moving about',
    keys: [
      ['T', 'Go to the tree'],
      ['/', 'Go to the filter or search'],
      ['?', 'This sheet'],
    ],
  },
  {
    title: 'In a table',
    keys: [
      ['↑ ↓', 'Previous, next row'],
      ['Page\u00a0Up Page\u00a0Down', 'Previous, next page'],
      ['Enter', 'Open the row'],
      ['Alt+Enter', 'In History: its details'],
      ['Space', 'Select or deselect the row'],
      ['Shift+↑ Shift+↓', 'Extend the selection'],
      ['Ctrl+A', 'Select all rows'],
      ['Escape', 'Select none'],
      ['Ctrl+C', 'Copy what is selected'],
      ['Shift+← Shift+→', 'In a column head: narrower, wider'],
    ],
  },
];

/** All shortcuts on one sheet. */
export function ShortcutsSheet() {
  const shown = useStore((state) => state.shortcutsShown);
  return shown ? <Sheet /> : null;
}

function Sheet() {
  const dialog = useRef<HTMLDialogElement>(null);
  const singleKeys = useStore((state) => state.preferences.singleKeys);
  const close = useRef<HTMLButtonElement>(null);
  return (
    <Modal
      dialog={dialog}
      title="Keyboard shortcuts"
      width="wide"
      firstFocus={close}
      onClose={() => showShortcuts(false)}
      actions={
        <>
          <button
            ref={close}
            type="button"
            className="button button-primary"
            onClick={() => dialog.current?.close()}
          >
            Close
          </button>
          <label className="check">
            <input
              type="checkbox"
              checked={singleKeys}
              onChange={(event) => prefer({ singleKeys: event.target.checked })}
            />
            Single letters work as shortcuts, except in the tree and in texts
          </label>
        </>
      }
    >
      <div className="shortcut-groups">
        {groups.map((group) => (
          <section key={group.title}>
            <h3>{group.title}</h3>
            <dl className="shortcut-list">
              {group.keys.map(([keys, what]) => (
                <div key={keys}>
                  <dt>
                    {keys.split(' ').map((key) => (key === 'or' ? ' or ' : <kbd key={key}>{key}</kbd>))}
                  </dt>
                  <dd>{what}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}
