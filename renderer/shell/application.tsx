import { useEffect } from 'react';
import { loadApplication } from '../actions/application.ts';
import { ErrorBoundary, Loading } from '../components/states.tsx';
import { CombinationScreen } from '../screens/compare/combination.tsx';
import { ComparisonScreen } from '../screens/compare/comparison.tsx';
import { TrendScreen } from '../screens/compare/trend.tsx';
import { ConnectScreen } from '../screens/connect.tsx';
import { FinishScreen } from '../screens/finish.tsx';
import { HistoryScreen } from '../screens/history/history.tsx';
import { PrintedSheet } from '../screens/review-sheet.tsx';
import { ReviewScreen } from '../screens/review/review.tsx';
import { StartScreen } from '../screens/start.tsx';
import { BackendLostScreen, StartupFailureScreen } from '../screens/startup-failure.tsx';
import { SupersededScreen } from '../screens/superseded.tsx';
import { WalkScreen } from '../screens/walk.tsx';
import { useStore, type Screen } from '../store.ts';
import { Banners } from './banners.tsx';
import { Header } from './header.tsx';
import { dropMarkedText } from './pointer.ts';
import { ShortcutsSheet } from './shortcuts.tsx';
import { StatusLine } from './status-line.tsx';

const screens: Readonly<Record<Screen, () => React.ReactNode>> = {
  start: StartScreen,
  connect: ConnectScreen,
  walk: WalkScreen,
  review: ReviewScreen,
  finish: FinishScreen,
  history: HistoryScreen,
  compare: ComparisonScreen,
  trend: TrendScreen,
  combine: CombinationScreen,
};

const screenTitles: Readonly<Record<Screen, string>> = {
  start: 'Start',
  connect: 'Connect',
  walk: 'Walk',
  review: 'Review',
  finish: 'Finish',
  history: 'History',
  compare: 'What changed',
  trend: 'Over time',
  combine: 'Read together',
};

/** The whole window. */
export function Application() {
  const application = useStore((state) => state.application);
  const lost = useStore((state) => state.backendLost);
  const superseded = useStore((state) => state.superseded);
  const theme = useStore((state) => state.preferences.theme);
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  if (lost) return <BackendLostScreen />;
  if (superseded) return <SupersededScreen />;
  if (application.kind === 'failed')
    return <StartupFailureScreen failure={application.failure} retry={() => void loadApplication()} />;
  if (application.kind !== 'ready') {
    return (
      <main className="full-window">
        <Loading what="Opening Hopcheck" />
      </main>
    );
  }
  return <Window />;
}

function Window() {
  const screen = useStore((state) => state.screen);
  useEffect(() => {
    document.title = `${screenTitles[screen]} - Hopcheck`;
    dropMarkedText();
  }, [screen]);
  const Shown = screens[screen];
  return (
    <div className="window">
      <Header />
      <Banners />
      <main className="main" key={screen}>
        <ErrorBoundary>
          <Shown />
        </ErrorBoundary>
      </main>
      <StatusLine />
      <ShortcutsSheet />
      <PrintedSheet />
    </div>
  );
}
