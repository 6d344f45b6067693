import { X } from 'lucide-react';
import { useId, useRef, useState, type FormEvent } from 'react';
import type { AssessmentSummary } from '../../../shared/assessment/assessment.ts';
import { setTags } from '../../actions/history.ts';
import { useTask } from '../../components/use-task.ts';
import { visibleText } from '../../model/visible-text.ts';

/** Bounds of the contract. */
const most = { tags: 20, length: 50 };

/** Words to find an assessment by; each is kept at once. */
export function TagEditor({ summary: { id, tags } }: { readonly summary: AssessmentSummary }) {
  const [typed, setTyped] = useState('');
  const { busy, failure, run } = useTask();
  const input = useRef<HTMLInputElement>(null);
  const field = useId();
  const keep = async (changed: readonly string[]) => {
    if (await run(() => setTags(id, changed))) setTyped('');
    // A tag that is taken away takes its button with it.
    input.current?.focus();
  };
  const add = (event: FormEvent) => {
    event.preventDefault();
    const tag = typed.trim();
    if (tag !== '') void keep([...tags, tag]);
  };
  return (
    <form className="field tag-editor" onSubmit={add}>
      <label htmlFor={field}>Tags</label>
      {tags.length === 0 ? null : (
        <ul className="tags" aria-label="Tags of this assessment">
          {tags.map((tag) => (
            <li key={tag} className="tag">
              <bdi>{visibleText(tag)}</bdi>
              <button
                type="button"
                aria-label={`Remove tag ${visibleText(tag)}`}
                title="Remove"
                onClick={() => void keep(tags.filter((other) => other !== tag))}
              >
                <X aria-hidden="true" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className="form-row">
        <input
          ref={input}
          id={field}
          type="text"
          autoComplete="off"
          maxLength={most.length}
          value={typed}
          aria-describedby={`${field}-hint`}
          onChange={(event) => setTyped(event.target.value)}
        />
        <button type="submit" className="button" aria-disabled={busy || tags.length >= most.tags}>
          Add
        </button>
      </div>
      <span id={`${field}-hint`} className="hint">
        Words to find it by. They are not part of the record and never change a seal.
      </span>
      {failure === null ? null : (
        <span className="field-error" role="alert">
          {visibleText(failure.message)}
        </span>
      )}
    </form>
  );
}
