import { describe, expect, test } from 'vitest';
import { rulingOf } from '../../../renderer/model/ruling.ts';

describe('a draft becomes a decision', () => {
  test('when it follows the proposal, without a justification', () => {
    expect(rulingOf({ status: 'open', justification: '', comments: 'seen' }, 'open')).toEqual({
      kind: 'ruling',
      ruling: { status: 'open', justification: '', comments: 'seen' },
    });
  });

  test('when it differs from the proposal and says why', () => {
    expect(
      rulingOf({ status: 'not_a_finding', justification: 'Seen in ESM.', comments: '' }, 'open').kind,
    ).toBe('ruling');
  });

  test.each([
    { draft: { status: null, justification: 'why', comments: '' }, part: 'status' },
    { draft: { status: 'not_a_finding', justification: '', comments: '' }, part: 'justification' },
    { draft: { status: 'not_a_finding', justification: ' \n', comments: '' }, part: 'justification' },
  ] as const)('but not while its $part is missing', ({ draft, part }) => {
    expect(rulingOf(draft, 'open')).toEqual({ kind: 'missing', part });
  });
});
