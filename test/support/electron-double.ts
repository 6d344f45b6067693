import { EventEmitter } from 'node:events';
import { vi, type Mock } from 'vitest';

type Handler = (...args: never[]) => unknown;
type Spy = Mock<(...args: unknown[]) => unknown>;

const spy = (does?: (...args: unknown[]) => unknown): Spy => vi.fn(does);

/** A window as far as the host uses one. */
export class WindowDouble extends EventEmitter {
  readonly options: { readonly title: string; readonly webPreferences: Record<string, unknown> };
  readonly mainFrame = { origin: 'app://bundle' };
  readonly webContents: EventEmitter & { readonly mainFrame: unknown; readonly send: Spy } = Object.assign(
    new EventEmitter(),
    { mainFrame: this.mainFrame, send: spy() },
  );
  readonly loadURL: Spy = spy(async () => undefined);
  readonly show: Spy = spy();
  readonly focus: Spy = spy();
  readonly restore: Spy = spy();
  readonly setTitle: Spy = spy();
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
  readonly enableSandbox: Spy = spy();
  readonly setPath: Spy = spy();
  readonly quit: Spy = spy();
  readonly exit: Spy = spy();
  readonly requestSingleInstanceLock = () => electronDouble.hasLock;
  readonly whenReady = async () => undefined;
}

const rule = (name: string) => (handler: Handler) => void electronDouble.rules.set(name, handler);

export const app = new AppDouble();
export const BrowserWindow = WindowDouble;
export const dialog: { readonly showErrorBox: Spy } = { showErrorBox: spy() };
export const ipcMain = {
  handle: (name: string, handler: Handler) => void electronDouble.handlers.set(name, handler),
};
export const Menu: { readonly setApplicationMenu: Spy; readonly buildFromTemplate: Spy } = {
  setApplicationMenu: spy(),
  buildFromTemplate: spy((template) => template),
};
export const protocol: { readonly registerSchemesAsPrivileged: Spy } = { registerSchemesAsPrivileged: spy() };
export const session: { readonly fromPartition: Spy } = {
  fromPartition: spy(() => ({
    setPermissionRequestHandler: rule('permission request'),
    setPermissionCheckHandler: rule('permission check'),
    setDevicePermissionHandler: rule('device permission'),
    webRequest: { onBeforeRequest: rule('request') },
    protocol: {
      handle: (scheme: string, handler: Handler) =>
        void electronDouble.rules.set(`scheme ${scheme}`, handler),
    },
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
