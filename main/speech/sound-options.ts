export interface SoundOptions {
  readonly sampleRateHz: number;
  readonly openDeadlineMs: number;
  /** Awaited before each piece of a source that has no pace of its own, so that nothing of it is dropped. */
  readonly room: () => Promise<void>;
  /** The file that makes node-record-lpcm16 speak with parec. */
  readonly parecFile: string;
}
