import { describe, expect, test } from 'vitest';
import type { Bridge } from '../../../shared/contract.ts';
import { AppError, type ErrorCode } from '../../../shared/errors.ts';
import { authorityFileBytes } from '../../../shared/limits.ts';
import {
  importAuthorities,
  pinCertificate,
  removeAuthority,
  unpinCertificate,
  wireLog,
} from '../../../renderer/actions/trusting.ts';
import { useStore } from '../../../renderer/store.ts';
import { sampleCertificate } from '../model/sample-certificate.ts';

/** The requests that some work sends to a backend that answers null to all. */
async function sentBy(work: () => Promise<unknown>): Promise<readonly unknown[]> {
  const sent: unknown[] = [];
  const bridge: Bridge = {
    onEvent: () => () => {},
    dispatch: (channel, args) => {
      sent.push([channel, args]);
      return Promise.resolve({ ok: true, value: null });
    },
  };
  Object.assign(globalThis, { bridge });
  useStore.setState(({ preferences }) => ({ preferences: { ...preferences, assessor: 'Ann Assessor' } }));
  await work();
  return sent;
}

test('a certificate is trusted for the host that presented it, in the name of the assessor', async () => {
  const refusal = {
    host: 'dc1.corp.example',
    port: 636,
    reason: 'it is self-signed',
    presented: sampleCertificate,
    pinned: null,
  };
  expect(await sentBy(() => pinCertificate(refusal))).toEqual([
    ['trust.pin', { assessor: 'Ann Assessor', host: 'dc1.corp.example', pem: sampleCertificate.pem }],
  ]);
});

test('what is trusted no longer is named by its host or its fingerprint', async () => {
  expect(
    await sentBy(async () => {
      await unpinCertificate('dc1.corp.example');
      await removeAuthority('AB:CD');
    }),
  ).toEqual([
    ['trust.unpin', { host: 'dc1.corp.example' }],
    ['trust.removeAuthority', { sha256: 'AB:CD' }],
  ]);
});

describe('once other certificates are trusted, a failure', () => {
  const failWith = (code: ErrorCode) => {
    const failure = { code, message: 'Nothing was sent.' };
    useStore.setState({
      walk: { kind: 'failed', way: 'domain-controller', label: 'dc1', failure },
      connectionTest: { kind: 'failed', failure },
    });
  };
  const kinds = () => {
    const { walk, connectionTest } = useStore.getState();
    return [walk.kind, connectionTest.kind];
  };

  test('of a certificate is over', async () => {
    failWith('certificate-changed');
    await sentBy(() => unpinCertificate('dc1.corp.example'));
    expect(kinds()).toEqual(['none', 'none']);
  });

  test('of anything else stays', async () => {
    failWith('sign-in-failed');
    await sentBy(() => removeAuthority('AB:CD'));
    expect(kinds()).toEqual(['failed', 'failed']);
  });
});

test('what was sent is asked for an assessment, or for the last attempt', async () => {
  expect(
    await sentBy(async () => {
      await wireLog('one');
      await wireLog(null);
    }),
  ).toEqual([
    ['assessment.wireLog', { assessmentId: 'one' }],
    ['connection.lastLog', {}],
  ]);
});

describe('a file of authorities', () => {
  const failureOf = async (file: File) =>
    importAuthorities(file).then(
      () => null,
      (error: unknown) => (error instanceof AppError ? error.message : error),
    );

  test('that cannot hold certificates is refused unread', async () => {
    const sent = await sentBy(async () => {
      expect(await failureOf(new File([], 'empty.cer'))).toBe(
        'The file is empty. Have the certificate of the authority exported again.',
      );
      expect(await failureOf(new File([new Uint8Array(authorityFileBytes + 1)], 'disk.img'))).toMatch(
        /^The file is too large for certificates: 512 KB, where 512 KB hold hundreds of them\./,
      );
    });
    expect(sent).toEqual([]);
  });
});
