import { Check, Keyboard, MonitorCog, Moon, Sun, type LucideIcon } from 'lucide-react';
import { announce, goTo, prefer, showShortcuts } from '../actions/application.ts';
import type { Preferences } from '../preferences.ts';
import { useStore, type Screen } from '../store.ts';
import { stepsOf, type Step } from './steps.ts';
import { BrandMark } from './brand.tsx';

/** The bar on top: where one is in the job, the way to Start and History, and how the window looks. */
export function Header() {
  const screen = useStore((state) => state.screen);
  return (
    <header className="topbar">
      <div className="brand">
        <BrandMark />
        <span>Hopcheck</span>
      </div>
      <nav className="topnav" aria-label="Main">
        <NavButton screen="start" label="Start" current={screen} />
        <Steps />
        <NavButton screen="history" label="History" current={screen} />
      </nav>
      <div className="topbar-tools">
        <ThemeButton />
        <button
          type="button"
          className="tool"
          aria-label="Keyboard shortcuts"
          title="Keyboard shortcuts (?)"
          onClick={() => showShortcuts(true)}
        >
          <Keyboard aria-hidden="true" />
        </button>
      </div>
    </header>
  );
}

interface NavButtonProps {
  readonly screen: Screen;
  readonly label: string;
  readonly current: Screen;
}

function NavButton({ screen, label, current }: NavButtonProps) {
  return (
    <button
      type="button"
      className="nav-button"
      aria-current={screen === current ? 'page' : isWithin(screen, current) ? 'true' : undefined}
      onClick={() => goTo(screen)}
    >
      {label}
    </button>
  );
}

/** What is compared, shown over time or read together is a part of History. */
function isWithin(screen: Screen, current: Screen): boolean {
  return screen === 'history' && (current === 'compare' || current === 'trend' || current === 'combine');
}

function Steps() {
  const screen = useStore((state) => state.screen);
  const walk = useStore((state) => state.walk.kind);
  const summary = useStore((state) =>
    state.assessment.kind === 'ready' ? state.assessment.value.summary : null,
  );
  return (
    <ol className="steps" aria-label="Steps">
      {stepsOf(screen, walk, summary).map((step, index) => (
        <li key={step.screen}>
          <StepButton step={step} number={index + 1} />
        </li>
      ))}
    </ol>
  );
}

function StepButton({ step, number }: { readonly step: Step; readonly number: number }) {
  return (
    <button
      type="button"
      className="step"
      data-done={step.done}
      aria-current={step.current ? 'step' : undefined}
      aria-disabled={step.blocked !== null}
      title={step.blocked ?? undefined}
      onClick={() => (step.blocked === null ? goTo(step.screen) : announce(step.blocked))}
    >
      <span className="step-number" aria-hidden="true">
        {step.done && !step.current ? <Check /> : number}
      </span>
      {step.label}
    </button>
  );
}

const themes: Readonly<
  Record<
    Preferences['theme'],
    { readonly Icon: LucideIcon; readonly label: string; readonly next: Preferences['theme'] }
  >
> = {
  system: { Icon: MonitorCog, label: 'as the system', next: 'light' },
  light: { Icon: Sun, label: 'light', next: 'dark' },
  dark: { Icon: Moon, label: 'dark', next: 'system' },
};

function ThemeButton() {
  const theme = useStore((state) => state.preferences.theme);
  const { Icon, label, next } = themes[theme];
  const name = `Theme: ${label}`;
  return (
    <button
      type="button"
      className="tool"
      aria-label={name}
      title={`${name}. Press for ${themes[next].label}`}
      onClick={() => prefer({ theme: next })}
    >
      <Icon aria-hidden="true" />
    </button>
  );
}
