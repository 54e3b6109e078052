import type { App, BrowserWindow } from 'electron';

export type FrontWindow = Pick<BrowserWindow, 'isMinimized' | 'restore' | 'show' | 'focus'>;

/** False when another station already runs on this data folder; that one then comes to the front. */
export function beTheOnlyOne(
  app: Pick<App, 'requestSingleInstanceLock' | 'on'>,
  front: () => FrontWindow | null,
): boolean {
  if (!app.requestSingleInstanceLock()) return false;
  app.on('second-instance', () => {
    const window = front();
    if (window === null) return;
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  });
  return true;
}
