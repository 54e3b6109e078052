import type { App, Display, ForkOptions, MenuItemConstructorOptions, NativeTheme, Session } from 'electron';
import { fail, succeed } from '../../../../main/domain/outcome.ts';
import type { ShellParts } from '../../../../main/shell/shell-parts.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { EmitterDouble } from './emitter-double.ts';
import { makeChannel } from './ports.ts';
import { ChildDouble } from './processes.ts';
import { WindowDouble } from './windows.ts';

class AppDouble extends EmitterDouble<App> {
  readonly calls: string[] = [];
  readonly switches = new Map<string, string | undefined>();
  readonly isPackaged: boolean = false;
  /** False: another station holds the lock. */
  isFirst = true;
  userData = '';

  readonly commandLine = {
    appendSwitch: (name: string, value?: string): void => {
      this.calls.push('switch');
      this.switches.set(name, value);
    },
  };
  readonly quit = (): void => {
    this.calls.push('quit');
    let prevented = false;
    this.emit('before-quit', { preventDefault: () => (prevented = true) });
    if (!prevented) this.calls.push('gone');
  };
  readonly exit = (code?: number): void => void this.calls.push(`exit ${code}`);
  readonly whenReady = async (): Promise<void> => void this.calls.push('ready');
  readonly enableSandbox = (): void => void this.calls.push('sandbox');
  readonly requestSingleInstanceLock = (): boolean => this.isFirst;
  readonly getPath = (): string => this.userData;
  readonly setPath = (_name: string, path: string): void => {
    this.userData = path;
  };
  readonly getVersion = (): string => '1.2.3';
  readonly getAppPath = (): string => '/app';
}

/** What a session is asked, by name, in order. */
class SessionRecorder extends EmitterDouble<Session> {
  readonly asked: string[] = [];
  #asked(name: string): () => void {
    return () => void this.asked.push(name);
  }
  readonly setPermissionRequestHandler = this.#asked('permission requests');
  readonly setPermissionCheckHandler = this.#asked('permission checks');
  readonly setDevicePermissionHandler = this.#asked('devices');
  readonly setDisplayMediaRequestHandler = this.#asked('screens');
  readonly setBluetoothPairingHandler = this.#asked('pairing');
  readonly setCertificateVerifyProc = this.#asked('certificates');
  readonly setSpellCheckerEnabled = this.#asked('spelling');
  readonly setSpellCheckerLanguages = this.#asked('dictionaries');
  readonly webRequest = { onBeforeRequest: this.#asked('requests') };
}

const readOnly = { thing: 'The data folder', expected: 'rights to write', remedy: 'Correct its rights.' };

const display = (x: number) => ({ workArea: { x, y: 0, width: 1920, height: 1080 } }) as Display;

/** A whole desktop for the shell to run on, every part of it recorded. */
export function desktop(args: readonly string[] = [], platform: NodeJS.Platform = 'linux') {
  const app = new AppDouble();
  const session = new SessionRecorder();
  const clock = new FakeClock();
  const theme = Object.assign(new EmitterDouble<NativeTheme>(), {
    shouldUseDarkColors: true,
    shouldUseHighContrastColors: false,
  });
  const windows: WindowDouble[] = [];
  const forks: { readonly file: string; readonly child: ChildDouble; readonly env: ForkOptions['env'] }[] = [];
  const menus: (MenuItemConstructorOptions[] | null)[] = [];
  const written = new Map<string, string>();
  const [said, errors, killed, schemes, served]: [string[], string[], number[], string[], string[]] = [
    [],
    [],
    [],
    [],
    [],
  ];
  const printed: string[] = [];
  const power = new Set<number>();
  const parts: ShellParts = {
    app,
    protocol: {
      registerSchemesAsPrivileged: (declared) => {
        app.calls.push('scheme');
        schemes.push(...declared.map(({ scheme }) => scheme));
      },
      handle: (scheme) => void served.push(scheme),
    },
    session: () => session,
    nativeTheme: theme,
    screen: () => ({ getAllDisplays: () => [display(0)], getPrimaryDisplay: () => display(0) }),
    powerSaveBlocker: { start: () => power.add(1).size, stop: (id) => power.delete(id) },
    dialog: { showErrorBox: (_title, content) => void errors.push(content) },
    setMenu: (template) => void menus.push(template),
    makeWindow: (options) => {
      const window = new WindowDouble(options);
      windows.push(window);
      return window;
    },
    fork: (file, _args, { env }) => {
      const child = new ChildDouble(100 + forks.length);
      forks.push({ file, child, env });
      return child;
    },
    makeChannel,
    kill: (pid) => void killed.push(pid),
    clock,
    random: () => 1,
    platform,
    args,
    env: {},
    home: '/home/someone',
    folder: '/app/out/main',
    readFile: async () => null,
    makeFolder: (path) => (path.startsWith('/read-only') ? fail('read_only', readOnly) : succeed(path)),
    readText: (path) => written.get(path) ?? null,
    keepText: (path, text) => written.set(path, text).has(path),
    print: (line) => void printed.push(line),
    say: (line) => void said.push(line),
  };
  return {
    parts,
    app,
    session,
    clock,
    theme,
    windows,
    forks,
    menus,
    written,
    said,
    printed,
    errors,
    killed,
    schemes,
    served,
    power,
  };
}
export type Desktop = ReturnType<typeof desktop>;
