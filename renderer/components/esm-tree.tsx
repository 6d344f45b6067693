import { useVirtualizer } from '@tanstack/react-virtual';
import { ChevronRight } from 'lucide-react';
import { useEffect, useMemo, useRef, type KeyboardEvent } from 'react';
import type { TreeNode } from '../../shared/assessment/assessment.ts';
import { statusLabels, type Status } from '../../shared/stig/status.ts';
import { collapse, expand, select } from '../actions/reviewing.ts';
import { focusSoon, places } from '../focus.ts';
import { formatCount } from '../model/format.ts';
import { isUndecided } from '../model/outline.ts';
import { treeMove, typeAhead, visibleRows, type TreePosition } from '../model/tree-rows.ts';
import { clip, visibleName } from '../model/visible-text.ts';
import { useStore, type OpenAssessment } from '../store.ts';
import { Name } from './name.tsx';
import { NodeIcon } from './node-icon.tsx';
import { StatusMark } from './status-mark.tsx';

const rowHeight = 26;
/** Letters typed within this time belong to one word. */
const typeAheadMilliseconds = 700;

const rowId = (id: number) => `tree-row-${id}`;

/** The tree of Exchange System Manager. The tree itself holds the focus, so that it never goes with a row that scrolls away. */
export function EsmTree({ assessment }: { readonly assessment: OpenAssessment }) {
  const { nodes, outline } = assessment;
  const expanded = useStore((state) => state.expanded);
  const active = useStore((state) => state.selected) ?? outline.order[0] ?? 0;
  const rows = useMemo(() => visibleRows(outline, expanded), [outline, expanded]);
  const scroller = useRef<HTMLDivElement>(null);
  const typed = useRef({ text: '', at: 0 });
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => rows[index] ?? index,
    overscan: 24,
  });
  const scrolledTo = useRef<number | null>(null);
  useEffect(() => {
    // Only a new selection scrolls: expanding something elsewhere must not move the view.
    if (scrolledTo.current === active) return;
    scrolledTo.current = active;
    const index = rows.indexOf(active);
    if (index >= 0) virtualizer.scrollToIndex(index);
  }, [active, rows, virtualizer]);

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    // These two keep their meaning everywhere; no name is looked for by them.
    if (event.ctrlKey || event.metaKey || event.altKey || event.key === '?' || event.key === '/') return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 520) / rowHeight) - 1);
    const position: TreePosition = { nodes, outline, expanded, rows, active, page };
    const move = treeMove(position, event.key);
    if (event.key === 'Enter') {
      event.preventDefault();
      focusSoon(places.detail);
      return;
    }
    if (move === null) {
      const now = event.timeStamp;
      const text =
        now - typed.current.at < typeAheadMilliseconds ? typed.current.text + event.key : event.key;
      if (event.key.length !== 1 || text === ' ') return;
      typed.current = { text, at: now };
      const found = typeAhead(position, text);
      if (found !== null) select(found);
      event.stopPropagation();
      return;
    }
    event.preventDefault();
    if (move.kind === 'go') select(move.id);
    else if (move.kind === 'expand') expand(move.ids);
    else collapse(move.id);
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
    >
      <div role="none" className="tree-rows" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((item) => {
          const node = nodes[rows[item.index] ?? 0];
          if (node === undefined) return null;
          return (
            <TreeRow
              key={item.key}
              node={node}
              assessment={assessment}
              isExpanded={expanded.has(node.id)}
              isActive={node.id === active}
              start={item.start}
            />
          );
        })}
      </div>
    </div>
  );
}

/** What a screen reader says of a row: the name, whether anything is undecided, and the status. */
function treeItemName(node: TreeNode, status: Status | null, undecided: number): string {
  const name = clip(visibleName(node.name), 300);
  const isCounted = undecided > 0 && !isUndecided(node);
  // Name and number stand together, as they do on the screen: so they are also found by speech.
  const parts = [isCounted ? `${name} ${formatCount(undecided)} undecided` : name];
  if (!node.readable) parts.push('not read');
  if (isUndecided(node)) parts.push('undecided');
  if (status !== null) parts.push(statusLabels[status]);
  return parts.join(', ');
}

interface TreeRowProps {
  readonly node: TreeNode;
  readonly assessment: OpenAssessment;
  readonly isExpanded: boolean;
  readonly isActive: boolean;
  readonly start: number;
}

function TreeRow({ node, assessment, isExpanded, isActive, start }: TreeRowProps) {
  const { outline, statuses, undecided } = assessment;
  const depth = outline.depth[node.id] ?? 0;
  const siblings = node.parent === null ? [node.id] : (outline.children[node.parent] ?? []);
  const hasChildren = (outline.children[node.id]?.length ?? 0) > 0;
  const status = statuses[node.id] ?? null;
  return (
    <div
      id={rowId(node.id)}
      role="treeitem"
      aria-level={depth + 1}
      aria-setsize={siblings.length}
      aria-posinset={siblings.indexOf(node.id) + 1}
      aria-selected={isActive}
      aria-label={treeItemName(node, status, undecided[node.id] ?? 0)}
      aria-expanded={hasChildren ? isExpanded : undefined}
      className="tree-row"
      data-unreadable={!node.readable}
      style={{ transform: `translateY(${start}px)`, paddingInlineStart: 6 + depth * 14 }}
      onClick={() => select(node.id)}
      onDoubleClick={() => (isExpanded ? collapse(node.id) : expand([node.id]))}
    >
      <span
        className="tree-twist"
        data-leaf={!hasChildren}
        data-open={isExpanded}
        aria-hidden="true"
        onClick={(event) => {
          event.stopPropagation();
          if (isExpanded) collapse(node.id);
          else expand([node.id]);
        }}
      >
        {hasChildren ? <ChevronRight /> : null}
      </span>
      <NodeIcon kind={node.kind} />
      <span className="tree-name">
        <Name of={node.name} />
      </span>{' '}
      {status === null ? null : (
        <>
          <UndecidedMark node={node} count={undecided[node.id] ?? 0} />
          <StatusMark status={status} />
        </>
      )}
    </div>
  );
}

function UndecidedMark({ node, count }: { readonly node: TreeNode; readonly count: number }) {
  // These two only stand between a server and its virtual servers: a count on each would be noise.
  if (count === 0 || node.kind === 'protocols' || node.kind === 'smtp') return null;
  if (isUndecided(node)) {
    return <span className="undecided-dot" title="Undecided" aria-hidden="true" />;
  }
  return (
    <span className="count" aria-hidden="true" title={`${formatCount(count)} undecided`}>
      {formatCount(count)}
    </span>
  );
}
