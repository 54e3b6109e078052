import type { VerdictMessage } from '../../preload/contract/outputs.ts';
import type { Outcome } from '../domain/outcome.ts';
import type { PlcBits } from '../domain/outputs/plc-bits.ts';

/** What outputs share: who tells, and where they keep what they need themselves. */
export interface OutputPlace {
  /** The station's id: it stands in what is told. */
  readonly station: string;
  /** A folder of their own in the station's data folder. */
  readonly folder: string;
}

export interface OutputClock {
  monotonicMs(): number;
  wallMs(): number;
  after(delayMs: number, act: () => void): () => void;
}

/** Called once, when what was open is of no use any more; whoever opened it closes it then. */
export type Lost = (outcome: Outcome<never>) => void;

/** What the PLC says. */
export interface Heard {
  readonly trigger: boolean;
  readonly ack: boolean;
  /** The code that switches the recipe; empty where none is said. */
  readonly recipe: string;
}

/** A PLC, reached: some of its places are written, some read. */
export interface PlcWire {
  /** All in one step; which of them the PLC sees first is not said. */
  write(bits: Partial<PlcBits> & { readonly heartbeat?: number }): Promise<Outcome<null>>;
  read(): Promise<Outcome<Heard>>;
  close(): Promise<void>;
}

export interface WireEars {
  readonly heard: (heard: Heard) => void;
  readonly lost: Lost;
}

/** Whoever takes whole messages, reached as far as it can be. */
export interface Messenger {
  tell(message: VerdictMessage, picture: Uint8Array | undefined): Promise<Outcome<null>>;
  close(): Promise<void>;
}
