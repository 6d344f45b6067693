/** Ids of the places that the keyboard goes to. One of each is on the screen at the most. */
export const places = {
  tree: 'esm-tree',
  detail: 'detail-heading',
  decision: 'decision-heading',
  accept: 'accept-proposal',
  save: 'save-decision',
  takeBack: 'take-back-decision',
  next: 'next-undecided',
  filter: 'filter',
  completion: 'completion',
  requirements: 'requirements',
  problems: 'problems',
  candidates: 'found-domain-controllers',
  testResult: 'test-result',
  signIn: 'sign-in-form',
  host: 'host',
  account: 'account',
  password: 'password',
  assessor: 'assessor',
  port: 'port',
  comparison: 'compared-objects',
  importing: 'import-bundles',
} as const;

/** Moves the focus to a place on the present screen; does nothing if it is not there. */
export function focusNow(place: string): void {
  document.getElementById(place)?.focus();
}

/** Gives the focus back to what lost it by being disabled for a while; does nothing if that is gone. */
export function focusAgain(element: Element | null): void {
  requestAnimationFrame(() => (element instanceof HTMLElement ? element.focus() : undefined));
}

/** Moves the focus to a place once the screen has been drawn, if what had it is gone. */
export function focusIfLost(place: string): void {
  const move = () => (document.activeElement === document.body ? focusNow(place) : undefined);
  requestAnimationFrame(() => requestAnimationFrame(move));
}

/** Moves the focus once the screen has been drawn; does nothing if the place is not there. */
export function focusSoon(place: string): void {
  requestAnimationFrame(() => requestAnimationFrame(() => focusNow(place)));
}
