import type { AssessmentSummary } from '../shared/assessment/assessment.ts';
import { exitStatusOf, reportOf } from '../shared/assessment/report.ts';
import { AppError } from '../shared/errors.ts';
import type { BackendEvent } from '../shared/events.ts';
import type { Backend } from './backend/backend.ts';
import type { AssessSource, CliCommand } from './cli-arguments.ts';
import { assessorName, interruptible, invoke, type Outcome } from './cli-backend.ts';
import { readPassword } from './cli-password.ts';
import { showProgress } from './cli-progress.ts';
import { reportText } from './cli-text.ts';
import { trustAuthorities, trustingCertificate } from './cli-trust.ts';
import { jsonText } from './cli-visible.ts';

/** Walks the source and shows the report of what was kept. */
export async function assess(
  backend: Backend,
  { source, assessor, json }: Extract<CliCommand, { kind: 'assess' }>,
): Promise<Outcome> {
  const walk = await prepare(backend, source, await assessorName(backend, assessor));
  const endProgress = showProgress(backend, process.stderr);
  try {
    const { id } = await interruptible(() => invoke(backend, 'assessment.cancel', {}), walk);
    return await show(backend, id, json);
  } finally {
    endProgress();
  }
}

/** Asks for what is still needed, and answers with the function that walks. While it asks, Ctrl-C ends the program. */
async function prepare(
  backend: Backend,
  source: AssessSource,
  assessor: string,
): Promise<() => Promise<AssessmentSummary>> {
  switch (source.kind) {
    case 'practice':
      return () => walkOf(backend, () => invoke(backend, 'assessment.startPractice', { assessor }));
    case 'ldif':
      return () => walkOf(backend, () => backend.assessLdifFile(source.file, assessor));
    case 'domain-controller': {
      const { connection } = source;
      const trust = { backend, assessor, messages: process.stderr };
      if (connection.authorityFile !== null) await trustAuthorities(connection.authorityFile, trust);
      const password = await readPassword(connection.target.account, {
        input: process.stdin,
        messages: process.stderr,
      });
      const start = () =>
        invoke(backend, 'assessment.startDomainController', { assessor, ...connection.target, password });
      return () => trustingCertificate(connection, trust, () => walkOf(backend, start));
    }
  }
}

/** Starts a walk and waits for its end. Throws AppError if it cannot start, or nothing was read. */
async function walkOf(backend: Backend, start: () => Promise<unknown>): Promise<AssessmentSummary> {
  const { promise: ended, resolve, reject } = Promise.withResolvers<AssessmentSummary>();
  // Whoever reads the file or signs in may fail before the walk's end is awaited.
  ended.catch(() => undefined);
  const unsubscribe = backend.subscribe((event: BackendEvent) => {
    if (event.kind === 'walk-finished') resolve(event.summary);
    if (event.kind === 'walk-failed') reject(AppError.from(event.failure));
  });
  try {
    await start();
    return await ended;
  } finally {
    unsubscribe();
  }
}

/** The report of a kept assessment. */
export async function show(backend: Backend, assessmentId: string, asJson: boolean): Promise<Outcome> {
  const view = await invoke(backend, 'assessment.open', { assessmentId });
  const report = reportOf(view);
  return { result: asJson ? jsonText(report) : reportText(report), status: exitStatusOf(view) };
}
