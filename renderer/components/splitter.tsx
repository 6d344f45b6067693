import type { KeyboardEvent, PointerEvent } from 'react';
import { prefer } from '../actions/application.ts';
import { boundTreeWidth, treeWidthBounds } from '../preferences.ts';
import { useStore } from '../store.ts';

/** The border between tree and content: dragged, or moved with the arrow keys. */
export function Splitter() {
  const width = useStore((state) => state.preferences.treeWidth);
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const left = event.currentTarget.parentElement?.getBoundingClientRect().left ?? 0;
    prefer({ treeWidth: boundTreeWidth(event.clientX - left) });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = { ArrowLeft: -16, ArrowRight: 16, Home: -1_000, End: 1_000 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    prefer({ treeWidth: boundTreeWidth(width + step) });
  };
  return (
    <div
      className="splitter"
      role="separator"
      aria-label="Width of the tree"
      aria-orientation="vertical"
      aria-valuemin={treeWidthBounds.least}
      aria-valuemax={treeWidthBounds.most}
      aria-valuenow={width}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={onPointerMove}
    />
  );
}
