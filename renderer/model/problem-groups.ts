import type { Problem, ProblemCode } from '../../shared/assessment/assessment.ts';
import { withoutRightToAskFor } from '../../shared/exchange/tree-problems.ts';

/** Problems of one kind, with what they mean for the assessment and how to get what is missing. */
export interface ProblemGroup {
  readonly code: ProblemCode;
  readonly title: string;
  readonly remedy: string;
  readonly problems: readonly Problem[];
}

const viewOnly =
  'Ask for the role Exchange View-Only Administrator on the organisation and walk again, or have an administrator who has it make the LDIF export.';
const look = 'Look at the object in Exchange System Manager, and decide by what is shown there.';

interface Kind {
  readonly title: string;
  readonly remedy: string;
}

/** In the order in which they matter. */
const kinds: Readonly<Record<ProblemCode, Kind>> = {
  'cut-short': {
    title: 'The walk is incomplete',
    remedy:
      'Walk again as a new assessment, at another time or with another domain controller. If that does not help, have the LDIF export made on the domain controller itself.',
  },
  referral: {
    title: 'Referred to another server',
    remedy: 'Walk again with a domain controller that holds the whole configuration of the forest.',
  },
  'not-readable': { title: 'Containers that could not be read', remedy: viewOnly },
  'no-virtual-server': { title: 'Servers without a visible virtual server', remedy: viewOnly },
  'not-read': { title: 'Virtual servers that were not read', remedy: viewOnly },
  'version-unknown': {
    title: 'Servers of unknown version',
    remedy:
      'Look the version up in Exchange System Manager. The check is for Exchange 2003: decide Not Applicable for another version, with the version as the justification.',
  },
  contradictory: {
    title: 'Objects that came twice',
    remedy: 'Walk again: the directory was probably being changed or replicated meanwhile.',
  },
  'name-not-understood': { title: 'Objects in an unexpected place', remedy: look },
  'values-cut': {
    title: 'Objects of which only some values came',
    remedy: `Walk again, or use an LDIF export. ${look}`,
  },
  'unmarked-end': {
    title: 'The end of the file is not certain',
    remedy:
      'Compare the size of the file with that of the original, or have the export repeated with the command that Hopcheck prints: it marks the end.',
  },
  'read-in-parts': {
    title: 'Read in parts',
    remedy:
      'Nothing to do where every part was read to its end. Elsewhere walk again with another domain controller, ask for a higher limit for the account, or use an LDIF export.',
  },
  'password-dropped': {
    title: 'A stored password was delivered',
    remedy: 'Tell the administrator who may read it. Hopcheck dropped it unread.',
  },
};

/** What a problem says, without the advice that its kind gives already. */
export function messageOf({ code, message }: Problem): string {
  return kinds[code].remedy === viewOnly ? withoutRightToAskFor(message) : message;
}

/** The problems by kind, the gravest kind first; kinds without any are left out. */
export function problemGroups(problems: readonly Problem[]): readonly ProblemGroup[] {
  const byCode = Map.groupBy(problems, ({ code }) => code);
  return (Object.keys(kinds) as ProblemCode[]).flatMap((code) => {
    const found = byCode.get(code);
    return found === undefined ? [] : [{ code, ...kinds[code], problems: found }];
  });
}
