import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import type { Draft, EarlierDecision } from '../../../../shared/assessment/assessment.ts';
import { emptyDraft } from '../../../../renderer/model/ruling.ts';
import { EarlierItem } from '../../../../renderer/screens/review/decision-earlier.tsx';

const earlier: EarlierDecision = {
  assessmentId: '00000000-0000-4000-8000-000000000001',
  // Local, as it is shown.
  readAt: new Date(2026, 2, 2, 8).toISOString(),
  decision: {
    status: 'not_a_finding',
    justification: 'A smart host in front demands TLS.',
    comments: 'Seen with the administrator.',
    findingDetails: 'The smart host is mail.harbor.example.',
    severityOverride: null,
    decidedAt: new Date(2026, 2, 2, 10).toISOString(),
    decidedBy: 'Ann \u202eAssessor',
  },
  observationChanged: false,
};

function rendered(item: EarlierDecision, draft: Draft = emptyDraft): string {
  return renderToStaticMarkup(
    createElement(EarlierItem, {
      earlier: item,
      note: 'Revision 2',
      draft,
      disabled: false,
      change: () => {},
    }),
  );
}

/** What can be pressed. */
function offers(markup: string): readonly string[] {
  return [...markup.matchAll(/<button[^>]*>(.*?)<\/button>/gs)].map(([, label = '']) => label);
}

describe('an earlier decision on the same object', () => {
  test('says who decided when, when it was read and which revision it is', () => {
    const text = rendered(earlier).replaceAll(/<[^>]*>/g, '');
    expect(text).toContain('Not a Finding');
    expect(text).toContain(
      'decided 2026-03-02 10:00 by Ann ⟨U+202E⟩Assessor, read 2026-03-02 08:00 · Revision 2',
    );
  });

  test('offers each of its words to be used', () => {
    expect(offers(rendered(earlier))).toEqual(['Use justification', 'Use comments', 'Use finding details']);
  });

  test('offers nothing for use where the observation changed, but shows the words and says why', () => {
    const markup = rendered({ ...earlier, observationChanged: true });
    expect(offers(markup)).toEqual([]);
    expect(markup).toContain('A smart host in front demands TLS.');
    expect(markup).toContain('What was observed has changed since');
  });

  test('offers neither what is empty nor what is there already', () => {
    const { decision } = earlier;
    const silent = { ...earlier, decision: { ...decision, comments: ' ', findingDetails: null } };
    expect(offers(rendered(silent))).toEqual(['Use justification']);
    const draft = { ...emptyDraft, justification: `Agreed. ${decision.justification}` };
    expect(offers(rendered(silent, draft))).toEqual([]);
  });
});
