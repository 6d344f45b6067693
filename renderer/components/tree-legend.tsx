import { StatusMark } from './status-mark.tsx';

/** What the signs and numbers of the tree mean. */
export function TreeLegend() {
  return (
    <ul className="tree-legend" aria-label="What the signs mean">
      <li>
        <StatusMark status="not_a_finding" stage="proposed" />
        proposed
      </li>
      <li>
        <StatusMark status="not_a_finding" stage="decided" />
        decided
      </li>
      <li>
        <span className="count">2</span> / 7 undecided of all
      </li>
    </ul>
  );
}
