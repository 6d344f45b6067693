import { useId, useState, type KeyboardEvent, type ReactNode } from 'react';

export interface Tab {
  readonly label: string;
  /** A number shown behind the label. */
  readonly count?: string;
  readonly content: () => ReactNode;
}

interface TabsProps {
  readonly label: string;
  readonly tabs: readonly Tab[];
  /** Position of the tab that is shown at first. */
  readonly initial?: number;
  /** Told which tab was chosen, by its label. */
  readonly onChoose?: (label: string) => void;
}

/** Tabs as the ARIA Authoring Practices describe them: arrows move and show at once. */
export function Tabs({ label, tabs, initial = 0, onChoose }: TabsProps) {
  const [chosen, setChosen] = useState(initial);
  const id = useId();
  const shown = Math.min(chosen, tabs.length - 1);
  const choose = (index: number) => {
    setChosen(index);
    const tab = tabs[index];
    if (tab !== undefined) onChoose?.(tab.label);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const target = targetOf(event.key, shown, tabs.length);
    if (target === null) return;
    event.preventDefault();
    choose(target);
    document.getElementById(`${id}-tab-${target}`)?.focus();
  };
  return (
    <div className="tabs">
      <div role="tablist" aria-label={label} className="tab-list" onKeyDown={onKeyDown}>
        {tabs.map((tab, index) => (
          <button
            key={tab.label}
            type="button"
            role="tab"
            id={`${id}-tab-${index}`}
            aria-selected={index === shown}
            aria-controls={`${id}-panel`}
            tabIndex={index === shown ? 0 : -1}
            className="tab"
            onClick={() => choose(index)}
          >
            {tab.label}
            {tab.count === undefined ? null : <span className="count">{tab.count}</span>}
          </button>
        ))}
      </div>
      <div
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-tab-${shown}`}
        className="tab-panel"
        key={shown}
      >
        {tabs[shown]?.content()}
      </div>
    </div>
  );
}

function targetOf(key: string, shown: number, count: number): number | null {
  if (key === 'ArrowRight') return (shown + 1) % count;
  if (key === 'ArrowLeft') return (shown + count - 1) % count;
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : null;
}
