import { ipcMain, type BrowserWindow, type IpcMainInvokeEvent } from 'electron';
import type { Reply } from '../shared/contract.ts';
import type { Backend } from './backend/backend.ts';
import { pageOrigin } from './window.ts';

const refusal: Reply = {
  ok: false,
  error: {
    code: 'bad-request',
    message: 'This request did not come from the window of Hopcheck and was refused.',
  },
};

/** Carries the backend's one door and its events to the page in the window. */
export function connectWindow(window: BrowserWindow, backend: Backend): void {
  ipcMain.handle('dispatch', (event, channel: unknown, args: unknown) =>
    isFromPage(event, window) ? backend.dispatch(channel, args) : refusal,
  );
  const unsubscribe = backend.subscribe((announcement) => {
    window.webContents.send('event', announcement);
  });
  window.once('closed', unsubscribe);
}

// SECURITY: rule 17 - only our window, only its main frame, only our page. A frame that has gone has no sender and is refused.
function isFromPage(event: IpcMainInvokeEvent, window: BrowserWindow): boolean {
  const frame = event.senderFrame;
  return (
    event.sender === window.webContents &&
    frame !== null &&
    frame === window.webContents.mainFrame &&
    frame.origin === pageOrigin
  );
}
