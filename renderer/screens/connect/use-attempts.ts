import { useRef, useState } from 'react';
import type { Failure } from '../../../shared/errors.ts';
import { connect, type Purpose } from '../../actions/connecting.ts';
import { focusSoon, places } from '../../focus.ts';
import { isSameTarget, type ConnectionTarget } from '../../model/connection-form.ts';

/** One press of Connect or Test connection. */
interface Attempt {
  readonly purpose: Purpose;
  readonly target: ConnectionTarget;
}

/** A failure that the assessor can answer. */
export interface Question {
  readonly failure: Failure;
  /** Sends it again, with consent to clear text if that was asked for. */
  readonly goOn: () => void;
}

/** The attempts of one form, and what became of the last one. */
export interface Attempts {
  /** Null if nothing is asked. */
  readonly question: Question | null;
  /** Closes the question and sends nothing. */
  readonly dropQuestion: () => void;
  /** True if exactly this was refused the last time that a sign-in was. */
  readonly isRefused: (target: ConnectionTarget) => boolean;
  readonly send: (purpose: Purpose, target: ConnectionTarget) => void;
}

/**
 * Sends attempts, one at a time. Holds what they need, the password among it, only as long as the form lives. Calls
 * `onConnected` when the form has served.
 */
export function useAttempts(onConnected: () => void): Attempts {
  const [question, setQuestion] = useState<Question | null>(null);
  const [refused, setRefused] = useState<ConnectionTarget | null>(null);
  const isSending = useRef(false);

  const send = async (attempt: Attempt) => {
    if (isSending.current) return;
    isSending.current = true;
    setQuestion(null);
    const failure = await connect(attempt.purpose, attempt.target);
    isSending.current = false;
    if (failure === null) finish(attempt.purpose);
    if (failure?.code === 'host-invalid') focusSoon(places.host);
    if (failure?.code === 'sign-in-failed') setRefused(attempt.target);
    if (failure !== null && isQuestion(failure))
      setQuestion({ failure, goOn: () => void send(answered(attempt, failure)) });
  };

  const finish = (purpose: Purpose) => {
    setRefused(null);
    if (purpose === 'connect') onConnected();
    else focusSoon(places.testResult);
  };

  return {
    question,
    dropQuestion: () => setQuestion(null),
    isRefused: (target) => refused !== null && isSameTarget(refused, target),
    send: (purpose, target) => void send({ purpose, target }),
  };
}

function isQuestion({ code, certificate }: Failure): boolean {
  return code === 'clear-text-consent-required' || certificate !== undefined;
}

/** Consent holds for the one attempt that asked for it: the form itself never carries any. */
function answered({ purpose, target }: Attempt, { code }: Failure): Attempt {
  const clearTextConsent = code === 'clear-text-consent-required';
  return { purpose, target: { ...target, clearTextConsent } };
}
