import { EventEmitter } from 'node:events';
import { vi } from 'vitest';

type Handler = (...args: never[]) => unknown;

/** A window as far as the host uses one. */
export class WindowDouble extends EventEmitter {
  readonly options: { readonly title: string; readonly webPreferences: Record<string, unknown> };
  readonly mainFrame = { origin: 'app://bundle' };
  readonly webContents = Object.assign(new EventEmitter(), { mainFrame: this.mainFrame, send: vi.fn() });
  readonly loadURL = vi.fn(async (_url: string) => undefined);
  readonly show = vi.fn();
  readonly focus = vi.fn();
  readonly restore = vi.fn();
  readonly setTitle = vi.fn();
  minimized = false;

  constructor(options: never) {
    super();
    this.options = options;
    electronDouble.windows.push(this);
  }

  isMinimized(): boolean {
    return this.minimized;
  }
}

/** Everything of Electron that the host touches, written down. Switches and events are set by the tests. */
export const electronDouble = {
  windows: [] as WindowDouble[],
  switches: new Set<string>(),
  hasLock: true,
  handlers: new Map<string, Handler>(),
  rules: new Map<string, Handler>(),
};

class AppDouble extends EventEmitter {
  isPackaged = true;
  readonly commandLine = { hasSwitch: (name: string) => electronDouble.switches.has(name) };
  readonly enableSandbox = vi.fn();
  readonly setPath = vi.fn();
  readonly quit = vi.fn();
  readonly exit = vi.fn();
  readonly requestSingleInstanceLock = () => electronDouble.hasLock;
  readonly whenReady = async () => undefined;
}

const rule = (name: string) => (handler: Handler) => void electronDouble.rules.set(name, handler);

export const app = new AppDouble();
export const BrowserWindow = WindowDouble;
export const dialog = { showErrorBox: vi.fn() };
export const ipcMain = {
  handle: (name: string, handler: Handler) => void electronDouble.handlers.set(name, handler),
};
export const Menu = { setApplicationMenu: vi.fn(), buildFromTemplate: vi.fn((template: unknown) => template) };
export const protocol = { registerSchemesAsPrivileged: vi.fn() };
export const session = {
  fromPartition: vi.fn(() => ({
    setPermissionRequestHandler: rule('permission request'),
    setPermissionCheckHandler: rule('permission check'),
    setDevicePermissionHandler: rule('device permission'),
    webRequest: { onBeforeRequest: rule('request') },
    protocol: { handle: (scheme: string, handler: Handler) => void electronDouble.rules.set(`scheme ${scheme}`, handler) },
  })),
};

/** As before the start of the application. */
export function resetElectron(): void {
  electronDouble.windows.length = 0;
  electronDouble.switches.clear();
  electronDouble.hasLock = true;
  electronDouble.handlers.clear();
  electronDouble.rules.clear();
  app.removeAllListeners();
  app.isPackaged = true;
  vi.clearAllMocks();
}
