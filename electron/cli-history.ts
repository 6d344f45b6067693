import { AppError, assertNever } from '../shared/errors.ts';
import { comparisonCsv } from '../shared/history/comparison-csv.ts';
import { comparisonHtml } from '../shared/history/comparison-html.ts';
import type { Comparison } from '../shared/history/comparison.ts';
import type { BackendWithFiles } from './backend/backend.ts';
import type { CliCommand } from './cli-arguments.ts';
import { assessorName, invoke, noteExport, type Outcome } from './cli-backend.ts';
import { bundle, importFiles } from './cli-bundle.ts';
import { comparisonText } from './cli-comparison-text.ts';
import type { ComparisonFormat, HistoryCommand } from './cli-history-arguments.ts';
import {
  completedText,
  eventsText,
  revisedText,
  tagsText,
  trendText,
  usageText,
} from './cli-history-text.ts';
import { verifyKept } from './cli-verify.ts';
import { jsonText, labelled } from './cli-visible.ts';

type Command = Extract<CliCommand, HistoryCommand>;
type Of<Kind extends Command['kind']> = Extract<Command, { kind: Kind }>;

/** Runs a command about kept assessments and their files. Throws AppError. */
export async function runHistory(backend: BackendWithFiles, command: Command): Promise<Outcome> {
  // Nobody who runs one command would see that the seals are only being made.
  await backend.sealed;
  switch (command.kind) {
    case 'bundle':
      return bundle(backend, command);
    case 'import':
      return importFiles(backend, command);
    case 'verify':
      return verifyKept(backend, command.target.kind === 'assessment' ? command.target.id : null, command);
    case 'events': {
      const events = await invoke(backend, 'history.events', { assessmentId: command.id });
      return done(command, events, eventsText);
    }
    case 'trend': {
      const points = await invoke(backend, 'history.trend', { assessmentId: command.id });
      return done(command, points, trendText);
    }
    case 'compare': {
      const { before, after, includeUnchanged, format } = command;
      const comparison = await invoke(backend, 'history.compare', { before, after, includeUnchanged });
      if (format !== 'text')
        for (const id of new Set([before, after]))
          await noteExport(backend, id, `Comparison as ${format.toUpperCase()}`);
      return { result: comparisonFormats[format](comparison), status: 0 };
    }
    case 'tag':
      return done(command, await tagged(backend, command), tagsText);
    case 'complete':
      return done(command, await completed(backend, command), completedText);
    case 'revise':
      return done(command, await revised(backend, command), revisedText);
    case 'delete': {
      const assessor = await assessorName(backend, command.assessor);
      await invoke(backend, 'history.delete', { assessmentId: command.id, assessor });
      return done(command, { deleted: command.id }, ({ deleted }) => `${labelled('Deleted', deleted)}\n`);
    }
    case 'backup':
      await backend.backUpTo(command.file);
      return done(command, { path: command.file }, ({ path }) => `${labelled('Backup', path)}\n`);
    case 'usage': {
      const usage = await invoke(backend, 'history.usage', {});
      const kept = await invoke(backend, 'assessment.list', {});
      return done(command, usage, () => usageText(usage, kept));
    }
    default:
      return assertNever(command);
  }
}

function done<T>({ json }: { readonly json: boolean }, value: T, text: (value: T) => string): Outcome {
  return { result: json ? jsonText(value) : text(value), status: 0 };
}

const comparisonFormats: Readonly<Record<ComparisonFormat, (comparison: Comparison) => string>> = {
  text: comparisonText,
  json: jsonText,
  csv: comparisonCsv,
  html: comparisonHtml,
};

async function tagged(backend: BackendWithFiles, { id, tags }: Of<'tag'>): Promise<readonly string[]> {
  if (tags !== null) return invoke(backend, 'history.setTags', { assessmentId: id, tags: [...tags] });
  const { summary } = await invoke(backend, 'assessment.open', { assessmentId: id });
  return summary.tags;
}

/** Demands that problems were read and nothing typed was left, as the window does, before it completes. */
async function completed(
  backend: BackendWithFiles,
  { id, acceptProposals, problemsRead, assessor: named }: Of<'complete'>,
) {
  const assessor = await assessorName(backend, named);
  const { problems, drafts, bulkDraft } = await invoke(backend, 'assessment.open', { assessmentId: id });
  const typed = Object.keys(drafts).length + Number(bulkDraft !== null);
  if (typed > 0)
    throw new AppError(
      'bad-request',
      `Nothing was completed: ${typed === 1 ? '1 text was' : `${typed} texts were`} typed and not decided. Decide or discard it in the window first.`,
    );
  if (problems.length > 0 && !problemsRead)
    throw new AppError(
      'bad-request',
      `Nothing was completed: this assessment tells of ${problems.length} things to be looked at. Read them ("show"), then complete with --problems-read.`,
    );
  if (acceptProposals) await invoke(backend, 'decision.acceptProposals', { assessmentId: id, assessor });
  return invoke(backend, 'assessment.complete', {
    assessmentId: id,
    assessor,
    problemsRead: problems.length,
  });
}

async function revised(backend: BackendWithFiles, { id, reason, assessor: named }: Of<'revise'>) {
  const assessor = await assessorName(backend, named);
  return invoke(backend, 'assessment.revise', { assessmentId: id, assessor, reason });
}
