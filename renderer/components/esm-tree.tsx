import { useEffect, useMemo, useRef, type KeyboardEvent } from 'react';
import { rememberTreeTop, treeTop } from '../actions/remembering.ts';
import { collapse, expand, select } from '../actions/reviewing.ts';
import { focusSoon, places } from '../focus.ts';
import { stageOf } from '../model/stage.ts';
import { hasChildren, treeMove, typeAhead, visibleRows, type TreePosition } from '../model/tree-rows.ts';
import { useStore, type OpenAssessment } from '../store.ts';
import { rowId, TreeRow } from './tree-row.tsx';
import { useRowWindow } from './use-row-window.ts';

const rowHeight = 26;
/** Letters typed within this time belong to one word. */
const typeAheadMilliseconds = 700;

/** The tree of Exchange System Manager. The tree itself holds the focus, so that it never goes with a row that scrolls away. */
export function EsmTree({ assessment }: { readonly assessment: OpenAssessment }) {
  const { nodes, outline, statuses, undecided, summary } = assessment;
  const expanded = useStore((state) => state.expanded);
  const active = useStore((state) => state.selected) ?? outline.order[0] ?? 0;
  const rows = useMemo(() => visibleRows(outline, expanded), [outline, expanded]);
  const activeRow = useMemo(() => rows.indexOf(active), [rows, active]);
  const scroller = useRef<HTMLDivElement>(null);
  const typed = useRef({ text: '', at: 0 });
  const top = treeTop(summary.id);
  // The organisation stays, so that the tree does not seem to begin in its middle; the active row is what a screen reader reads.
  const kept = [0, activeRow];
  const { items, height, show, page } = useRowWindow(scroller, {
    count: rows.length,
    rowHeight,
    overscan: 10,
    top,
    kept,
  });
  const shown = useRef<number | null>(null);
  useEffect(() => {
    // Only a new selection scrolls, and the first one, which may come from another screen: expanding something elsewhere
    // must not move the view. What is in sight stays where it is.
    if (shown.current === active) return;
    shown.current = active;
    if (activeRow >= 0) show(activeRow);
  }, [active, activeRow, show]);

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    // These two keep their meaning everywhere; no name is looked for by them.
    if (event.ctrlKey || event.metaKey || event.altKey || event.key === '?' || event.key === '/') return;
    if (event.key === 'Enter') {
      event.preventDefault();
      focusSoon(places.detail);
      return;
    }
    const position: TreePosition = { nodes, outline, expanded, rows, active, page: page() };
    const move = treeMove(position, event.key);
    if (move === null) {
      typeLetter(event, position);
      return;
    }
    event.preventDefault();
    if (move.kind === 'go') select(move.id);
    else if (move.kind === 'expand') expand(move.ids);
    else collapse(move.id);
  };
  const typeLetter = (event: KeyboardEvent, position: TreePosition) => {
    if (event.key.length !== 1) return;
    // A blank belongs to a name that is being typed; alone it would scroll the tree away.
    event.preventDefault();
    const goesOn = event.timeStamp - typed.current.at < typeAheadMilliseconds;
    const text = goesOn ? typed.current.text + event.key : event.key;
    if (text.trim() === '') return;
    typed.current = { text, at: event.timeStamp };
    const found = typeAhead(position, text);
    if (found !== null) select(found);
    event.stopPropagation();
  };

  return (
    <div
      ref={scroller}
      className="tree"
      role="tree"
      id={places.tree}
      aria-label="Exchange organisation"
      aria-activedescendant={rowId(active)}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onScroll={(event) => rememberTreeTop(summary.id, event.currentTarget.scrollTop)}
    >
      <div role="none" className="tree-rows" style={{ height }}>
        {items.map(({ index, start }) => {
          const id = rows[index] ?? 0;
          const node = nodes[id];
          if (node === undefined) return null;
          const siblings = node.parent === null ? undefined : outline.children[node.parent];
          return (
            <TreeRow
              key={id}
              node={node}
              depth={outline.depth[id] ?? 0}
              place={outline.place[id] ?? 1}
              siblings={siblings?.length ?? 1}
              status={statuses[id] ?? null}
              stage={stageOf(outline.subjects[id] ?? 0, undecided[id] ?? 0)}
              undecided={undecided[id] ?? 0}
              virtualServers={outline.virtualServers[id] ?? 0}
              isExpanded={hasChildren(outline, id) ? expanded.has(id) : null}
              isActive={id === active}
              start={start}
            />
          );
        })}
      </div>
    </div>
  );
}
