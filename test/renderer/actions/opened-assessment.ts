import type { AssessmentSummary, AssessmentView } from '../../../shared/assessment/assessment.ts';
import type { Bridge, Reply } from '../../../shared/contract.ts';
import { useStore } from '../../../renderer/store.ts';
import { loadAssessment } from '../../../renderer/actions/reviewing.ts';
import { sampleTree } from '../model/sample-tree.ts';

/** A request that the interface sent: channel and arguments. */
export type Request = readonly [channel: string, args: unknown];

export function viewOf(id: string): AssessmentView {
  const summary = { id, state: 'in-review', complete: true, decided: 0, toDecide: 2 } as AssessmentSummary;
  return { summary, nodes: sampleTree, problems: [], drafts: {}, bulkDraft: null };
}

/**
 * Opens an assessment of the sample, with `change` in its view, in a fresh store, in front of a backend that keeps nothing. Writes are collected in
 * `written` and answered by `answer`, which a test may replace; how often the assessment was read is in `opened`.
 */
export async function openSample(id: string, change: Partial<AssessmentView> = {}) {
  const host = {
    written: [] as Request[],
    opened: 0,
    details: { decisions: [] } as object,
    answer: (): Promise<Reply> => Promise.resolve({ ok: true, value: null }),
  };
  useStore.setState(useStore.getInitialState(), true);
  const bridge: Bridge = {
    onEvent: () => () => {},
    dispatch: (channel, args) => {
      if (channel === 'assessment.open') {
        host.opened += 1;
        const { assessmentId } = args as { readonly assessmentId: string };
        return Promise.resolve({ ok: true, value: { ...viewOf(assessmentId), ...change } });
      }
      if (channel === 'assessment.list') return Promise.resolve({ ok: true, value: [] });
      if (channel === 'assessment.node') return Promise.resolve({ ok: true, value: host.details });
      // What the window remembers is kept a moment later: that is not what a test waits for.
      if (channel === 'application.keepPreferences') return Promise.resolve({ ok: true, value: null });
      host.written.push([String(channel), args]);
      return host.answer();
    },
  };
  Object.assign(globalThis, { bridge });
  await loadAssessment(id);
  return host;
}
