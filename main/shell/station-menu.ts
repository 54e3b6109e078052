import type { MenuItemConstructorOptions } from 'electron';

export interface MenuNeeds {
  readonly mac: boolean;
  readonly devTools: boolean;
  readonly name: string;
}

/** What keyboards and screen readers expect of any window: editing, zoom and closing, each with its platform's keys. */
export function stationMenu({ mac, devTools, name }: MenuNeeds): MenuItemConstructorOptions[] {
  const app: MenuItemConstructorOptions = {
    label: name,
    submenu: [
      { role: 'about' },
      { type: 'separator' },
      { role: 'hide' },
      { role: 'hideOthers' },
      { type: 'separator' },
      { role: 'quit' },
    ],
  };
  const file: MenuItemConstructorOptions = { label: '&Station', submenu: [{ role: 'quit' }] };
  const edit: MenuItemConstructorOptions = {
    label: '&Edit',
    submenu: [
      { role: 'undo' },
      { role: 'redo' },
      { type: 'separator' },
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      { role: 'selectAll' },
    ],
  };
  const inspector: MenuItemConstructorOptions[] = [
    { type: 'separator' },
    { role: 'reload' },
    { role: 'toggleDevTools' },
  ];
  const view: MenuItemConstructorOptions = {
    label: '&View',
    submenu: [
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { type: 'separator' },
      { role: 'togglefullscreen' },
      ...(devTools ? inspector : []),
    ],
  };
  const window: MenuItemConstructorOptions = { label: '&Window', submenu: [{ role: 'minimize' }, { role: 'close' }] };
  return mac ? [app, edit, view, { ...window, role: 'window' }] : [file, edit, view, window];
}
