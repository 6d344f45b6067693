import { describe, expect, test } from 'vitest';
import {
  cancelConnecting,
  connect,
  connectingPurpose,
  typeConnection,
  wrongHost,
} from '../../../renderer/actions/connecting.ts';
import { connectionTarget, type ConnectionTarget } from '../../../renderer/model/connection-form.ts';
import { useStore } from '../../../renderer/store.ts';
import { scriptedBridge } from './scripted-bridge.ts';

const password = 'Correct horse 1';
const refused = { code: 'sign-in-failed', message: 'Name or password is wrong.' } as const;
const cancelled = { code: 'cancelled', message: 'It was cancelled.' } as const;

function typedTarget(): ConnectionTarget {
  typeConnection({ host: 'dc1.corp.example', account: 'CORP\\ann' });
  const target = connectionTarget(useStore.getState().connection, { password, legacyTls: false });
  if (target === null) throw new Error('The form is not complete.');
  return target;
}

const purpose = () => connectingPurpose(useStore.getState());

describe('testing a connection', () => {
  test('sends what was typed, and shows what was found until another connection is typed', async () => {
    const requests = scriptedBridge();
    const target = typedTarget();
    const tested = connect('test', target);
    expect(purpose()).toBe('test');
    expect(requests.map(({ channel, args }) => [channel, args])).toEqual([['connection.test', target]]);
    await requests[0]?.succeed({ advice: null });
    expect(await tested).toBeNull();
    expect(purpose()).toBeNull();
    expect(useStore.getState().connectionTest).toEqual({ kind: 'passed', report: { advice: null } });
    typeConnection({ host: 'dc2.corp.example' });
    expect(useStore.getState().connectionTest).toEqual({ kind: 'none' });
  });

  test('is cancelled in the middle', async () => {
    const requests = scriptedBridge();
    const tested = connect('test', typedTarget());
    const cancelling = cancelConnecting();
    expect(useStore.getState().connectionTest).toMatchObject({ kind: 'running', cancelling: true });
    expect(requests[1]?.channel).toBe('connection.cancel');
    await requests[1]?.succeed(null);
    await cancelling;
    await requests[0]?.fail(cancelled);
    expect(await tested).toEqual(cancelled);
    expect(useStore.getState()).toMatchObject({
      connectionTest: { kind: 'failed', failure: cancelled },
      announcement: '',
    });
  });
});

describe('connecting', () => {
  test('goes to the walk once it has begun', async () => {
    const requests = scriptedBridge();
    useStore.setState({ screen: 'connect' });
    const target = typedTarget();
    const connected = connect('connect', target);
    expect(purpose()).toBe('connect');
    expect(requests.map(({ channel, args }) => [channel, args])).toEqual([
      ['assessment.startDomainController', { assessor: '', ...target }],
    ]);
    await requests[0]?.succeed({ assessmentId: 'one' });
    expect(await connected).toBeNull();
    expect(purpose()).toBeNull();
    expect(useStore.getState().screen).toBe('walk');
  });

  test('stays where it is if it is refused, and its failure takes the place of that of a test', async () => {
    const requests = scriptedBridge();
    useStore.setState({ screen: 'connect', connectionTest: { kind: 'failed', failure: cancelled } });
    const connected = connect('connect', typedTarget());
    expect(useStore.getState().connectionTest).toEqual({ kind: 'none' });
    await requests[0]?.fail(refused);
    expect(await connected).toEqual(refused);
    expect(useStore.getState()).toMatchObject({
      screen: 'connect',
      walk: { kind: 'failed', failure: refused },
    });
  });

  test('is cancelled in the middle', async () => {
    const requests = scriptedBridge();
    const connected = connect('connect', typedTarget());
    void cancelConnecting();
    expect(requests[1]?.channel).toBe('assessment.cancel');
    await requests[0]?.fail(cancelled);
    expect(await connected).toEqual(cancelled);
  });

  test('happens once, however often it is asked for', async () => {
    const requests = scriptedBridge();
    const target = typedTarget();
    void connect('test', target);
    expect([await connect('test', target), await connect('connect', target)]).toEqual([null, null]);
    expect(requests).toHaveLength(1);
  });

  test('keeps the password out of everything that outlives the form', async () => {
    const requests = scriptedBridge();
    const tested = connect('test', typedTarget());
    expect(JSON.stringify(useStore.getState())).not.toContain(password);
    await requests[0]?.fail(refused);
    await tested;
    expect(JSON.stringify(useStore.getState())).not.toContain(password);
    expect(useStore.getState().preferences.connection).toEqual({
      domain: '',
      dnsServer: '',
      host: 'dc1.corp.example',
      channel: 'automatic',
      port: '',
    });
  });
});

describe('a name that is none of a computer', () => {
  const failure = { code: 'host-invalid', message: 'This is not the name of a computer.' } as const;

  test.each(['test', 'connect'] as const)('is told until another one is typed: %s', async (way) => {
    const requests = scriptedBridge();
    const attempt = connect(way, typedTarget());
    await requests[0]?.fail(failure);
    expect(await attempt).toEqual(failure);
    typeConnection({ account: 'CORP\\ben' });
    expect(wrongHost(useStore.getState())).toBe(failure.message);
    typeConnection({ host: 'dc1' });
    expect(wrongHost(useStore.getState())).toBeNull();
    expect(useStore.getState()).toMatchObject({ walk: { kind: 'none' }, connectionTest: { kind: 'none' } });
  });
});
