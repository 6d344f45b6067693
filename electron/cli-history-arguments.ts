import { assessorOf, idOf, isAssessmentId, onlyIdOf, refuseRest } from './cli-operands.ts';
import { allowOnly, usage, type OptionName, type Values } from './cli-options.ts';

/** What is to be verified. */
export type VerifyTarget =
  | { readonly kind: 'all' }
  | { readonly kind: 'assessment'; readonly id: string }
  | { readonly kind: 'file'; readonly path: string };

/** How a comparison is to be printed. */
export type ComparisonFormat = 'text' | 'json' | 'csv' | 'html';

interface ByAssessor {
  /** Null for the account of the operating system. */
  readonly assessor: string | null;
}
interface OfOne {
  readonly id: string;
}

/** A command about kept assessments and their files. */
export type HistoryCommand =
  | (OfOne & ByAssessor & { readonly kind: 'bundle'; readonly output: string | null })
  | (ByAssessor & { readonly kind: 'import'; readonly files: readonly string[] })
  | (ByAssessor & { readonly kind: 'verify'; readonly target: VerifyTarget })
  | (OfOne & { readonly kind: 'events' })
  | (OfOne & { readonly kind: 'trend' })
  | {
      readonly kind: 'compare';
      readonly before: string;
      readonly after: string;
      readonly format: ComparisonFormat;
      readonly includeUnchanged: boolean;
    }
  /** Null only to show the tags. */
  | (OfOne & { readonly kind: 'tag'; readonly tags: readonly string[] | null })
  | (OfOne &
      ByAssessor & {
        readonly kind: 'complete';
        readonly acceptProposals: boolean;
        readonly problemsRead: boolean;
      })
  | (OfOne & ByAssessor & { readonly kind: 'revise'; readonly reason: string })
  | (OfOne & ByAssessor & { readonly kind: 'delete' })
  | { readonly kind: 'backup'; readonly file: string }
  | { readonly kind: 'usage' };

const parsers: {
  readonly [Kind in HistoryCommand['kind']]: readonly [
    options: readonly OptionName[],
    parse: (values: Values, operands: readonly string[]) => Extract<HistoryCommand, { kind: Kind }>,
  ];
} = {
  bundle: [
    ['output', 'assessor'],
    (values, operands) => ({
      kind: 'bundle',
      id: onlyIdOf('bundle', operands),
      output: values.output ?? null,
      assessor: assessorOf(values.assessor),
    }),
  ],
  import: [
    ['assessor'],
    (values, files) => {
      if (files.length === 0) throw usage('import needs one or more files: bundles that Hopcheck made.');
      return { kind: 'import', files, assessor: assessorOf(values.assessor) };
    },
  ],
  verify: [
    ['all', 'assessor'],
    (values, operands) => ({
      kind: 'verify',
      target: targetOf(values, operands),
      assessor: assessorOf(values.assessor),
    }),
  ],
  events: [[], (_values, operands) => ({ kind: 'events', id: onlyIdOf('events', operands) })],
  trend: [[], (_values, operands) => ({ kind: 'trend', id: onlyIdOf('trend', operands) })],
  compare: [
    ['csv', 'html', 'all'],
    (values, [before, after, ...more]) => {
      refuseRest(more);
      return {
        kind: 'compare',
        before: idOf('compare', before),
        after: idOf('compare', after),
        format: formatOf(values),
        includeUnchanged: values.all ?? false,
      };
    },
  ],
  tag: [
    ['clear'],
    (values, [id, ...tags]) => {
      if (values.clear && tags.length > 0) throw usage('--clear removes all tags: give either it or tags.');
      return { kind: 'tag', id: idOf('tag', id), tags: values.clear ? [] : tags.length === 0 ? null : tags };
    },
  ],
  complete: [
    ['accept-proposals', 'problems-read', 'assessor'],
    (values, operands) => ({
      kind: 'complete',
      id: onlyIdOf('complete', operands),
      acceptProposals: values['accept-proposals'] ?? false,
      problemsRead: values['problems-read'] ?? false,
      assessor: assessorOf(values.assessor),
    }),
  ],
  revise: [
    ['reason', 'assessor'],
    (values, operands) => {
      if (values.reason === undefined) throw usage('revise needs --reason TEXT: why it is to be corrected.');
      const id = onlyIdOf('revise', operands);
      return { kind: 'revise', id, reason: values.reason, assessor: assessorOf(values.assessor) };
    },
  ],
  delete: [
    ['yes', 'assessor'],
    (values, operands) => {
      const id = onlyIdOf('delete', operands);
      if (!values.yes) throw usage('delete removes an assessment for good: if that is meant, say --yes.');
      return { kind: 'delete', id, assessor: assessorOf(values.assessor) };
    },
  ],
  backup: [
    [],
    (_values, [file, ...more]) => {
      refuseRest(more);
      if (file === undefined || file === '') throw usage('backup needs the path of a file to write.');
      return { kind: 'backup', file };
    },
  ],
  usage: [
    [],
    (_values, operands) => {
      refuseRest(operands);
      return { kind: 'usage' };
    },
  ],
};

/** The commands that {@link historyCommandOf} understands. */
export const historyCommands = Object.keys(parsers) as readonly HistoryCommand['kind'][];

/** Understands one of {@link historyCommands}; null for any other. Throws AppError `bad-request` that says what is wrong with it. */
export function historyCommandOf(
  command: string,
  values: Values,
  operands: readonly string[],
): HistoryCommand | null {
  const kind = historyCommands.find((one) => one === command);
  if (kind === undefined) return null;
  const [options, parse] = parsers[kind];
  allowOnly(values, command, [...options, 'json', 'data']);
  return parse(values, operands);
}

function targetOf(values: Values, [target, ...more]: readonly string[]): VerifyTarget {
  refuseRest(more);
  if ((target === undefined) === !values.all)
    throw usage('verify needs one of the ID of an assessment, the path of a bundle, or --all.');
  if (target === undefined) return { kind: 'all' };
  if (target === '') throw usage('The path of the bundle is empty.');
  return isAssessmentId(target) ? { kind: 'assessment', id: target } : { kind: 'file', path: target };
}

function formatOf({ csv, html, json }: Values): ComparisonFormat {
  const given = Object.entries({ csv, html, json }).flatMap(([name, isGiven]) => (isGiven ? [name] : []));
  if (given.length > 1) throw usage(`--${given[0]} and --${given[1]} do not go together.`);
  return (given[0] as ComparisonFormat | undefined) ?? 'text';
}
