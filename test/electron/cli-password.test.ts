import { PassThrough, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { readPassword } from '../../electron/cli-password.ts';
import { AppError } from '../../shared/errors.ts';

/** What is asked and answered if that is typed, or sent if the input is no terminal. */
async function answerTo(input: PassThrough, account = 'CORP\\ann') {
  const messages = new PassThrough();
  const password = await readPassword(account, { input, messages }).catch((error: unknown) => error);
  messages.end();
  return { password, messages: await text(messages) };
}

function terminal(typed: string): PassThrough {
  const input = Object.assign(new PassThrough(), { isTTY: true });
  input.write(typed);
  return input;
}

describe('at a terminal', () => {
  test('the prompt names the account and shows nothing of the password', async () => {
    expect(await answerTo(terminal('sëcret 1\r'))).toEqual({
      password: 'sëcret 1',
      messages: 'Password of CORP\\ann: \n',
    });
  });

  test('stops showing what is typed before it asks', async () => {
    const order: string[] = [];
    const input = Object.assign(terminal('x\r'), {
      setRawMode: (raw: boolean) => order.push(raw ? 'shows nothing' : 'shows again'),
    });
    const messages = new Writable({
      write: (chunk, _encoding, done) => {
        order.push(String(chunk));
        done();
      },
    });
    await readPassword('CORP\\ann', { input, messages });
    expect(order).toEqual(['shows nothing', 'Password of CORP\\ann: ', 'shows again', '\n']);
  });

  test.each([
    ['Ctrl-C', '\u0003'],
    ['Ctrl-C after something was typed', 'sec\u0003'],
    ['Ctrl-D', '\u0004'],
  ])('%s cancels', async (_, typed) => {
    expect(await answerTo(terminal(typed))).toEqual({
      password: new AppError('cancelled', 'Cancelled: no password was given.'),
      messages: 'Password of CORP\\ann: \n',
    });
  });

  test('the end of the input cancels', async () => {
    const input = terminal('');
    input.end();
    expect((await answerTo(input)).password).toEqual(
      new AppError('cancelled', 'Cancelled: no password was given.'),
    );
  });

  test('the account cannot steer the terminal', async () => {
    expect((await answerTo(terminal('x\r'), 'a\u001b[2J\nb')).messages).toBe(
      'Password of a\\u{1b}[2J\\u{a}b: \n',
    );
  });
});

describe('from another program', () => {
  test.each([
    ['first\r\nsecond\n', 'first'],
    ['without an end', 'without an end'],
    ['\n', ''],
    ['', ''],
  ])('%j is the password %j, and nothing is asked', async (sent, password) => {
    const input = new PassThrough();
    input.end(sent);
    expect(await answerTo(input)).toEqual({ password, messages: '' });
  });

  test('the first line is enough: the input may go on', async () => {
    const input = new PassThrough();
    input.write('first\nsec');
    expect(await answerTo(input)).toEqual({ password: 'first', messages: '' });
  });

  test('an input that breaks is the error', async () => {
    const input = new PassThrough();
    input.destroy(new Error('broken'));
    expect((await answerTo(input)).password).toEqual(new Error('broken'));
  });
});
