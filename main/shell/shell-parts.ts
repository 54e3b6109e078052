import type {
  App,
  BrowserWindow,
  BrowserWindowConstructorOptions,
  Dialog,
  ForkOptions,
  MenuItemConstructorOptions,
  NativeTheme,
  PowerSaveBlocker,
  Protocol,
  Screen,
  WebContents,
} from 'electron';
import type { Outcome } from '../domain/outcome.ts';
import type { Clock } from '../engine/clock.ts';
import type { ChildProcess, KillProcess, MakeChannel } from './electron-parts.ts';
import type { ReadFile } from './page-files.ts';
import type { PageFrame } from './page-link.ts';
import type { GuardedSession } from './session-guards.ts';

export type StationWindow = Pick<
  BrowserWindow,
  | 'on'
  | 'once'
  | 'show'
  | 'focus'
  | 'restore'
  | 'isMinimized'
  | 'maximize'
  | 'isMaximized'
  | 'getNormalBounds'
  | 'setBackgroundColor'
  | 'removeMenu'
  | 'setKiosk'
  | 'loadURL'
> & {
  readonly webContents: Pick<WebContents, 'on' | 'reload' | 'setVisualZoomLevelLimits'> & {
    readonly mainFrame: PageFrame;
  };
};

/** All of Electron and of the machine that the shell touches, handed in by main.ts and by tests. */
export interface ShellParts {
  readonly app: Pick<
    App,
    | 'on'
    | 'quit'
    | 'exit'
    | 'whenReady'
    | 'enableSandbox'
    | 'requestSingleInstanceLock'
    | 'getPath'
    | 'setPath'
    | 'getAppPath'
    | 'getVersion'
    | 'isPackaged'
  > & { readonly commandLine: Pick<App['commandLine'], 'appendSwitch'> };
  readonly protocol: Pick<Protocol, 'registerSchemesAsPrivileged' | 'handle'>;
  /** A function, because Electron has no session before it is ready. */
  readonly session: () => GuardedSession;
  readonly nativeTheme: Pick<NativeTheme, 'on' | 'shouldUseDarkColors' | 'shouldUseHighContrastColors'>;
  readonly screen: () => Pick<Screen, 'getAllDisplays' | 'getPrimaryDisplay'>;
  readonly powerSaveBlocker: Pick<PowerSaveBlocker, 'start' | 'stop'>;
  readonly dialog: Pick<Dialog, 'showErrorBox'>;
  readonly setMenu: (template: MenuItemConstructorOptions[] | null) => void;
  readonly makeWindow: (options: BrowserWindowConstructorOptions) => StationWindow;
  readonly fork: (file: string, args: string[], options: ForkOptions) => ChildProcess;
  readonly makeChannel: MakeChannel;
  readonly kill: KillProcess;
  readonly clock: Clock;
  readonly random: () => number;
  readonly platform: NodeJS.Platform;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  /** Where the bundled shell lies; the engine and the workers lie beside it. */
  readonly folder: string;
  readonly readFile: ReadFile;
  readonly makeFolder: (path: string) => Outcome<string>;
  readonly readText: (path: string) => string | null;
  readonly keepText: (path: string, text: string) => boolean;
  /** The answer to what was asked on the command line. */
  readonly print: (line: string) => void;
  /** What a person or a log should know. */
  readonly say: (line: string) => void;
}
