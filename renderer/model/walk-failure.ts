import type { Failure } from '../../shared/errors.ts';
import type { Way } from '../store.ts';
import { visibleName } from './visible-text.ts';

/** What became of a walk that kept nothing, as a heading; a file is named. */
export function walkFailureTitle({ code }: Failure, way: Way, label: string): string {
  if (way === 'ldif')
    return `${visibleName(label)} ${code === 'cancelled' ? 'was not read' : 'could not be read'}`;
  return code === 'cancelled' ? 'The walk was cancelled' : 'The walk could not go on';
}
