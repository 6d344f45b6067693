import { Check, Copy } from 'lucide-react';
import { useState } from 'react';

/** Copies a text; says so for a moment. `what` completes its name: "Copy command". */
export function CopyButton({ text, what }: { readonly text: string; readonly what: string }) {
  const [state, setState] = useState<'ready' | 'copied' | 'failed'>('ready');
  const copy = async () => {
    setState(
      await navigator.clipboard.writeText(text).then(
        () => 'copied' as const,
        () => 'failed' as const,
      ),
    );
    setTimeout(() => setState('ready'), 2_000);
  };
  return (
    <button
      type="button"
      className="button button-quiet button-small"
      aria-label={`Copy ${what}`}
      onClick={() => void copy()}
    >
      {state === 'copied' ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
      <span aria-live="polite">
        {{ ready: 'Copy', copied: 'Copied', failed: 'Select the text and copy it' }[state]}
      </span>
    </button>
  );
}
