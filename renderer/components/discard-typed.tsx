import { useState } from 'react';

interface DiscardTypedProps<Typed> {
  readonly typed: Typed;
  /** Whether anything of it would be lost. */
  readonly isTyped: boolean;
  readonly disabled: boolean;
  readonly discard: () => void;
  readonly restore: (typed: Typed) => void;
}

/** Discards what was typed and not used; as long as nothing else is typed it can be brought back. */
export function DiscardTyped<Typed>(props: DiscardTypedProps<Typed>) {
  const { typed, isTyped, disabled, discard, restore } = props;
  const [discarded, setDiscarded] = useState<{ readonly typed: Typed } | null>(null);
  if (isTyped) {
    return (
      <button
        type="button"
        className="button button-quiet"
        disabled={disabled}
        onClick={() => {
          setDiscarded({ typed });
          discard();
        }}
      >
        Discard<span className="discard-rest"> what was typed</span>
      </button>
    );
  }
  if (discarded === null) return null;
  return (
    <button
      type="button"
      className="button button-quiet"
      disabled={disabled}
      onClick={() => {
        setDiscarded(null);
        restore(discarded.typed);
      }}
    >
      Bring it back
    </button>
  );
}
