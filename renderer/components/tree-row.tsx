import { ChevronRight } from 'lucide-react';
import { memo } from 'react';
import type { TreeNode } from '../../shared/assessment/assessment.ts';
import { statusLabels, type Status } from '../../shared/stig/status.ts';
import { collapse, expand, select } from '../actions/reviewing.ts';
import { formatCount, formatQuantity } from '../model/format.ts';
import type { Stage } from '../model/stage.ts';
import { shownCounts, type TreeCounts } from '../model/tree-counts.ts';
import { Name } from './name.tsx';
import { NodeIcon } from './node-icon.tsx';
import { StatusMark } from './status-mark.tsx';

interface TreeRowProps {
  readonly node: TreeNode;
  /** 0 for the organisation. */
  readonly depth: number;
  /** Among its siblings, from 1. */
  readonly place: number;
  /** How many they are, itself included. */
  readonly siblings: number;
  /** Null beside the verdict. */
  readonly status: Status | null;
  readonly stage: Stage;
  /** How many undecided subjects and virtual servers lie at or below it. */
  readonly undecided: number;
  readonly virtualServers: number;
  /** Null if nothing lies below it. */
  readonly isExpanded: boolean | null;
  readonly isActive: boolean;
  /** Distance from the top of the tree, in CSS pixels. */
  readonly start: number;
}

/** The DOM id of the row of a node. */
export function rowId(id: number): string {
  return `tree-row-${id}`;
}

/** One row of the tree. Drawn again only if something about it changes: most do not when the selection moves. */
export const TreeRow = memo(function TreeRow(props: TreeRowProps) {
  const { node, depth, place, siblings, status, stage, undecided, isExpanded, isActive, start } = props;
  const counts = shownCounts(node, undecided, props.virtualServers);
  const toggle = () => (isExpanded === true ? collapse(node.id) : expand([node.id]));
  return (
    <div
      id={rowId(node.id)}
      role="treeitem"
      aria-level={depth + 1}
      aria-setsize={siblings}
      aria-posinset={place}
      aria-selected={isActive}
      aria-expanded={isExpanded ?? undefined}
      className="tree-row"
      data-unreadable={!node.readable}
      style={{ transform: `translateY(${start}px)`, paddingInlineStart: 6 + depth * 14 }}
      onClick={() => select(node.id)}
      onDoubleClick={isExpanded === null ? undefined : toggle}
    >
      <span
        className="tree-twist"
        data-leaf={isExpanded === null}
        data-open={isExpanded === true}
        aria-hidden="true"
        onClick={(event) => {
          if (isExpanded === null) return;
          event.stopPropagation();
          toggle();
        }}
        onDoubleClick={(event) => event.stopPropagation()}
      >
        {isExpanded === null ? null : <ChevronRight />}
      </span>
      <NodeIcon kind={node.kind} />
      <span className="tree-name">
        <Name of={node.name} />
      </span>
      {node.readable ? null : <Said text="not read" />}
      {status === null ? null : (
        <>
          <Counts {...counts} />
          {undecided > 0 && counts.undecided === null ? <Said text="undecided" /> : null}
          <StatusMark status={status} stage={stage} />
          <Said text={statusLabels[status]} />
        </>
      )}
    </div>
  );
});

/**
 * What a row shows by a sign, in words for a screen reader. They are part of the row and not a label over it, so that
 * what is seen and what is said cannot differ.
 */
function Said({ text }: { readonly text: string }) {
  return <span className="visually-hidden">, {text}</span>;
}

function Counts({ undecided, virtualServers }: TreeCounts) {
  return (
    <>
      {undecided === null ? null : <Undecided count={undecided} />}
      {virtualServers === null ? null : (
        <>
          <Said text={formatQuantity(virtualServers, 'virtual server')} />
          <span
            className="tree-total"
            aria-hidden="true"
            title={formatQuantity(virtualServers, 'virtual server')}
          >
            {undecided === null ? '' : '/ '}
            {formatCount(virtualServers)}
          </span>
        </>
      )}
    </>
  );
}

function Undecided({ count }: { readonly count: number | 'one' }) {
  // The hollow sign shows it.
  if (count === 'one') return <Said text="undecided" />;
  return (
    <>
      {' '}
      <span className="count" title={`${formatCount(count)} undecided`}>
        {formatCount(count)}
        <span className="visually-hidden"> undecided</span>
      </span>
    </>
  );
}
