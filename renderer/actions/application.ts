import type { ApplicationInfo } from '../../shared/contract.ts';
import { toFailure } from '../../shared/errors.ts';
import { invoke } from '../backend.ts';
import { focusSoon, places } from '../focus.ts';
import { readPreferences, type Preferences } from '../preferences.ts';
import { isAwaited, newToken, useStore, type Screen, type Way } from '../store.ts';
import { flushDrafts } from './drafts.ts';

/** Asks the backend who it is; a failure is shown instead of the application. */
export async function loadApplication(): Promise<void> {
  const token = newToken();
  useStore.setState({ application: { kind: 'loading', token }, backendLost: false });
  try {
    const value = await invoke('application.info', {});
    if (!isAwaited(useStore.getState().application, token)) return;
    useStore.setState({ application: { kind: 'ready', value } });
    if (!isPreferring) takePreferences(value);
    void loadHistory();
    // The service may be back after words were typed that it could not take.
    void flushDrafts();
  } catch (error) {
    if (isAwaited(useStore.getState().application, token)) {
      useStore.setState({ application: { kind: 'failed', failure: toFailure(error) } });
    }
  }
}

/** What was kept, once at the start: later the window knows better. */
function takePreferences({ preferences: kept }: ApplicationInfo): void {
  isPreferring = true;
  const preferences = readPreferences(kept);
  useStore.setState(({ connection }) => ({
    preferences,
    connection: { ...connection, ...preferences.connection },
  }));
}
/** Whether the preferences are those of this person, and not the defaults. */
let isPreferring = false;

/** Reads the list of assessments again; what is shown stays until the answer is here. */
export async function loadHistory(): Promise<void> {
  const token = newToken();
  latestHistory = token;
  if (useStore.getState().history.kind !== 'ready')
    useStore.setState({ history: { kind: 'loading', token } });
  try {
    const value = await invoke('assessment.list', {});
    if (latestHistory === token) useStore.setState({ history: { kind: 'ready', value } });
  } catch (error) {
    if (latestHistory === token)
      useStore.setState({ history: { kind: 'failed', failure: toFailure(error) } });
  }
}
let latestHistory = 0;

/** Goes to a screen. What is being typed is saved on the way. */
export function goTo(screen: Screen): void {
  void flushDrafts();
  useStore.setState({ screen, announcement: '', isAssessorDemanded: false });
  if (screen === 'start' || screen === 'history') void loadHistory();
}

/** Goes to Connect for a live domain controller or an LDIF file. */
export function chooseWay(way: Way): void {
  useStore.setState({ way });
  goTo('connect');
}

/** Changes and keeps some preferences. */
export function prefer(changes: Partial<Preferences>): void {
  const preferences = { ...useStore.getState().preferences, ...changes };
  useStore.setState({ preferences });
  void keepPreferences();
}

/** One after the other, and of those that wait only the newest; what cannot be kept lives as long as the window. */
async function keepPreferences(): Promise<void> {
  isOutdated = true;
  if (isKeeping) return;
  isKeeping = true;
  while (isOutdated) {
    isOutdated = false;
    const text = JSON.stringify(useStore.getState().preferences);
    await invoke('application.keepPreferences', { text }).catch(() => undefined);
  }
  isKeeping = false;
}
let isKeeping = false;
/** Whether something changed since the last text was sent. */
let isOutdated = false;

/** The assessor as typed; empty while nobody is named. The account of the operating system is often not that of a person. */
export function assessorName(): string {
  return useStore.getState().preferences.assessor.trim();
}

/** Whether the assessor is named. If not, the field for it says that a name is needed, and takes the focus. */
export function demandAssessor(): boolean {
  if (assessorName() !== '') return true;
  useStore.setState({ isAssessorDemanded: true });
  focusSoon(places.assessor);
  return false;
}

/** Says something to screen readers and in the status bar, until the next action changes something and begins with an empty text. */
export function announce(announcement: string): void {
  useStore.setState({ announcement });
}

/** Shows or hides the sheet of shortcuts. */
export function showShortcuts(shortcutsShown: boolean): void {
  useStore.setState({ shortcutsShown });
}
