import { describe, expect, test } from 'vitest';
import { createDispatch } from '../../../electron/backend/dispatch.ts';
import { contract, type Channel, type Handlers } from '../../../shared/contract.ts';
import { AppError } from '../../../shared/errors.ts';
import { longestName, requestBound } from '../../../shared/limits.ts';

const id = '7c2a0c5e-4a0b-4d37-9a7b-3f2d0a1b2c3d';

/** A door to handlers that answer with what they were called with. */
function door(override: Partial<Record<Channel, (args: unknown) => unknown>> = {}) {
  const unexpected: unknown[] = [];
  const echo = Object.fromEntries(
    Object.keys(contract).map((channel) => [channel, (args: unknown) => ({ channel, args })]),
  );
  const handlers = { ...echo, ...override } as unknown as Handlers;
  return { dispatch: createDispatch(handlers, (error) => unexpected.push(error)), unexpected };
}

test('a known channel with arguments of its shape reaches its handler, texts trimmed where that is agreed', async () => {
  const { dispatch } = door();
  expect(await dispatch('assessment.startPractice', { assessor: '  Ann ' })).toEqual({
    ok: true,
    value: { channel: 'assessment.startPractice', args: { assessor: 'Ann' } },
  });
});

describe('the longest name', () => {
  // A control character is what JSON needs most octets for.
  const worst = (characters: number) => '\0'.repeat(characters);
  const decided = {
    assessmentId: id,
    distinguishedName: worst(longestName),
    assessor: `A${worst(199)}`,
    status: 'not_a_finding',
    justification: worst(20_000),
    comments: worst(20_000),
    findingDetails: worst(20_000),
    severityOverride: { severity: 'medium', justification: worst(20_000) },
  };

  test('fits a request with a whole decision, whatever their characters are', async () => {
    expect(Buffer.byteLength(JSON.stringify(decided))).toBeLessThanOrEqual(requestBound);
    expect(await door().dispatch('decision.record', decided)).toMatchObject({ ok: true });
  });

  test('is the longest that is taken', async () => {
    const distinguishedName = worst(longestName + 1);
    expect(await door().dispatch('decision.record', { ...decided, distinguishedName })).toMatchObject({
      ok: false,
      error: { code: 'bad-request' },
    });
  });
});

describe('what is not known is refused and reaches nobody', () => {
  test.each([
    ['assessment.destroy'],
    ['constructor'],
    ['__proto__'],
    ['toString'],
    [''],
    [null],
    [7],
    [{}],
    [undefined],
  ])('the channel %j', async (channel) => {
    expect(await door().dispatch(channel, {})).toMatchObject({ ok: false, error: { code: 'bad-request' } });
  });

  test.each<[Channel, unknown, string]>([
    ['assessment.open', { assessmentId: 'nonsense' }, 'assessment.open.assessmentId'],
    ['assessment.open', { assessmentId: id, more: 1 }, 'assessment.open'],
    ['assessment.open', null, 'assessment.open'],
    ['assessment.open', [], 'assessment.open'],
    ['assessment.list', { practice: true }, 'assessment.list'],
    [
      'assessment.startDomainController',
      { assessor: 'A', host: 'x', port: 70_000, account: 'a', password: 'p' },
      'port',
    ],
    [
      'assessment.startDomainController',
      { assessor: 'A', host: 'x'.repeat(256), port: null, account: 'a', password: 'p' },
      'host',
    ],
    ['assessment.feedLdif', { assessmentId: id, offset: -1, base64: '' }, 'offset'],
    ['assessment.feedLdif', { assessmentId: id, offset: 0, base64: 'not base64!' }, 'base64'],
    ['assessment.feedLdif', { assessmentId: id, offset: 0, base64: 'A'.repeat(800_000) }, 'base64'],
    [
      'decision.record',
      { assessmentId: id, distinguishedName: 'CN=1', status: 'passed', justification: '', comments: '' },
      'status',
    ],
  ])('%s with %j', async (channel, args, field) => {
    expect(await door().dispatch(channel, args)).toEqual({
      ok: false,
      error: { code: 'bad-request', message: expect.any(String), detail: expect.stringContaining(field) },
    });
  });

  test('the reply never repeats a value: it could be a password', async () => {
    const args = { assessor: 'A', host: 1, port: null, account: 'a', password: ['hunter2'] };
    expect(JSON.stringify(await door().dispatch('assessment.startDomainController', args))).not.toContain(
      'hunter2',
    );
  });
});

test('a field that a person left empty is answered in words for that person', async () => {
  expect(await door().dispatch('assessment.startPractice', { assessor: '  ' })).toMatchObject({
    ok: false,
    error: { message: 'Enter the name of the assessor: the first screen has a field for it.' },
  });
});

describe('what a handler throws', () => {
  test('is answered as it is if it is an AppError', async () => {
    const { dispatch, unexpected } = door({
      'assessment.list': () => {
        throw new AppError('data-damaged', 'Broken.', 'page 3');
      },
    });
    expect(await dispatch('assessment.list', {})).toEqual({
      ok: false,
      error: { code: 'data-damaged', message: 'Broken.', detail: 'page 3' },
    });
    expect(unexpected).toEqual([]);
  });

  test('is answered without its stack, and logged, if nobody expected it', async () => {
    const bug = new TypeError('x is undefined');
    const { dispatch, unexpected } = door({ 'assessment.list': () => Promise.reject(bug) });
    expect(await dispatch('assessment.list', {})).toEqual({
      ok: false,
      error: {
        code: 'internal',
        message: expect.stringContaining('did not expect'),
        detail: 'TypeError: x is undefined',
      },
    });
    expect(unexpected).toEqual([bug]);
  });
});
