import { expect, test } from 'vitest';

import { ntResponse, responseKey } from '../../../../../electron/backend/directory/sasl/ntlm-response.ts';

test('The name of an account is put into capitals as Windows does it, the domain is not', () => {
  const key = responseKey('password', 'großmann-é', 'Corp');
  expect(responseKey('password', 'GROßMANN-É', 'Corp')).toEqual(key);
  expect(responseKey('password', 'GROSSMANN-É', 'Corp')).not.toEqual(key);
  expect(responseKey('password', 'großmann-é', 'CORP')).not.toEqual(key);
});

test('The response with a channel binding and a target name is the one that another implementation publishes', () => {
  const information =
    '02000c0044006f006d00610069006e0001000c005300650072007600650072000600040002000000' +
    '0a0010006586e99d81c2fc984e47172fd4dd03100900160048005400540050002f0053006500720076006500720000000000';
  const { response } = ntResponse({
    key: responseKey('Password', 'User', 'Domain'),
    serverChallenge: Buffer.from('0123456789abcdef', 'hex'),
    clientChallenge: Buffer.alloc(8, 0xaa),
    time: Buffer.from('800bc8fd00d4d201', 'hex'),
    targetInformation: Buffer.from(information, 'hex'),
  });
  expect(response.subarray(0, 16).toString('hex')).toBe('8c0260dbef690662af9c42d50782d2ed');
});
