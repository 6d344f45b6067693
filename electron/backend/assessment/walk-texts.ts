import type { Problem } from '../../../shared/assessment/assessment.ts';
import type { DirectorySource, SearchPage } from '../../../shared/directory/source.ts';
import { AppError, toFailure } from '../../../shared/errors.ts';
import type { Division, DividedWalk } from './divided-walk.ts';
import { isLimit, resultCodeName, success } from './result-codes.ts';

type Kind = DirectorySource['description']['kind'];

/** What a source itself warns of. */
export function warningOf({ warning }: DirectorySource): readonly Problem[] {
  return warning === null ? [] : [{ code: 'unmarked-end', message: warning, distinguishedName: null }];
}

/** What is to be reported of a page, object by object. */
export function problemsOf(page: SearchPage): readonly Problem[] {
  return [
    ...page.references.map((url) => ({
      code: 'referral' as const,
      message: `A part of the tree was referred to another server and not read: ${url}`,
      distinguishedName: null,
    })),
    ...page.droppedPasswords.map((distinguishedName) => ({
      code: 'password-dropped' as const,
      message:
        'A stored password was delivered although Hopcheck never asks for one. It was dropped unread. Who may read this object may read that password: tell the administrator.',
      distinguishedName,
    })),
    ...page.cutValues.map((distinguishedName) => ({
      code: 'values-cut' as const,
      message: 'Not all values of this object were delivered.',
      distinguishedName,
    })),
  ];
}

/** Why something may be missing after a page; a limit is not among them, as the walk goes on after it. */
export function reasonsIn(page: SearchPage, kind: Kind): readonly string[] {
  const reasons: string[] = [];
  if (page.resultCode !== success && !isLimit(page.resultCode)) {
    const who = kind === 'ldif' ? 'The search of the file' : 'The domain controller';
    reasons.push(
      `${who} ended early with ${endOf(page)}, so objects may be missing. Walk again, with another domain controller or by an LDIF export if it happens again.`,
    );
  }
  if (page.references.length > 0) {
    reasons.push(
      'A part of the tree was referred to another server, and Hopcheck follows no referrals, so objects may be missing. Choose a domain controller that holds the whole configuration.',
    );
  }
  if (page.cutValues.length > 0) {
    reasons.push('Of some objects not all values were delivered. Walk again, or use an LDIF export.');
  }
  return reasons;
}

/** How the server ended a search, with its own words: `its size limit (result 4) (too many)`. */
export function endOf({ resultCode, diagnostic }: SearchPage): string {
  return `${resultCodeName(resultCode)}${diagnostic === '' ? '' : ` (${diagnostic})`}`;
}

const divisionTexts: Readonly<Record<Division, string>> = {
  kind: 'kind of object by kind of object',
  group: 'administrative group by administrative group',
  server: 'server by server where the limit struck again',
};

/** How a walk that struck the limit `end` was read instead, and what could not be read even so. */
export function readInParts(end: string, divided: DividedWalk, isWhole: boolean): readonly Problem[] {
  const outcome = isWhole
    ? 'Every part was read to its end, so nothing is missing.'
    : 'Not every part could be read to its end, so objects may be missing.';
  const message = `The domain controller stopped the one search for everything at ${end}. Hopcheck therefore read the organisation in parts: ${partsOf(divided)}. ${outcome}`;
  return [
    { code: 'read-in-parts', message, distinguishedName: null },
    ...divided.unfinished.map((distinguishedName) => ({
      code: 'read-in-parts' as const,
      message:
        'Not everything here was read: the domain controller stopped at its limit again. Walk again with another domain controller, or by an LDIF export.',
      distinguishedName,
    })),
  ];
}

/** Why a walk that struck the limit `end` is incomplete although it was read in parts. */
export function notWholeInParts(end: string, divided: DividedWalk): string {
  return `The domain controller stopped at ${end}. What it then delivered ${partsOf(divided)} was kept, but its limits did not let Hopcheck make sure that nothing is missing. Choose another domain controller, ask for a higher limit for this account, or use an LDIF export.`;
}

function partsOf({ divisions }: DividedWalk): string {
  return divisions.map((division) => divisionTexts[division]).join(', then ');
}

/** Why a walk that was cut short by an error is incomplete. */
export function interruption(error: AppError): string {
  return error.code === 'cancelled'
    ? 'The walk was cancelled: what was read until then is kept. Walk again to read the rest.'
    : `The walk was cut short, and what was read until then is kept. ${toFailure(error).message}`;
}

/** The error of a walk that brought nothing, by the reason why something may be missing. */
export function nothingRead(reason: string | null, kind: Kind): AppError {
  if (reason !== null) return new AppError('directory-refused', reason);
  const who = kind === 'ldif' ? 'whoever exported it' : 'the account';
  return new AppError(
    'exchange-not-found',
    `The search below CN=Microsoft Exchange returned nothing. Nothing is concluded from that: usually ${who} may not read there. Ask for Exchange View-Only Administrator on the organisation.`,
  );
}
