import { toFailure } from '../shared/errors.ts';
import type { Backup, RescueResult } from '../shared/history/rescue.ts';
import type { Backend } from './backend/backend.ts';
import { invoke, type Outcome } from './cli-backend.ts';
import { refuseRest } from './cli-operands.ts';
import { allowOnly, firstGiven, usage, type Values } from './cli-options.ts';
import { counted, jsonText, labelled, tableLines, visible } from './cli-visible.ts';

/** What to do about a damaged database. */
export type RescueWay =
  | { readonly kind: 'list' }
  /** The name of a backup, as listed. */
  | { readonly kind: 'restore'; readonly backup: string }
  | { readonly kind: 'salvage' };

export interface RescueCommand {
  readonly kind: 'rescue';
  readonly way: RescueWay;
}

/** Understands the words after `rescue`. Throws AppError `bad-request` that says what is wrong with them. */
export function rescueCommandOf(values: Values, operands: readonly string[]): RescueCommand {
  refuseRest(operands);
  allowOnly(values, 'rescue', ['list', 'restore', 'salvage', 'json', 'data']);
  return { kind: 'rescue', way: wayOf(values) };
}

function wayOf(values: Values): RescueWay {
  const given = [values.list, values.restore, values.salvage].filter((value) => value !== undefined);
  if (given.length !== 1 || firstGiven(values, ['list', 'restore', 'salvage']) === undefined)
    throw usage('rescue needs one of --list, --restore BACKUP or --salvage.');
  if (values.restore !== undefined) return { kind: 'restore', backup: values.restore };
  return values.salvage ? { kind: 'salvage' } : { kind: 'list' };
}

/** Does what {@link RescueWay} says. Exit status 1 if not everything could be saved, or, of a list, if the database is damaged. */
export async function rescue(backend: Backend, way: RescueWay, json: boolean): Promise<Outcome> {
  if (way.kind === 'list') return list(backend, json);
  if (way.kind === 'restore')
    return outcome(await invoke(backend, 'rescue.restore', { backup: way.backup }), json, 0);
  const result = await invoke(backend, 'rescue.salvage', {});
  return outcome(result, json, result.lost.length === 0 ? 0 : 1);
}

function outcome(result: RescueResult, json: boolean, status: number): Outcome {
  return { result: json ? jsonText(result) : resultText(result), status };
}

async function list(backend: Backend, json: boolean): Promise<Outcome> {
  const { isDamage, backups } = await look(backend);
  const state = isDamage ? 'The database is damaged.' : 'The database is sound.';
  return {
    result: json ? jsonText({ isDamage, backups }) : `${state}\n\n${backupsText(backups)}`,
    status: isDamage ? 1 : 0,
  };
}

/** A sound database has backups, too. Throws why it cannot be opened if that is not damage. */
async function look(
  backend: Backend,
): Promise<{ readonly isDamage: boolean; readonly backups: readonly Backup[] }> {
  try {
    return { isDamage: false, backups: (await invoke(backend, 'history.usage', {})).backups };
  } catch (error) {
    if (toFailure(error).code !== 'data-damaged') throw error;
    return invoke(backend, 'rescue.look', {});
  }
}

/** The backups, newest first, a line each. */
function backupsText(backups: readonly Backup[]): string {
  if (backups.length === 0) return 'There is no backup in this data folder.\n';
  const rows = backups.map(({ name, madeAt, bytes, sound }) => [
    madeAt,
    sound ? 'sound' : 'damaged',
    String(bytes),
    name,
  ]);
  return `${tableLines([['MADE AT', 'STATE', 'OCTETS', 'BACKUP'], ...rows]).join('\n')}\n`;
}

function resultText({ assessments, lost, keptIn }: RescueResult): string {
  const state =
    lost.length === 0 ? 'As far as can be told, nothing is missing.' : 'What is missing, or not as it was:';
  return [
    `${counted(assessments, 'assessment')} ${assessments === 1 ? 'is' : 'are'} there. ${state}`,
    ...lost.map((sentence) => `  ${visible(sentence)}`),
    labelled('Damaged files', keptIn),
    '',
  ].join('\n');
}
