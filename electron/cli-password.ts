import { createInterface, type Interface } from 'node:readline';
import { Writable, type Readable } from 'node:stream';
import { AppError } from '../shared/errors.ts';
import { visible } from './cli-visible.ts';

export interface PasswordStreams {
  readonly input: Readable & { readonly isTTY?: boolean };
  readonly messages: Writable;
}

/**
 * The first line of the input, empty if there is none; at a terminal what is typed at a prompt that shows nothing of it.
 * Throws AppError `cancelled` if the prompt is left by Ctrl-C or Ctrl-D.
 */
export async function readPassword(account: string, { input, messages }: PasswordStreams): Promise<string> {
  if (!input.isTTY) return (await firstLine(createInterface({ input }))) ?? '';
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  // Before the prompt: from here on the terminal itself shows nothing of what is typed, however early.
  const lines = createInterface({ input, output: silent, terminal: true, historySize: 0 });
  messages.write(`Password of ${visible(account)}: `);
  const password = await firstLine(lines);
  messages.write('\n');
  if (password === null) throw new AppError('cancelled', 'Cancelled: no password was given.');
  return password;
}

/** The next line, or null if the input ends before it; closes the interface. */
async function firstLine(lines: Interface): Promise<string | null> {
  try {
    return await new Promise((resolve, reject) => {
      lines.once('line', resolve);
      lines.once('close', () => resolve(null));
      // Of the input: the interface hands it on.
      lines.once('error', reject);
    });
  } finally {
    lines.close();
  }
}
