import { describe, expect, test } from 'vitest';
import { parsePreferences, readPreferences } from '../../renderer/preferences.ts';

const nowhere = { domain: '', dnsServer: '', host: '', channel: 'automatic', port: '' };
const defaults = {
  theme: 'system',
  assessor: '',
  treeWidth: 340,
  singleKeys: true,
  connection: nowhere,
  review: null,
};

describe('kept preferences', () => {
  test('are taken as they were', () => {
    const connection = {
      domain: 'corp.example',
      dnsServer: '10.0.0.1',
      host: 'dc1.corp.example',
      channel: 'ldaps',
      port: '6360',
    };
    const review = {
      assessmentId: 'a1',
      nodes: 20,
      selected: 7,
      treeTop: 120,
      base: 'nothing',
      except: [0, 3],
    };
    const kept = {
      theme: 'dark',
      assessor: 'J. Miller',
      treeWidth: 400,
      singleKeys: false,
      connection,
      review,
    };
    expect(parsePreferences(kept)).toEqual(kept);
  });

  test.each([
    null,
    'text',
    7,
    [],
    {},
    { theme: 'pink', assessor: 1, treeWidth: 'wide', singleKeys: 'no', connection: 'dc1' },
    { connection: { domain: 1, dnsServer: null, host: ['dc1'], channel: 'carrier pigeon', port: '636' } },
  ])('that cannot be used are the defaults: %j', (kept) => {
    expect(parsePreferences(kept)).toEqual(defaults);
  });

  test.each([null, '', '{', '[]', '{"theme":'])('that cannot be read are the defaults: %j', (text) => {
    expect(readPreferences(text)).toEqual(defaults);
  });

  test('keep the tree within its bounds', () => {
    expect([
      parsePreferences({ treeWidth: 1 }).treeWidth,
      parsePreferences({ treeWidth: 9_999 }).treeWidth,
    ]).toEqual([220, 640]);
  });

  test('begin encrypted, whatever the last connection was', () => {
    const kept = { ...nowhere, host: 'dc1.corp.example', channel: 'clear-text', port: '3890' };
    expect(parsePreferences({ connection: kept }).connection).toEqual({
      ...nowhere,
      host: 'dc1.corp.example',
    });
  });
});
