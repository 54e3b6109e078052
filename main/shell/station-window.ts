import type { BrowserWindow, BrowserWindowConstructorOptions, Rectangle } from 'electron';
import { startPage } from './own-page.ts';
import { hardenedPreferences } from './web-preferences.ts';
import { type RememberedBounds, smallest } from './window-bounds.ts';

export interface WindowNeeds {
  readonly title: string;
  readonly preload: string;
  readonly icon: string;
  readonly bounds: Rectangle;
  readonly maximized: boolean;
  readonly ground: string;
  readonly kiosk: boolean;
  readonly devTools: boolean;
}

/** Options of the one kind of window there is; a kiosk has neither frame nor inspector. */
export function windowOptions(needs: WindowNeeds): BrowserWindowConstructorOptions {
  const { width, height } = needs.bounds;
  return {
    ...needs.bounds,
    minWidth: Math.min(smallest.width, width),
    minHeight: Math.min(smallest.height, height),
    title: needs.title,
    icon: needs.icon,
    backgroundColor: needs.ground,
    show: false,
    autoHideMenuBar: true,
    kiosk: needs.kiosk,
    frame: !needs.kiosk,
    fullscreenable: true,
    webPreferences: hardenedPreferences(needs.preload, needs.devTools && !needs.kiosk),
  };
}

type Made = Pick<BrowserWindow, 'once' | 'on' | 'show' | 'maximize' | 'isMaximized' | 'getNormalBounds' | 'loadURL'>;

/** The only place that makes a window: shown once its first picture is ready, its bounds kept when it closes. */
export function openWindow<W extends Made>(
  make: (options: BrowserWindowConstructorOptions) => W,
  needs: WindowNeeds,
  keep: (bounds: RememberedBounds) => void,
): W {
  const window = make(windowOptions(needs));
  window.once('ready-to-show', () => {
    if (needs.maximized && !needs.kiosk) window.maximize();
    window.show();
  });
  if (!needs.kiosk) {
    window.on('close', () => keep({ ...window.getNormalBounds(), maximized: window.isMaximized() }));
  }
  return window;
}

/** Separate from opening, so that every guard and hand-over is in place before the page runs. */
export const loadStation = (window: Pick<BrowserWindow, 'loadURL'>): Promise<void> => window.loadURL(startPage);
