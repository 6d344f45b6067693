/** Time for the browser to take the text over. Milliseconds. */
const takeOver = 60_000;

/** A text to be saved: the name that the file is offered under, its MIME type, its content. */
export interface Download {
  readonly fileName: string;
  readonly type: 'text/plain' | 'text/csv' | 'text/html';
  readonly text: string;
}

/** Offers a text as a file. */
export function download({ fileName, type, text }: Download): void {
  offerFile(fileName, new Blob([text], { type: `${type};charset=utf-8` }));
}

/** Offers a file: the window asks where to, or puts it among the downloads. */
export function offerFile(fileName: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), takeOver);
}
