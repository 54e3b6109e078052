import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { hardenedPreferences } from '../../../main/shell/web-preferences.ts';

const folder = fileURLToPath(new URL('../../../main/shell/', import.meta.url));
const sources = readdirSync(folder)
  .filter((name) => name.endsWith('.ts'))
  .map((name) => ({ name, text: readFileSync(`${folder}${name}`, 'utf8') }));
const bridge = readFileSync(fileURLToPath(new URL('../../../preload/bridge.ts', import.meta.url)), 'utf8');
const filesWith = (pattern: RegExp): readonly string[] =>
  sources.filter(({ text }) => pattern.test(text)).map(({ name }) => name);

describe("Electron's security checklist", () => {
  it('holds in the one set of web preferences', () => {
    expect(hardenedPreferences('/bridge.cjs', false)).toEqual({
      preload: '/bridge.cjs',
      devTools: false,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      plugins: false,
      navigateOnDragDrop: false,
      safeDialogs: true,
      spellcheck: false,
      enableWebSQL: false,
      backgroundThrottling: false,
      autoplayPolicy: 'no-user-gesture-required',
    });
  });

  it('holds for every window, because one function alone makes them with one set of preferences', () => {
    expect({
      makes: filesWith(/new BrowserWindow\b/),
      opens: filesWith(/\bmakeWindow,|openWindow\(/),
      prefers: filesWith(/webPreferences:/),
    }).toEqual({
      makes: ['main.ts'],
      opens: ['page-host.ts'],
      prefers: ['station-window.ts'],
    });
  });

  it('imports Electron at run time in one file alone', () => {
    expect(filesWith(/^import (?!type )[^;]*from 'electron'/m)).toEqual(['main.ts']);
  });

  it('has no other way to make contents, run code in them, open an address or listen to a page', () => {
    const loose =
      /\bWebContentsView\b|\bBrowserView\b|executeJavaScript|insertCSS|\bipcMain\b|openExternal\(|openPath\(|loadFile|crashReporter\.start|setAsDefaultProtocolClient|\bautoUpdater\b|net\.(fetch|request)/;
    expect(filesWith(loose)).toEqual([]);
  });

  it('gives the page no handle: the bridge only passes on what the shell sends', () => {
    expect(bridge).not.toMatch(/contextBridge|exposeInMainWorld|ipcRenderer\.(send|invoke|sendSync|postMessage)/);
    expect(bridge.split('\n').length).toBeLessThan(25);
  });
});
