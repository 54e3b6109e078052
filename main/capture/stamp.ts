import type { SourceId } from '../../preload/contract/values.ts';
import type { Frame } from '../domain/frame.ts';

export type FrameStamp = Pick<Frame, 'id' | 'sourceId' | 'sequence' | 'capturedAt' | 'wallTime'>;

/** Monotonic milliseconds of the one clock that all processes of a machine share. */
export const monotonicMs = (): number => Number(process.hrtime.bigint()) / 1e6;

/** Numbers the frames of one session; the session part of the id keeps ids of two starts apart. */
export class FrameStamper {
  readonly sourceId: SourceId;
  readonly session: string;
  #sequence = 0;

  constructor(sourceId: SourceId, session = Date.now().toString(36)) {
    this.sourceId = sourceId;
    this.session = session;
  }

  idOf(sequence: number): string {
    return `${this.sourceId}-${this.session}-${sequence}`;
  }

  next(): FrameStamp {
    const sequence = this.#sequence;
    this.#sequence += 1;
    return {
      id: this.idOf(sequence),
      sourceId: this.sourceId,
      sequence,
      capturedAt: monotonicMs(),
      wallTime: Date.now(),
    };
  }
}
