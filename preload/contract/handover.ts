/** What the Electron shell tells its page through the preload bridge; everything else goes over the ports themselves. */
export const portsMessage = 'caracal:ports';
export const engineMessage = 'caracal:engine';

export const engineStates = ['running', 'restarting', 'down'] as const;
export type EngineState = (typeof engineStates)[number];

/** Posted to the page as `{ type: engineMessage, state, note }`; the note is one sentence for a person. */
export interface EngineNews {
  readonly state: EngineState;
  readonly note: string;
}

/** Posted to the page as `{ type: portsMessage }` with two ports: the contract first, then live pictures. */
export const portsInOrder = ['contract', 'frames'] as const;

/** Where the page lives under the shell: a scheme of its own, so that nothing of the web shares its origin. */
export const shellOrigin = 'caracal://station';
