import type { WebPreferences } from 'electron';

/** The one set of web preferences: what a page of the station may do, spelled out even where Electron's default agrees. */
export function hardenedPreferences(preload: string, devTools: boolean): WebPreferences {
  return {
    preload,
    devTools,
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
    // A hidden window still watches the line: its clock and counts must not lag when it is shown again.
    backgroundThrottling: false,
    autoplayPolicy: 'no-user-gesture-required',
  };
}
