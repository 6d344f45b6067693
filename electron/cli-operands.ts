import { contract } from '../shared/contract.ts';
import { usage } from './cli-options.ts';

/** Characters of the assessor's name, as everywhere. */
const longestAssessor = 200;

export function isAssessmentId(text: string): boolean {
  return contract['assessment.open'].args.safeParse({ assessmentId: text }).success;
}

/** The one id that a command needs, of which nothing else follows. Throws AppError `bad-request`. */
export function onlyIdOf(command: string, [id, ...more]: readonly string[]): string {
  if (id !== undefined) refuseRest(more);
  return idOf(command, id);
}

export function idOf(command: string, id: string | undefined): string {
  if (id === undefined) throw usage(`${command} needs the ID of an assessment: "list" prints them.`);
  if (!isAssessmentId(id)) throw usage(`"${id}" is not the ID of an assessment: "list" prints them.`);
  return id;
}

export function assessorOf(text: string | undefined): string | null {
  const name = text?.trim() ?? null;
  if (name !== null && name.length > longestAssessor) {
    throw usage(`--assessor is longer than ${longestAssessor} characters.`);
  }
  return name;
}

export function refuseRest(rest: readonly string[]): void {
  if (rest.length > 0) throw usage(`"${rest[0]}" is one argument too many.`);
}
