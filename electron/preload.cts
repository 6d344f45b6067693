// Runs sandboxed in the window: one CommonJS file that may load nothing but `electron`.
import type { Bridge } from '../shared/contract.ts' with { 'resolution-mode': 'import' };

const { contextBridge, ipcRenderer } = require('electron') as typeof import('electron');

const bridge: Bridge = {
  dispatch: (channel, args) => ipcRenderer.invoke('dispatch', channel, args),
  onEvent: (listener) => {
    const forward = (_event: unknown, announcement: unknown) => listener(announcement);
    ipcRenderer.on('event', forward);
    return () => {
      ipcRenderer.off('event', forward);
    };
  },
};

// SECURITY: rule 20 - two functions are all that the page gets; no Electron object, not even an event, reaches it.
contextBridge.exposeInMainWorld('bridge', bridge);
