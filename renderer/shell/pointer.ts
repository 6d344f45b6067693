/**
 * Keeps the second half of a double click from pressing what the first half put under the pointer: a row that opens
 * gives way to a form, "Connect" to "Cancel". For as long as the window lives.
 */
export function ignoreSecondClicks(): void {
  let pressed: Element | null = null;
  window.addEventListener(
    'click',
    (event) => {
      if (event.detail > 1 && pressed?.isConnected === false) {
        event.preventDefault();
        event.stopPropagation();
      } else {
        pressed = event.target instanceof Element ? event.target : null;
      }
    },
    { capture: true },
  );
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
