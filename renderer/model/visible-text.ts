import { visibleText } from '../../shared/visible-text.ts';

export { clip, visibleText } from '../../shared/visible-text.ts';

/** What stands for a name that holds nothing to see. */
export const emptyNameText = '(empty name)';

/** As {@link visibleText}, with a word in place of a name that is empty or blank. */
export function visibleName(name: string): string {
  return name.trim() === '' ? emptyNameText : visibleText(name);
}
