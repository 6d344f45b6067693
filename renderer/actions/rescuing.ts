import type { RescueOffer, RescueResult } from '../../shared/history/rescue.ts';
import { invoke } from '../backend.ts';

/** Asks what can be done about a database that cannot be opened. */
export function lookForWaysOut(): Promise<RescueOffer> {
  return invoke('rescue.look', {});
}

/** Puts a backup, by its name, in the place of the damaged database. */
export function restoreBackup(backup: string): Promise<RescueResult> {
  return invoke('rescue.restore', { backup });
}

/** Moves what can be read of the damaged database into a new one. */
export function salvage(): Promise<RescueResult> {
  return invoke('rescue.salvage', {});
}
