import { describe, expect, test } from 'vitest';
import {
  clockOff,
  firstSentence,
  isClockTooFarOff,
  latencyText,
  originNote,
  probeSentence,
  progressText,
} from '../../../renderer/model/probe-text.ts';

const minutes = (count: number) => count * 60_000;

test('what went wrong is told without what to do about it', () => {
  const messages = [
    'dc1.corp.example:389 does not answer. Check the host.',
    'A sentence alone.',
    'no sentence',
  ];
  expect(messages.map(firstSentence)).toEqual([
    'dc1.corp.example:389 does not answer.',
    'A sentence alone.',
    'no sentence',
  ]);
});

describe('a clock', () => {
  test('is pointed out from more than a minute on, in its largest unit', () => {
    const differences = [
      null,
      0,
      minutes(1),
      minutes(1) + 1,
      -minutes(7),
      minutes(119),
      minutes(180),
      -minutes(2_880),
    ];
    expect(differences.map(clockOff)).toEqual([
      null,
      null,
      null,
      '1 min ahead',
      '7 min behind',
      '119 min ahead',
      '3 h ahead',
      '2 days behind',
    ]);
  });

  test('is too far off from five minutes on', () => {
    expect([null, minutes(5) - 1, minutes(5), -minutes(5)].map(isClockTooFarOff)).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });
});

describe('a domain controller that was asked', () => {
  const report = {
    dnsHostName: 'dc1.corp.example',
    domain: 'corp.example',
    site: 'Harbor',
    windowsLevel: 'Windows Server 2003',
    readOnly: false,
    clockDifferenceMilliseconds: 0,
    latencyMilliseconds: 12.4,
    sealedSignIn: true,
    startTls: true,
    ldaps: true,
  };

  test('is told in one sentence', () => {
    expect(probeSentence(report)).toBe('site Harbor, Windows Server 2003, encrypted sign-in, LDAPS, 12 ms');
    expect(
      probeSentence({
        ...report,
        site: null,
        readOnly: true,
        clockDifferenceMilliseconds: minutes(7),
        sealedSignIn: false,
        ldaps: false,
      }),
    ).toBe(
      'no site told, Windows Server 2003, read-only, no encrypted sign-in, no LDAPS, clock 7 min ahead, 12 ms',
    );
  });

  test('stands beside why it is worth a look', () => {
    expect([originNote(['dns']), originNote(['dns', 'pdc']), originNote(['pdc', 'logon-server'])]).toEqual([
      '',
      'PDC emulator',
      'signed you in, PDC emulator',
    ]);
  });

  test('never took no time at all', () => {
    expect([0, 0.4, 1.4, 1_234].map(latencyText)).toEqual(['under 1 ms', 'under 1 ms', '1 ms', '1,234 ms']);
  });
});

test('the progress says how many are done, and how many were left out', () => {
  expect([
    progressText({ all: 12, asking: 9, notAsked: 0 }),
    progressText({ all: 12, asking: 0, notAsked: 0 }),
    progressText({ all: 12, asking: 0, notAsked: 4 }),
  ]).toEqual(['Asking: 3 of 12 done', 'All asked', '8 of 12 asked']);
});
