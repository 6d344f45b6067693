import { useCallback, useEffect } from 'react';
import type { HistoryEvent } from '../../../shared/history/event.ts';
import { historyEvents } from '../../actions/history.ts';
import { useLoaded, type LoadedAnswer } from '../../components/use-loaded.ts';
import { useStore } from '../../store.ts';

/** What happened to an assessment, oldest first; read again once a verification has left its mark there. */
export function useHistoryEvents(assessmentId: string): LoadedAnswer<readonly HistoryEvent[]> {
  const check = useStore((state) => state.sealChecks[assessmentId]);
  const loaded = useLoaded(useCallback(() => historyEvents(assessmentId), [assessmentId]));
  const { reload } = loaded;
  useEffect(() => {
    if (check?.kind === 'done') reload();
  }, [check, reload]);
  return loaded;
}
