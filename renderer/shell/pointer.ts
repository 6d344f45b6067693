/**
 * Keeps the second half of a double click from pressing what the first half put under the pointer, and from marking its
 * words: a row that opens gives way to a form, "Connect" to "Cancel". For as long as the window lives.
 */
export function ignoreSecondClicks(): void {
  let pressed: Element | null = null;
  const isSecond = (event: MouseEvent) => event.detail > 1 && pressed?.isConnected === false;
  window.addEventListener(
    'click',
    (event) => {
      if (isSecond(event)) {
        event.preventDefault();
        event.stopPropagation();
      } else {
        pressed = event.target instanceof Element ? event.target : null;
      }
    },
    { capture: true },
  );
  // With the second press, and not with its click, the browser marks the words that it meets.
  window.addEventListener(
    'mousedown',
    (event) => {
      if (isSecond(event)) event.preventDefault();
    },
    { capture: true },
  );
}

/** Drops what is marked of a screen that is left: the mark would go on over words of the next one that nobody chose. */
export function dropMarkedText(): void {
  const selection = getSelection();
  // Within a field it is a caret, which stays.
  if (selection?.type === 'Range') selection.removeAllRanges();
}

/** Keeps a file that is dropped where none is taken from replacing the whole window. */
export function refuseDroppedFiles(): void {
  for (const kind of ['dragover', 'drop'] as const) {
    window.addEventListener(kind, (event) => {
      if (event.defaultPrevented || event.dataTransfer?.types.includes('Files') !== true) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'none';
    });
  }
}
