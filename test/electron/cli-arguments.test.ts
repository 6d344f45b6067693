import { describe, expect, test } from 'vitest';
import { parseCommandLine } from '../../electron/cli-arguments.ts';

const id = '3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f';
const fingerprint = Array.from({ length: 32 }, () => 'A7').join(':');
const plain = { assessor: null, json: false, data: undefined };
const connection = {
  target: {
    host: 'dc1',
    port: null,
    dnsServer: null,
    channel: 'automatic',
    signIn: 'automatic',
    legacyTls: false,
    clearTextConsent: false,
    account: 'CORP\\ann',
  },
  authorityFile: null,
  certificate: null,
};

describe('a command line that is understood', () => {
  test.each<[string, unknown]>([
    ['', { kind: 'help' }],
    ['help', { kind: 'help' }],
    ['assess --help', { kind: 'help' }],
    ['--version', { kind: 'version' }],
    ['assess --practice', { kind: 'assess', source: { kind: 'practice' }, ...plain }],
    [
      'assess --practice --json --data d --assessor Ann',
      { kind: 'assess', source: { kind: 'practice' }, assessor: 'Ann', json: true, data: 'd' },
    ],
    ['assess --ldif a.ldf', { kind: 'assess', source: { kind: 'ldif', file: 'a.ldf' }, ...plain }],
    [
      'assess --host dc1 --account CORP\\ann',
      { kind: 'assess', source: { kind: 'domain-controller', connection }, ...plain },
    ],
    [
      `check --host dc1 --account a@b --channel start-tls --sign-in simple --port 1389 --dns-server 192.0.2.53 --legacy-tls --trust-authority ca.pem --trust-certificate ${fingerprint.replaceAll(':', '').toLowerCase()} --assessor Ann`,
      {
        kind: 'check',
        connection: {
          target: {
            ...connection.target,
            port: 1389,
            dnsServer: '192.0.2.53',
            channel: 'start-tls',
            signIn: 'simple',
            legacyTls: true,
            account: 'a@b',
          },
          authorityFile: 'ca.pem',
          certificate: fingerprint,
        },
        ...plain,
        assessor: 'Ann',
      },
    ],
    [
      `check --host dc1 --account CORP\\ann --channel ldaps --trust-certificate ${fingerprint} --json`,
      {
        kind: 'check',
        connection: {
          ...connection,
          target: { ...connection.target, channel: 'ldaps' },
          certificate: fingerprint,
        },
        ...plain,
        json: true,
      },
    ],
    [
      'check --host dc1 --account CORP\\ann --channel clear-text --accept-clear-text',
      {
        kind: 'check',
        connection: {
          ...connection,
          target: { ...connection.target, channel: 'clear-text', clearTextConsent: true },
        },
        ...plain,
      },
    ],
    ['find', { kind: 'find', domain: null, dnsServer: null, json: false, data: undefined }],
    [
      'find corp.example --dns-server 192.0.2.53 --json --data d',
      { kind: 'find', domain: 'corp.example', dnsServer: '192.0.2.53', json: true, data: 'd' },
    ],
    [`sent ${id} --json`, { kind: 'sent', id, json: true, data: undefined }],
    ['list --json', { kind: 'list', json: true, data: undefined }],
    [`show ${id} --data d`, { kind: 'show', id, json: false, data: 'd' }],
  ])('%s', (line, command) => {
    expect(parseCommandLine(line === '' ? [] : line.split(' '))).toEqual(command);
  });

  test('the name of the assessor without the spaces around it', () => {
    const longest = 'x'.repeat(200);
    expect(parseCommandLine(['assess', '--practice', '--assessor', `  ${longest} `])).toEqual({
      kind: 'assess',
      source: { kind: 'practice' },
      ...plain,
      assessor: longest,
    });
  });
});

describe('a command line that is refused says what is wrong with it', () => {
  test.each([
    ['assess', 'one of --practice, --ldif FILE or --host NAME'],
    ['assess --practice --ldif a.ldf', 'one of --practice'],
    ['assess --practice --account a', '--account goes with --host'],
    ['assess --ldif a.ldf --channel ldaps', '--channel goes with --host'],
    ['assess --practice --legacy-tls', '--legacy-tls goes with --host'],
    ['assess --host dc1', '--account'],
    ['assess --host dc1 --account a --password x', "'--password'"],
    ['assess --host dc1 --account a --channel ldaps --port 0', 'from 1 to 65535'],
    ['assess --host dc1 --account a --channel ldaps --port 0x10', 'from 1 to 65535'],
    ['assess --host dc1 --account a --port 636', '--port needs --channel'],
    ['assess --host dc1 --account a --channel tls', 'one of automatic, sealed, ldaps, start-tls, clear-text'],
    ['assess --host dc1 --account a --sign-in kerberos', 'one of automatic, ntlm, simple'],
    ['assess --host dc1 --account a --accept-clear-text', 'goes with --channel clear-text'],
    ['assess --host dc1 --account a --channel sealed --sign-in simple', 'signs in by ntlm'],
    ['assess --host dc1 --account a --channel clear-text --sign-in ntlm', 'signs in by simple'],
    ['assess --host dc1 --account a --channel sealed --legacy-tls', '--legacy-tls does not go with'],
    [
      'assess --host dc1 --account a --channel clear-text --trust-authority f',
      '--trust-authority does not go with --channel clear-text',
    ],
    [`check --host dc1 --account a --trust-certificate ${fingerprint}`, 'with --channel ldaps or start-tls'],
    ['check --host dc1 --account a --channel ldaps --trust-certificate A7', '64 hexadecimal digits'],
    [
      `check --host dc1 --account a --channel ldaps --trust-certificate ${'A7'.repeat(20)}`,
      'a SHA-1 thumbprint, which can be forged',
    ],
    ['check --account a', 'check needs --host'],
    ['check --host dc1', '--account'],
    ['check --host dc1 --account a --practice', '--practice does not go with check'],
    ['check dc1', '"dc1" is one argument too many'],
    ['check --host dc1 --account a --dns-server=', '--dns-server is empty'],
    ['find a b', '"b" is one argument too many'],
    ['find a --host dc1', '--host does not go with find'],
    ['find a --assessor Ann', '--assessor does not go with find'],
    ['sent', 'sent needs the ID'],
    ['sent nope', '"nope" is not the ID of an assessment'],
    [`sent ${id} --channel ldaps`, '--channel does not go with sent'],
    [`show ${id} --dns-server a`, '--dns-server does not go with show'],
    ['assess --ldif', "'--ldif"],
    ['assess more --practice', '"more" is one argument too many'],
    ['list --practice', '--practice does not go with list'],
    ['show', 'needs the ID'],
    ['show 1 2', '"2" is one argument too many'],
    ['show nope', '"nope" is not the ID of an assessment: "list" prints them.'],
    ['asses --practice', '"asses" is not a command'],
    ['assess --ldif a.ldf --ldif b.ldf', '--ldif is given twice'],
    ['assess --practice --data a --assessor Ann --data=a', '--data is given twice'],
    ['list --json --json', '--json is given twice'],
    ['-h --help', '--help is given twice'],
    ['list --data=', '--data is empty'],
    ['assess --ldif=', '--ldif is empty'],
    ['assess --practice --assessor=', '--assessor is empty'],
    [`assess --practice --assessor ${'x'.repeat(201)}`, '--assessor is longer than 200 characters'],
  ])('%s', (line, words) => {
    expect(() => parseCommandLine(line.split(' '))).toThrow(
      expect.objectContaining({ code: 'bad-request', message: expect.stringContaining(words) }),
    );
  });

  test('a domain that is empty', () => {
    expect(() => parseCommandLine(['find', ' '])).toThrow('The domain is empty');
  });

  test.each(['data', 'assessor'])('--%s that is spaces alone', (name) => {
    expect(() => parseCommandLine(['assess', '--practice', `--${name}`, '  '])).toThrow(`--${name} is empty`);
  });
});
