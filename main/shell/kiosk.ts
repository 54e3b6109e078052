import type { BrowserWindow, Input, PowerSaveBlocker, WebContents } from 'electron';

const editingKeys: ReadonlySet<string> = new Set(['a', 'c', 'v', 'x', 'z']);

/** Whether a key would lead out of the page: everything with a modifier but editing, and every function key. */
export function leadsOut(input: Pick<Input, 'key' | 'control' | 'alt' | 'meta'>): boolean {
  const printable = [...input.key].length === 1 && input.key !== ' ';
  // AltGr arrives as Control with Alt on Windows and as Alt alone on macOS: it types characters such as @.
  if (input.alt && printable && !input.meta) return false;
  if (input.control || input.meta) return !editingKeys.has(input.key.toLowerCase());
  if (input.alt) return input.key !== 'Alt';
  return /^(F\d{1,2}|Browser.+|Launch.+|ContextMenu|PrintScreen)$/.test(input.key);
}

export type KioskWindow = Pick<BrowserWindow, 'on' | 'removeMenu' | 'setKiosk'> & {
  readonly webContents: Pick<WebContents, 'on' | 'setVisualZoomLevelLimits'>;
};

export interface KioskParts {
  readonly powerSaveBlocker: Pick<PowerSaveBlocker, 'start' | 'stop'>;
  /** True once the app itself is ending: until then the window cannot be closed by whoever stands before it. */
  readonly ending: () => boolean;
}

/** Locks a window to the station: nothing of the desktop is reachable, and the screen stays on while it is open. */
export function lockToKiosk(window: KioskWindow, parts: KioskParts): void {
  window.removeMenu();
  window.setKiosk(true);
  window.webContents.on('before-input-event', (event, input) => {
    if (leadsOut(input)) event.preventDefault();
  });
  window.webContents.on('context-menu', (event) => event.preventDefault());
  window.webContents.on('did-finish-load', () => {
    // Fails only where the page is gone already, and then there is nothing left to zoom.
    void window.webContents.setVisualZoomLevelLimits(1, 1).catch(() => undefined);
  });
  window.on('close', (event) => {
    if (!parts.ending()) event.preventDefault();
  });
  const staysOn = parts.powerSaveBlocker.start('prevent-display-sleep');
  window.on('closed', () => {
    parts.powerSaveBlocker.stop(staysOn);
  });
}
