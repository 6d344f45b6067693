import { parseAccount } from '../../shared/directory/account.ts';
import type { Connection } from '../store.ts';
import { isTlsOnly, textOrNull } from './connection-form.ts';

/** What to say about an account before it is sent. */
export interface AccountAdvice {
  readonly text: string;
  /** True if it cannot be sent like this. */
  readonly isError: boolean;
  /** The account as it is probably meant; null if there is no telling. */
  readonly suggestion: string | null;
}

/** Advice on an account that was typed; null if it is empty, or good as it is. */
export function accountAdvice({ account, domain, channel, signIn }: Connection): AccountAdvice | null {
  const typed = textOrNull(account);
  if (typed === null) return null;
  const parsed = parseAccount(typed);
  if (parsed.kind === 'unclear')
    return { text: parsed.why, isError: true, suggestion: suggestionFor(typed, textOrNull(domain)) };
  if (parsed.kind !== 'distinguished-name') return null;
  if (channel === 'sealed' || (isTlsOnly(channel) && signIn === 'ntlm')) return noNameForWindows;
  return channel === 'automatic' ? onlyLdaps : null;
}

const noNameForWindows: AccountAdvice = {
  text: 'Windows sign-in (NTLM) takes no distinguished name. Write it as DOMAIN\\name or name@domain, or choose LDAPS or StartTLS with name and password.',
  isError: true,
  suggestion: null,
};
const onlyLdaps: AccountAdvice = {
  text: 'With a distinguished name Automatic can use LDAPS only: Windows sign-in (NTLM) takes none. DOMAIN\\name or name@domain works with both.',
  isError: false,
  suggestion: null,
};

/** A bare name with the known domain behind it; a slash turned into the backslash that was meant. */
function suggestionFor(typed: string, domain: string | null): string | null {
  const suggestion = /^[^\\/@=\s]+\/[^\\/@=]+$/.test(typed)
    ? typed.replace('/', '\\')
    : domain !== null && /^[^\\/@=]+@?$/.test(typed)
      ? `${typed.replace(/@$/, '')}@${domain}`
      : null;
  return suggestion !== null && parseAccount(suggestion).kind !== 'unclear' ? suggestion : null;
}
