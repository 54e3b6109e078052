import type { Frame, SourceFormat } from '../domain/frame.ts';
import type { Outcome } from '../domain/outcome.ts';
import type { WatchSettings } from './keep-open.ts';
import { KeptSource, usualWatch } from './keep-open.ts';
import { createNewestMemory, NewestWriter } from './newest.ts';
import { openSource } from './open-source.ts';
import { pictureBytes } from './plane-shapes.ts';
import { nameOfSource } from './source-name.ts';
import { FrameStamper } from './stamp.ts';
import type { CaptureJob, FromCapture } from './thread-protocol.ts';

/** The work of the capture thread: one source, kept open, its newest frame in shared memory. */
export class RunningCapture {
  readonly #tell: (message: FromCapture) => void;
  readonly #bell: Int32Array;
  readonly #source: KeptSource;
  #writer: NewestWriter | undefined;
  #stalls = 0;
  #closing = false;

  constructor(job: CaptureJob, tell: (message: FromCapture) => void) {
    this.#tell = tell;
    this.#bell = new Int32Array(job.bell);
    const options = {
      stamper: new FrameStamper(job.sourceId, job.session),
      openDeadlineMs: job.openDeadlineMs,
      passOver: job.passOver,
      room: () => this.#untilTaken(),
      skipped: (note: string) => this.#tell({ kind: 'state', state: { state: 'running', note, stalls: this.#stalls } }),
    };
    this.#source = new KeptSource(
      () => openSource(job.settings, options),
      watchOf(job),
      (frame) => this.#write(frame),
      (state) => {
        this.#stalls = state.stalls;
        this.#tell({ kind: 'state', state });
      },
    );
  }

  open(): Promise<Outcome<SourceFormat>> {
    return this.#source.open();
  }

  close(): Promise<void> {
    this.#closing = true;
    return this.#source.close();
  }

  async #untilTaken(): Promise<void> {
    while (!this.#closing && this.#writer !== undefined) {
      if (await this.#writer.taken(100)) return;
    }
  }

  #write(frame: Frame): void {
    const writer = this.#writer?.fits(frame) === true ? this.#writer : this.#grow(frame);
    writer.write(frame);
    Atomics.add(this.#bell, 0, 1);
    Atomics.notify(this.#bell, 0);
  }

  #grow(frame: Frame): NewestWriter {
    const memory = createNewestMemory(pictureBytes(frame.format, frame.width, frame.height));
    const writer = new NewestWriter(memory);
    this.#writer = writer;
    this.#tell({ kind: 'memory', memory });
    return writer;
  }
}

function watchOf({ settings }: CaptureJob): WatchSettings {
  const watch: WatchSettings = { ...usualWatch, thing: nameOfSource(settings) };
  // Silence is normal in a folder, and in what goes no faster than it is taken.
  const mayBeSilent = settings.kind === 'folder' || ('pace' in settings && settings.pace === 'fast');
  return mayBeSilent ? { ...watch, stalledAfterMs: undefined } : watch;
}
