/** The package brings no types; this is what it has in 1.0.1. */
declare module 'node-record-lpcm16' {
  import type { ChildProcessByStdio } from 'node:child_process';
  import type { Readable } from 'node:stream';

  interface RecordOptions {
    readonly sampleRate: number;
    readonly channels: number;
    /** The name of a recorder of its own, or the path of a file that is written like one. */
    readonly recorder: string;
    readonly audioType: string;
    readonly device?: string | undefined;
  }

  interface Recording {
    readonly process: ChildProcessByStdio<null, Readable, Readable>;
    stream(): Readable;
    stop(): void;
  }

  const lpcm16: { record(options: RecordOptions): Recording };
  export = lpcm16;
}
