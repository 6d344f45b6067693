import { FileText, Upload } from 'lucide-react';
import { useCallback, useRef, useState } from 'react';
import { takeToHistory } from '../actions/bundles.ts';
import { dropFileFailure, startLdif } from '../actions/walking.ts';
import { AssessorField } from '../components/assessor-field.tsx';
import { CopyButton } from '../components/copy-button.tsx';
import { FailurePanel } from '../components/failure-panel.tsx';
import { formatBytes } from '../model/format.ts';
import { ldifdeCommand } from '../model/ldifde-command.ts';
import { exportExtensions, sortOffered } from '../model/offered-files.ts';
import { visibleName } from '../model/visible-text.ts';
import { walkFailureTitle } from '../model/walk-failure.ts';
import { useStore } from '../store.ts';
import { useDroppedFiles } from '../components/use-dropped-files.ts';

/** Takes an LDIF file, by the picker or dropped anywhere on the window, and shows the command that makes one. */
export function ConnectLdif() {
  const walk = useStore((state) => state.walk);
  const [file, setFile] = useState<File | null>(null);
  const [notTaken, setNotTaken] = useState<readonly string[]>([]);
  const picker = useRef<HTMLInputElement>(null);
  const take = useCallback((files: readonly File[]) => {
    const offered = sortOffered(files);
    if (offered.bundles.length > 0) return takeToHistory(offered.bundles);
    setNotTaken(offered.notTaken);
    if (offered.file === null) return;
    setFile(offered.file);
    dropFileFailure();
  }, []);
  const isOver = useDroppedFiles(take);
  return (
    <>
      {walk.kind === 'failed' && walk.way === 'ldif' ? (
        <FailurePanel
          failure={walk.failure}
          neutral={walk.failure.code === 'cancelled'}
          title={walkFailureTitle(walk.failure, walk.way, walk.label)}
        />
      ) : null}
      <section className="card form" aria-label="File">
        <div className="drop" data-over={isOver}>
          {file === null ? <Upload aria-hidden="true" /> : <FileText aria-hidden="true" />}
          {file === null ? (
            <p>Drop the file anywhere on this window, or</p>
          ) : (
            <p>
              <strong>
                <bdi>{visibleName(file.name)}</bdi>
              </strong>
              <span className="soft"> {formatBytes(file.size)}</span>
            </p>
          )}
          <button type="button" className="button" onClick={() => picker.current?.click()}>
            {file === null ? 'Choose a file' : 'Choose another file'}
          </button>
          <input
            ref={picker}
            type="file"
            aria-label="LDIF file"
            className="visually-hidden"
            tabIndex={-1}
            accept={exportExtensions.join(',')}
            onChange={(event) => {
              // Closing the picker without a choice keeps the file; choosing the same one again must count.
              take([...(event.target.files ?? [])]);
              event.target.value = '';
            }}
          />
        </div>
        <div role="status" className="not-taken">
          {notTaken.map((text) => (
            <p key={text}>{text}</p>
          ))}
        </div>
        <AssessorField />
        <div className="button-row">
          <button
            type="button"
            className="button button-primary"
            disabled={file === null || walk.kind === 'running'}
            onClick={() => (file === null ? undefined : void startLdif(file))}
          >
            Read the file
          </button>
        </div>
      </section>
      <ExportCommand />
    </>
  );
}

function ExportCommand() {
  const [domain, setDomain] = useState('');
  const command = ldifdeCommand(domain);
  return (
    <section className="card" aria-labelledby="export-command">
      <h2 id="export-command">No file yet? The command for the site</h2>
      <p>
        An administrator runs it in a command prompt on any domain controller of the forest. It reads the
        objects and attributes that Hopcheck looks at, never a password, and changes nothing.
      </p>
      <div className="field">
        <label htmlFor="forest-root">Forest root domain</label>
        <input
          id="forest-root"
          type="text"
          autoComplete="off"
          spellCheck={false}
          placeholder="corp.example"
          value={domain}
          aria-describedby="forest-root-hint"
          onChange={(event) => setDomain(event.target.value)}
        />
        <span
          id="forest-root-hint"
          className={command.kind === 'refused' && domain.trim() !== '' ? 'field-error' : 'hint'}
        >
          {command.kind === 'refused'
            ? command.why
            : 'The file is written as exchange.ldf in the folder where the command is run.'}
        </span>
      </div>
      {command.kind === 'command' ? (
        <div className="command">
          <pre tabIndex={0} aria-label="Export command">
            {command.text}
          </pre>
          <CopyButton text={command.text} what="command" />
        </div>
      ) : null}
    </section>
  );
}
