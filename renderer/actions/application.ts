import { toFailure } from '../../shared/errors.ts';
import { invoke } from '../backend.ts';
import { keepPreferences, type Preferences } from '../preferences.ts';
import { isAwaited, newToken, useStore, type Screen, type Way } from '../store.ts';
import { flushDrafts } from './drafts.ts';

/** Asks the backend who it is; a failure is shown instead of the application. */
export async function loadApplication(): Promise<void> {
  const token = newToken();
  useStore.setState({ application: { kind: 'loading', token }, backendLost: false });
  try {
    const value = await invoke('application.info', {});
    if (!isAwaited(useStore.getState().application, token)) return;
    useStore.setState(({ preferences }) => ({
      application: { kind: 'ready', value },
      preferences:
        preferences.assessor.trim() === ''
          ? { ...preferences, assessor: value.suggestedAssessor }
          : preferences,
    }));
    void loadHistory();
    // The service may be back after words were typed that it could not take.
    void flushDrafts();
  } catch (error) {
    if (isAwaited(useStore.getState().application, token)) {
      useStore.setState({ application: { kind: 'failed', failure: toFailure(error) } });
    }
  }
}

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
  useStore.setState({ screen, announcement: '' });
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
  keepPreferences(preferences);
}

/** The assessor as typed, else the name that the operating system suggests. */
export function assessorName(): string {
  const { preferences, application } = useStore.getState();
  const typed = preferences.assessor.trim();
  return typed !== '' || application.kind !== 'ready' ? typed : application.value.suggestedAssessor;
}

/** Says something to screen readers and in the status bar. */
export function announce(announcement: string): void {
  useStore.setState({ announcement });
}

/** Shows or hides the sheet of short-cuts. */
export function showShortcuts(shortcutsShown: boolean): void {
  useStore.setState({ shortcutsShown });
}
