import type { App } from 'electron';

/** Holds the app's end back until the engine has wound down. Tells whether the app is ending. */
export function stopInOrder(app: Pick<App, 'on' | 'quit'>, engine: { stop(): Promise<void> }): () => boolean {
  let state: 'open' | 'stopping' | 'stopped' = 'open';
  app.on('window-all-closed', () => app.quit());
  app.on('before-quit', (event) => {
    if (state === 'stopped') return;
    event.preventDefault();
    if (state === 'stopping') return;
    state = 'stopping';
    void engine.stop().then(() => {
      state = 'stopped';
      app.quit();
    });
  });
  return () => state !== 'open';
}
