import type { HandshakeStep, OutputState, OutputTest, VerdictMessage } from '../../preload/contract/outputs.ts';
import type { OutputJob, OutputOrder } from '../domain/outputs/output-job.ts';
import type { Signal } from '../domain/outputs/signal.ts';

/** Monotonic milliseconds at which the other side had it: the same clock in every process of the machine. */
export interface ToldAt {
  readonly at: number;
}

/** What the outputs worker can be asked. */
export interface OutputVerbs {
  ping: { input: null; output: null };
  /** From here on these outputs and no others; what stays as it was stays open. */
  configure: { input: { order: OutputOrder; jobs: readonly OutputJob[] }; output: null };
  /** To a PLC: the answer to its trigger of this turn, or a pulse. */
  signal: { input: { output: string; turn: number | null; signal: Signal }; output: ToldAt };
  /** To all others. */
  tell: { input: { output: string; message: VerdictMessage; picture?: Uint8Array | undefined }; output: ToldAt };
  /** Why the lines behind an output cannot inspect; empty where they can. */
  line: { input: { output: string; trouble: string }; output: null };
  /** What became of the recipe that a PLC asked for; empty where parts are inspected by it now. */
  switched: { input: { output: string; trouble: string }; output: null };
  test: { input: { order: OutputOrder; job: OutputJob }; output: OutputTest };
}

export interface OutputNews extends Pick<OutputState, 'state' | 'note' | 'nextTryAt'> {
  readonly output: string;
  /** Of a PLC alone. */
  readonly step?: HandshakeStep | null;
  readonly bits?: OutputState['bits'];
  readonly errors?: number;
}

/** What the outputs worker tells unasked. */
export interface OutputEvents {
  news: OutputNews;
  /** A PLC has a part for its lines. */
  trigger: { readonly output: string; readonly turn: number };
  /** A PLC asks for the recipe of this code; `stands` where it was found asking so when it was reached. */
  code: { readonly output: string; readonly code: string; readonly stands: boolean };
}
