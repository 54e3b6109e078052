import { Worker } from 'node:worker_threads';
import type { PictureSourceSettings } from '../../preload/contract/sources.ts';
import type { SourceId } from '../../preload/contract/values.ts';
import type { SourceFormat } from '../domain/frame.ts';
import type { Outcome } from '../domain/outcome.ts';
import { succeed } from '../domain/outcome.ts';
import type { SourceState } from './keep-open.ts';
import type { HeldFrame, NewestMemory } from './newest.ts';
import { NewestReader } from './newest.ts';
import { FrameStamper } from './stamp.ts';
import type { CaptureJob, FromCapture, ToCapture } from './thread-protocol.ts';
import { unreachable } from './unreachable.ts';

export interface CaptureStart {
  readonly sourceId: SourceId;
  readonly settings: PictureSourceSettings;
  readonly openDeadlineMs: number;
  readonly passOver?: number | undefined;
  readonly tell: (state: SourceState) => void;
  /** The thread itself broke: a bug, for the process edge. */
  readonly broke: (error: Error) => void;
}

/** Grace that a thread gets to close its device before it is ended. */
const closeWithinMs = 3_000;

/** A source in a thread of its own, seen from the thread that looks at its frames. */
export class Capture {
  readonly #thread: Worker;
  readonly #bell: Int32Array;
  readonly #stamper: FrameStamper;
  readonly #opened = Promise.withResolvers<Outcome<SourceFormat>>();
  readonly #exited: Promise<void>;
  #reader: NewestReader | undefined;
  #dropsBefore = 0;
  #seen = 0;
  #closing = false;

  constructor(threadUrl: URL, start: CaptureStart) {
    const bell = new SharedArrayBuffer(4);
    this.#bell = new Int32Array(bell);
    this.#stamper = new FrameStamper(start.sourceId);
    const { sourceId, settings, openDeadlineMs, passOver } = start;
    const job: CaptureJob = { sourceId, settings, session: this.#stamper.session, openDeadlineMs, passOver, bell };
    this.#thread = new Worker(threadUrl, { workerData: job, name: 'capture' });
    this.#thread.on('message', (message: FromCapture) => this.#hear(message, start.tell));
    this.#thread.on('error', start.broke);
    this.#exited = new Promise((resolve) => {
      this.#thread.once('exit', () => {
        this.#opened.resolve(unreachable(sourceId, 'a source that opens', 'an end before it did', 'Start it again.'));
        resolve();
      });
    });
  }

  get opened(): Promise<Outcome<SourceFormat>> {
    return this.#opened.promise;
  }

  /** Frames that a newer one replaced before anyone looked at them. */
  get drops(): number {
    return this.#dropsBefore + (this.#reader?.drops ?? 0);
  }

  take(): HeldFrame | undefined {
    this.#seen = Atomics.load(this.#bell, 0);
    return this.#reader?.take();
  }

  /** Settles when a frame has come since the last look, and now and then without one. */
  async arrival(atMostMs: number): Promise<void> {
    const wait = Atomics.waitAsync(this.#bell, 0, this.#seen, atMostMs);
    if (wait.async) await wait.value;
  }

  async close(): Promise<void> {
    if (!this.#closing) this.#thread.postMessage({ kind: 'close' } satisfies ToCapture);
    this.#closing = true;
    const timer = setTimeout(() => void this.#thread.terminate(), closeWithinMs);
    await this.#exited;
    clearTimeout(timer);
  }

  #hear(message: FromCapture, tell: (state: SourceState) => void): void {
    switch (message.kind) {
      case 'opened':
        this.#opened.resolve(message.outcome);
        break;
      case 'state':
        if (!this.#closing) tell(message.state);
        break;
      case 'memory':
        this.#attach(message.memory);
        break;
    }
  }

  #attach(memory: NewestMemory): void {
    this.#dropsBefore = this.drops;
    this.#reader = new NewestReader(memory, (sequence) => ({
      id: this.#stamper.idOf(sequence),
      sourceId: this.#stamper.sourceId,
    }));
    // The frame may have rung before its memory was known here.
    Atomics.add(this.#bell, 0, 1);
    Atomics.notify(this.#bell, 0);
  }
}

/** Starts the capture thread and waits until its source is open, or is refused. */
export async function startCapture(threadUrl: URL, start: CaptureStart): Promise<Outcome<StartedCapture>> {
  const capture = new Capture(threadUrl, start);
  const opened = await capture.opened;
  if (opened.ok) return succeed({ capture, format: opened.value });
  await capture.close();
  return opened;
}

export interface StartedCapture {
  readonly capture: Capture;
  readonly format: SourceFormat;
}
