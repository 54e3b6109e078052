import type { FrameStamper } from './stamp.ts';

export interface SourceOptions {
  /** Shared by all openings of one source, so that its numbering goes on when it comes back. */
  readonly stamper: FrameStamper;
  readonly openDeadlineMs: number;
  /** Awaited before each frame of a source that has no pace of its own, so that nothing of it is dropped. */
  readonly room: () => Promise<void>;
  /** So many pictures of a recording are passed over before the first is delivered: somebody has seen them. */
  readonly passOver?: number | undefined;
  /** Told of a picture that cannot be read, while the source goes on with the next. */
  readonly skipped: (note: string) => void;
}
