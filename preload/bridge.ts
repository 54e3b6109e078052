import { ipcRenderer } from 'electron';
import { engineMessage, portsMessage, shellOrigin } from './contract/handover.ts';

// Nothing is exposed to the page: it hears these two messages and can send none, so there is no channel to abuse.
ipcRenderer.on(portsMessage, (event) => {
  window.postMessage({ type: portsMessage }, shellOrigin, event.ports);
});

ipcRenderer.on(engineMessage, (_event, news: object) => {
  window.postMessage({ type: engineMessage, ...news }, shellOrigin);
});
