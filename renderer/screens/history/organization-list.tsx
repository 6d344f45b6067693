import { useId, type KeyboardEvent } from 'react';
import { Name } from '../../components/name.tsx';
import { StatusCells } from '../../components/status-counts.tsx';
import { formatInstant, formatQuantity } from '../../model/format.ts';
import type { OrganizationGroup } from '../../model/history-groups.ts';
import { rowMove } from '../../model/table-view.ts';
import { readAtOf } from '../../model/history-rows.ts';

interface OrganizationListProps {
  readonly groups: readonly OrganizationGroup[];
  /** Key of the one whose assessments are shown; null for all. */
  readonly chosen: string | null;
  readonly choose: (key: string | null) => void;
}

/** Of an instant as it is shown: the day alone fits on the line. */
const dayLength = '2026-05-02'.length;
/** Organisations that a press on Page Down goes. */
const page = 8;

/** The organisations with what was found last. One tab stop; arrow keys choose. */
export function OrganizationList({ groups, chosen, choose }: OrganizationListProps) {
  const id = useId();
  const at = groups.findIndex(({ key }) => key === chosen) + 1;
  const go = (index: number) => {
    choose(groups[index - 1]?.key ?? null);
    document.getElementById(`${id}-${index}`)?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const target = rowMove(event.key, at, groups.length + 1, page);
    if (target === null) return;
    event.preventDefault();
    go(target);
  };
  return (
    <div
      className="organizations"
      role="listbox"
      aria-label="Organisations"
      tabIndex={0}
      aria-activedescendant={`${id}-${at}`}
      onKeyDown={onKeyDown}
    >
      <div
        id={`${id}-0`}
        role="option"
        aria-selected={chosen === null}
        className="organization"
        onClick={() => choose(null)}
      >
        <span className="organization-name">All organisations</span>
        <span className="soft">{formatQuantity(groups.length, 'organisation')}</span>
      </div>
      {groups.map((group, index) => (
        <div
          key={group.key}
          id={`${id}-${index + 1}`}
          role="option"
          aria-selected={group.key === chosen}
          className="organization"
          data-practice={group.practice}
          onClick={() => choose(group.key)}
        >
          <span className="organization-name">
            <Name of={group.name} />
            {group.practice ? <span className="chip chip-practice">PRACTICE</span> : null}
          </span>
          <span className="soft">
            {formatQuantity(group.summaries.length, 'assessment')}, last{' '}
            {formatInstant(readAtOf(group.newest)).slice(0, dayLength)}
          </span>
          <StatusCells counts={group.newest.virtualServers} />
        </div>
      ))}
    </div>
  );
}
