import type { Problem } from '../assessment/assessment.ts';
import { distinguishedNameKey, parentName } from '../directory/distinguished-name.ts';
import type { ObservedObject } from './comparison.ts';

/**
 * Tells of an object that a walk did not see whether it may be there all the same: below a container that the walk could not read.
 * `problems` are those of the walk.
 */
export function hiddenBelow(problems: readonly Problem[]): (object: Pick<ObservedObject, 'key'>) => boolean {
  const unreadable = new Set(
    problems.flatMap(({ code, distinguishedName }) =>
      code === 'not-readable' && distinguishedName !== null ? [distinguishedNameKey(distinguishedName)] : [],
    ),
  );
  return ({ key }) => {
    if (unreadable.size === 0) return false;
    for (let above = parentName(key); above !== null; above = parentName(above))
      if (unreadable.has(above)) return true;
    return false;
  };
}
