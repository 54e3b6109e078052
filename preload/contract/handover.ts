/**
 * What the Electron shell tells its page through the preload bridge; everything else goes over the ports themselves. The first
 * comes with two ports, the contract's and then that of live pictures, and comes again after the page or the engine was replaced.
 */
export const portsMessage = 'caracal:ports';
export const engineMessage = 'caracal:engine';

export const engineStates = ['running', 'restarting', 'down'] as const;
export type EngineState = (typeof engineStates)[number];

/** Posted to the page as `{ type: engineMessage, state, note }`; the note is one sentence for a person. */
export interface EngineNews {
  readonly state: EngineState;
  readonly note: string;
}

/** Where the page lives under the shell: a scheme of its own, so that nothing of the web shares its origin. */
export const shellOrigin = 'caracal://station';
