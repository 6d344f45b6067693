import { expect, test } from 'vitest';
import type { Reply } from '../../../shared/contract.ts';
import { typeDraft, unsavedWords } from '../../../renderer/actions/drafts.ts';
import { giveWay } from '../../../renderer/actions/giving-way.ts';
import { emptyDraft } from '../../../renderer/model/ruling.ts';
import { useStore } from '../../../renderer/store.ts';
import { openSample } from './opened-assessment.ts';

const subject = 'CN=Default-6';
const done: Reply = { ok: true, value: null };
const refused: Reply = { ok: false, error: { code: 'data-folder-full', message: 'The disk is full.' } };

test('a window that gives way says so at once, and is done when the last words are on disk', async () => {
  const host = await openSample('left');
  const answers: ((reply: Reply) => void)[] = [];
  host.answer = () => new Promise((resolve) => answers.push(resolve));
  typeDraft(subject, { ...emptyDraft, comments: 'a' });
  await expect.poll(() => answers.length).toBe(1);
  typeDraft(subject, { ...emptyDraft, comments: 'ab' });
  let isDone = false;
  const given = giveWay().then(() => (isDone = true));
  expect(useStore.getState().superseded).toBe(true);
  answers[0]?.(done);
  await expect.poll(() => answers.length).toBe(2);
  expect(isDone).toBe(false);
  answers[1]?.(done);
  await given;
  expect(host.written.map(([, args]) => args)).toMatchObject([{ comments: 'a' }, { comments: 'ab' }]);
  expect(unsavedWords()).toEqual([]);
});

test('words that cannot be saved on the way out are there to be copied', async () => {
  const host = await openSample('full');
  host.answer = () => Promise.resolve(refused);
  typeDraft(subject, { ...emptyDraft, justification: 'because', comments: ' ', findingDetails: 'seen' });
  await giveWay();
  expect(unsavedWords()).toEqual(['because', 'seen']);
});
