import type { ComparedPair, JudgedObject } from '../../shared/history/comparison.ts';
import { reasonText } from '../../shared/stig/reason-texts.ts';
import { severityLabels } from '../../shared/stig/severity.ts';
import { statusLabels } from '../../shared/stig/status.ts';
import { authenticationLabel, tlsLabel } from './dialog.ts';
import { formatInstant } from './format.ts';

/** One line of two assessments side by side. Texts are as they came: they must be made harmless where they are shown. */
export interface ComparedField {
  readonly label: string;
  /** Null where the assessment did not see the object; empty where it says nothing of this. */
  readonly before: string | null;
  readonly after: string | null;
  /** Never for what differs anyway, such as when somebody decided. */
  readonly differs: boolean;
  /** `name`: a distinguished name; `code`: to be read letter by letter. */
  readonly form: 'text' | 'name' | 'code';
}

interface Field {
  readonly label: string;
  readonly of: (object: JudgedObject) => string;
  readonly form?: ComparedField['form'];
  readonly differsAnyway?: true;
  /** Left out where neither assessment says anything. */
  readonly optional?: true;
}

const fields: readonly Field[] = [
  { label: 'Name', of: ({ name }) => name },
  { label: 'Server', of: ({ server }) => server },
  { label: 'Administrative group', of: ({ administrativeGroup }) => administrativeGroup },
  { label: 'Distinguished name', of: ({ distinguishedName }) => distinguishedName, form: 'name' },
  { label: 'objectGUID', of: ({ objectGuid }) => objectGuid ?? '', form: 'code' },
  { label: 'Flag as read', of: ({ security }) => security?.rawFlag ?? '', form: 'code', optional: true },
  {
    label: 'Authentication',
    of: ({ security }) => (security === null ? '' : authenticationLabel(security.authentication)),
    optional: true,
  },
  { label: 'TLS', of: ({ security }) => (security === null ? '' : tlsLabel(security.tls)), optional: true },
  { label: 'Version of the server', of: ({ version }) => version ?? '' },
  {
    label: 'Proposed',
    of: ({ proposal }) => (proposal === null ? '' : statusLabels[proposal.status]),
    optional: true,
  },
  { label: 'Because', of: reasonsOf, optional: true },
  {
    label: 'Decided',
    of: ({ decision, proposal }) =>
      decision === null ? (proposal === null ? '' : 'Undecided') : statusLabels[decision.status],
    optional: true,
  },
  {
    label: 'Severity override',
    of: ({ decision }) => {
      const override = decision?.severityOverride ?? null;
      return override === null ? '' : `${severityLabels[override.severity]}: ${override.justification}`;
    },
    optional: true,
  },
  {
    label: 'Decided by',
    of: ({ decision }) => decision?.decidedBy ?? '',
    differsAnyway: true,
    optional: true,
  },
  {
    label: 'Decided at',
    of: ({ decision }) => (decision === null ? '' : formatInstant(decision.decidedAt)),
    differsAnyway: true,
    optional: true,
  },
];

function reasonsOf({ proposal }: JudgedObject): string {
  return (proposal?.reasons ?? []).map((reason) => reasonText(reason)).join(' ');
}

/** What both assessments say of an object, field by field. */
export function comparedFields({ before, after }: ComparedPair): readonly ComparedField[] {
  return fields.flatMap(({ label, of, form = 'text', differsAnyway = false, optional = false }) => {
    const [then, now] = [before, after].map((object) => (object === null ? null : of(object)));
    if (optional && (then ?? '') === '' && (now ?? '') === '') return [];
    const isInBoth = typeof then === 'string' && typeof now === 'string';
    const differs = isInBoth && !differsAnyway && then !== now;
    return [{ label, before: then ?? null, after: now ?? null, differs, form }];
  });
}
