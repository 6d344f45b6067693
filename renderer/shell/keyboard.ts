import { toFailure } from '../../shared/errors.ts';
import { announce, showShortcuts } from '../actions/application.ts';
import { printReviewSheet } from '../actions/printing.ts';
import { goToUndecided } from '../actions/reviewing.ts';
import { undoLastStep } from '../actions/undoing.ts';
import { focusNow, focusSoon, places } from '../focus.ts';
import { isSubject } from '../model/bulk.ts';
import { isUndecidedDraft } from '../model/ruling.ts';
import { visibleText } from '../model/visible-text.ts';
import { openAssessmentOf, useStore } from '../store.ts';

/** Listens for the shortcuts that work everywhere, for as long as the window lives. */
export function listenForShortcuts(): void {
  window.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || document.querySelector('dialog[open]') !== null) return;
    if (useStore.getState().superseded) return;
    const action = event.altKey ? withAlt(event) : (withControl(event) ?? single(event));
    if (action === null) return;
    event.preventDefault();
    action();
  });
}

function withAlt(event: KeyboardEvent): (() => void) | null {
  if (event.ctrlKey || event.shiftKey || event.metaKey) return null;
  switch (event.key) {
    // Also where letters are typed.
    case 'n':
      return () => undecided(1);
    case 'p':
      return () => undecided(-1);
    // In a list to choose from they open and close it.
    case 'ArrowDown':
      return event.target instanceof HTMLSelectElement ? null : () => undecided(1);
    case 'ArrowUp':
      return event.target instanceof HTMLSelectElement ? null : () => undecided(-1);
    // Not a single letter: a stray one must never decide anything.
    case 'Enter':
      return () => document.getElementById(places.accept)?.click();
    default:
      return null;
  }
}

function withControl(event: KeyboardEvent): (() => void) | null {
  if (!event.ctrlKey || event.shiftKey || event.metaKey) return null;
  switch (event.key) {
    case 'Enter':
      return event.repeat ? null : saveDecision(event.target);
    // In a text it takes back what was typed, as everywhere.
    case 'z':
      return isTyping(event.target) ? null : undo;
    case 'p':
      return showsAssessment() ? () => void printReviewSheet().catch(sayNotPrinted) : null;
    default:
      return null;
  }
}

/** Outside of the form it saves only what is not decided: to decide the same again takes more than a stray key. */
function saveDecision(target: EventTarget | null): (() => void) | null {
  const button = document.getElementById(places.save);
  if (button === null) return null;
  const isInForm = target instanceof Node && button.closest('form')?.contains(target) === true;
  return isInForm || isSomethingTyped() ? () => button.click() : () => announce('Nothing to save here.');
}

/** Whether anything is typed or chosen on the selected object that is not decided. */
function isSomethingTyped(): boolean {
  const state = useStore.getState();
  const node = openAssessmentOf(state)?.nodes[state.selected ?? -1];
  return (
    node !== undefined &&
    isSubject(node) &&
    isUndecidedDraft(state.drafts[node.distinguishedName], node.decision)
  );
}

/** On an object its last decision, elsewhere the last decision on several. */
function undo(): void {
  const takeBack = document.getElementById(places.takeBack);
  if (takeBack === null) void undoLastStep();
  else takeBack.click();
}

function showsAssessment(): boolean {
  const state = useStore.getState();
  return (state.screen === 'review' || state.screen === 'finish') && openAssessmentOf(state) !== null;
}

function sayNotPrinted(error: unknown): void {
  announce(`The review sheet could not be prepared. ${visibleText(toFailure(error).message)}`);
}

function single(event: KeyboardEvent): (() => void) | null {
  if (event.ctrlKey || event.metaKey || isTyping(event.target)) return null;
  if (!useStore.getState().preferences.singleKeys) return null;
  switch (event.key) {
    case '?':
      return () => showShortcuts(true);
    case 'n':
      return () => undecided(1);
    case 'p':
      return () => undecided(-1);
    case 'd':
      return () => focusNow(places.decision);
    case 't':
      return () => focusNow(places.tree);
    case '/':
      return () => focusNow(places.filter);
    default:
      return null;
  }
}

function undecided(step: 1 | -1): void {
  goToUndecided(step);
  focusSoon(places.detail);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('input:not([type=radio], [type=checkbox]), textarea, select') !== null
  );
}
