import { beforeEach, describe, expect, test } from 'vitest';
import {
  assessorName,
  demandAssessor,
  goTo,
  loadApplication,
  prefer,
} from '../../../renderer/actions/application.ts';
import { importBundle } from '../../../renderer/actions/bundles.ts';
import { startLdif, startPractice } from '../../../renderer/actions/walking.ts';
import { useStore } from '../../../renderer/store.ts';
import { scriptedBridge, settled } from './scripted-bridge.ts';

const information = {
  version: '1.2.3',
  host: 'loopback',
  dataFolder: '/data',
  notices: [],
  legacyTls: false,
  suggestedAssessor: 'root',
  preferences: null,
};

describe('who assesses', () => {
  beforeEach(() => {
    const frames = (draw: () => void) => setImmediate(draw);
    Object.assign(globalThis, {
      requestAnimationFrame: frames,
      document: { getElementById: () => null },
    });
  });

  test('is nobody until a name is typed: the account of the operating system is none', async () => {
    const requests = scriptedBridge();
    void loadApplication();
    await requests[0]?.succeed(information);
    expect(useStore.getState().preferences.assessor).toBe('');
    expect(assessorName()).toBe('');
    prefer({ assessor: ' Ann ' });
    expect(assessorName()).toBe('Ann');
  });

  test('is demanded before anything begins in that name, and the field says so', async () => {
    const requests = scriptedBridge();
    prefer({ assessor: ' ' });
    await startPractice();
    await startLdif(new File(['dn:'], 'export.ldf'));
    await importBundle(1);
    await settled();
    expect(requests).toEqual([]);
    expect(useStore.getState()).toMatchObject({
      screen: 'start',
      walk: { kind: 'none' },
      isAssessorDemanded: true,
    });
  });

  test('is no longer demanded on the next screen, nor once there is a name', () => {
    scriptedBridge();
    expect(demandAssessor()).toBe(false);
    goTo('connect');
    expect(useStore.getState().isAssessorDemanded).toBe(false);
    prefer({ assessor: 'Ann' });
    expect(demandAssessor()).toBe(true);
  });

  test('is asked for on Start where the screen has no field for it', async () => {
    scriptedBridge();
    goTo('walk');
    await startPractice();
    expect(useStore.getState()).toMatchObject({ screen: 'start', isAssessorDemanded: true });
  });
});
