import type { BrowserWindow, BrowserWindowConstructorOptions, MessagePortMain, WebContents } from 'electron';
import type { PageFrame } from '../../../../main/shell/page-link.ts';
import type { StationWindow } from '../../../../main/shell/shell-parts.ts';
import { EmitterDouble } from './emitter-double.ts';

/** The frame of a page that keeps what it was sent and handed. */
export class FrameDouble implements PageFrame {
  url = 'caracal://station/index.html';
  detached = false;
  parent: object | null = null;
  readonly sent: unknown[][] = [];
  readonly handed: { readonly channel: string; readonly ports: readonly MessagePortMain[] }[] = [];

  isDestroyed(): boolean {
    return false;
  }

  send(channel: string, ...values: unknown[]): void {
    this.sent.push([channel, ...values]);
  }

  postMessage(channel: string, _message: unknown, transfer: MessagePortMain[] = []): void {
    this.handed.push({ channel, ports: transfer });
  }
}

/** A window that keeps what was asked of it, in order. */
export class WindowDouble extends EmitterDouble<BrowserWindow> implements StationWindow {
  readonly options: BrowserWindowConstructorOptions;
  readonly calls: string[] = [];
  readonly frame = new FrameDouble();
  readonly webContents: StationWindow['webContents'] & EmitterDouble<WebContents>;
  minimized = false;
  maximized = false;

  constructor(options: BrowserWindowConstructorOptions) {
    super();
    this.options = options;
    this.webContents = Object.assign(new EmitterDouble<WebContents>(), {
      mainFrame: this.frame,
      reload: () => void this.calls.push('reload'),
      setVisualZoomLevelLimits: async () => undefined,
    });
  }

  readonly show = (): void => void this.calls.push('show');
  readonly focus = (): void => void this.calls.push('focus');
  readonly restore = (): void => void this.calls.push('restore');
  readonly maximize = (): void => void this.calls.push('maximize');
  readonly isMinimized = (): boolean => this.minimized;
  readonly isMaximized = (): boolean => this.maximized;
  readonly removeMenu = (): void => void this.calls.push('removeMenu');
  readonly setKiosk = (on: boolean): void => void this.calls.push(`setKiosk ${on}`);
  readonly setBackgroundColor = (colour: string): void => void this.calls.push(`ground ${colour}`);
  readonly getNormalBounds = () => ({ x: 1, y: 2, width: 1300, height: 900 });
  readonly loadURL = async (url: string): Promise<void> => void this.calls.push(`load ${url}`);
}
