import { parseDistinguishedName } from './distinguished-name.ts';

/** An account in one of the forms that Active Directory takes. */
export type Account =
  /** DOMAIN\name; the domain by its NetBIOS or its DNS name. */
  | { readonly kind: 'domain-name'; readonly domain: string; readonly name: string }
  /** name@domain, the user principal name. */
  | { readonly kind: 'principal-name'; readonly name: string }
  /** Good for a simple bind only. */
  | { readonly kind: 'distinguished-name'; readonly name: string }
  /** `why` says what is wrong and how to write it. */
  | { readonly kind: 'unclear'; readonly why: string };

const forms = 'Write it as DOMAIN\\name or name@domain.';
/** Control characters, and others that come along unseen when a name is copied. */
const unseen = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\u200b\ufeff]/u;

/**
 * Understands an account as typed. A bare name is unclear: a domain controller takes it for a wrong password, and a few of
 * those lock the account.
 */
export function parseAccount(text: string): Account {
  const account = text.trim();
  if (unseen.test(account)) return unclear('There is a character in it that cannot be seen.');
  if (/^[A-Za-z][A-Za-z0-9-]*\s*=/.test(account)) return distinguishedName(account);
  const [domain = '', name, ...more] = account.split('\\');
  if (name !== undefined) {
    if (more.length > 0) return unclear('There is more than one backslash in it.');
    if (domain.trim() === '') return unclear('The domain is missing before the backslash.');
    if (domain.trim() === '.')
      return unclear(
        'The dot stands for an account of the computer itself, which a domain controller has none of.',
      );
    if (name.trim() === '') return unclear('The name is missing behind the backslash.');
    if (name.includes('@')) return unclear('It mixes DOMAIN\\name with name@domain.');
    return { kind: 'domain-name', domain: domain.trim(), name: name.trim() };
  }
  if (account.includes('/')) return unclear('There is a slash in it where a backslash belongs.');
  const at = account.lastIndexOf('@');
  if (at < 0) return unclear('The domain is missing.');
  if (at === 0) return unclear('The name is missing before the @.');
  if (at === account.length - 1) return unclear('The domain is missing behind the @.');
  return { kind: 'principal-name', name: account };
}

function distinguishedName(account: string): Account {
  try {
    parseDistinguishedName(account);
    return { kind: 'distinguished-name', name: account };
  } catch {
    return unclear('It looks like a distinguished name, but is none.');
  }
}

function unclear(why: string): Account {
  return { kind: 'unclear', why: `${why} ${forms}` };
}
