import type { PlcSettings } from '../../../preload/contract/output-settings.ts';

export type PlcSide = 'ready' | 'busy' | 'result' | 'ok' | 'ng' | 'error' | 'part' | 'heartbeat';

/** The other end of the wire: what the station wrote, and what it shall hear. */
export interface Plc {
  readonly port: number;
  settings(port: number, over?: object): PlcSettings;
  get(side: PlcSide): number;
  set(side: 'trigger' | 'ack' | 'recipe', value: number): void;
  /** What stood on the wires after each write, in words. */
  readonly log: string[];
  close(): Promise<void>;
}

/** Waits until it is so; what hangs is ended by the test's own time. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 3));
}
