import { useRef, useState } from 'react';
import { LongText } from '../../components/long-text.tsx';
import { ReadingDialog } from '../../components/reading-dialog.tsx';
import { changedLines, type MarkedLine } from '../../model/changed-lines.ts';
import { visibleText } from '../../model/visible-text.ts';

interface FindingDetailsProps {
  readonly id: string;
  /** As the assessor left them; null for the text that Hopcheck writes. */
  readonly edited: string | null;
  readonly written: string;
  readonly disabled: boolean;
  readonly change: (findingDetails: string | null) => void;
}

/** The finding details: written by Hopcheck until somebody edits them, and then visibly so. */
export function FindingDetails({ id, edited, written, disabled, change }: FindingDetailsProps) {
  const [comparing, setComparing] = useState(false);
  // Open where there is something of the assessor's own in it.
  const [isOpen, setOpen] = useState(edited !== null);
  const field = `${id}-finding-details`;
  return (
    <details className="fold-field" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        Finding details{' '}
        <span className={edited === null ? 'choice-note' : 'edited-note'}>
          {edited === null ? 'written by Hopcheck' : 'edited'}
        </span>
      </summary>
      <div className="field">
        <LongText
          id={field}
          className="finding-details"
          aria-label="Finding details"
          aria-describedby={`${field}-hint`}
          rows={6}
          readOnly={disabled}
          value={edited ?? written}
          change={(text) => change(text === written ? null : text)}
        />
        <span id={`${field}-hint`} className="hint">
          {edited === null
            ? 'They go into the checklist. Edit them where they need more.'
            : 'No longer what Hopcheck wrote from the evidence.'}
        </span>
        {edited === null ? null : (
          <div className="button-row">
            <button type="button" className="button button-small" onClick={() => setComparing(true)}>
              Show what was changed
            </button>
            <button
              type="button"
              className="button button-small"
              disabled={disabled}
              onClick={() => change(null)}
            >
              Restore
            </button>
          </div>
        )}
      </div>
      {comparing && edited !== null ? (
        <Comparison
          written={written}
          edited={edited}
          restore={() => change(null)}
          onClose={() => setComparing(false)}
        />
      ) : null}
    </details>
  );
}

interface ComparisonProps {
  readonly written: string;
  readonly edited: string;
  readonly restore: () => void;
  readonly onClose: () => void;
}

function Comparison({ written, edited, restore, onClose }: ComparisonProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const lines = changedLines(written, edited);
  return (
    <ReadingDialog
      dialog={dialog}
      title="What was changed in the finding details"
      lead="Lines that only one of the two texts has are marked, with − on the left and + on the right."
      width="widest"
      onClose={onClose}
      actions={
        <button
          type="button"
          className="button"
          onClick={() => {
            restore();
            dialog.current?.close();
          }}
        >
          Restore Hopcheck’s text
        </button>
      }
    >
      <div className="comparison">
        <Side title="Written by Hopcheck" lines={lines.before} sign="−" said="Only here: " />
        <Side title="As edited" lines={lines.after} sign="+" said="New: " />
      </div>
    </ReadingDialog>
  );
}

interface SideProps {
  readonly title: string;
  readonly lines: readonly MarkedLine[];
  /** Stands before a changed line, and what a screen reader says there. */
  readonly sign: string;
  readonly said: string;
}

function Side({ title, lines, sign, said }: SideProps) {
  return (
    <div>
      <h3>{title}</h3>
      <ol className="compared-lines">
        {lines.map(({ text, changed }, index) => (
          <li key={index} data-changed={changed}>
            <span className="compared-sign" aria-hidden="true">
              {changed ? sign : ''}
            </span>
            <bdi>
              {changed ? <span className="visually-hidden">{said}</span> : null}
              {visibleText(text)}
            </bdi>
          </li>
        ))}
      </ol>
    </div>
  );
}
