import type { z } from 'zod';
import { contract, type Channel, type Dispatch, type Handlers, type Reply } from '../../shared/contract.ts';
import { AppError, toFailure } from '../../shared/errors.ts';

/**
 * The one door to the backend: takes any channel and any arguments from a host, lets only known channels with arguments of
 * their shape through, and answers every outcome as a {@link Reply}. It never throws.
 */
export function createDispatch(handlers: Handlers, onUnexpected: (error: unknown) => void): Dispatch {
  return async (channel, args): Promise<Reply> => {
    try {
      const known = knownChannel(channel);
      return { ok: true, value: await callHandler(handlers, known, args) };
    } catch (error) {
      if (!(error instanceof AppError)) onUnexpected(error);
      return { ok: false, error: toFailure(error) };
    }
  };
}

async function callHandler(handlers: Handlers, channel: Channel, args: unknown): Promise<unknown> {
  const parsed = contract[channel].args.safeParse(args);
  if (!parsed.success) throw badArguments(channel, parsed.error);
  const handler = handlers[channel] as (args: unknown) => unknown;
  return handler(parsed.data);
}

/** Own properties only: `constructor` and its kin are no channels. */
function knownChannel(channel: unknown): Channel {
  if (typeof channel === 'string' && Object.hasOwn(contract, channel)) return channel as Channel;
  throw new AppError(
    'bad-request',
    'This request is not known to Hopcheck.',
    `channel: ${JSON.stringify(channel)?.slice(0, 100)}`,
  );
}

/** The first fault decides the message, if it is one written for people; the detail names every field, never its value. */
function badArguments(channel: Channel, error: z.ZodError): AppError {
  const faults = error.issues.map(({ path, message }) => `${[channel, ...path].join('.')}: ${message}`);
  const written = error.issues.find(({ message }) => /^(?:Enter|Choose) /.test(message));
  return new AppError(
    'bad-request',
    written?.message ?? 'This request was not understood.',
    faults.join('\n').slice(0, 2_000),
  );
}
