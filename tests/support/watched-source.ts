import { openSource } from '../../main/capture/open-source.ts';
import { FrameStamper } from '../../main/capture/stamp.ts';
import type { Frame, FrameSource, SourceEnd, SourceFormat } from '../../main/domain/frame.ts';
import type { Outcome } from '../../main/domain/outcome.ts';
import type { PictureSourceSettings } from '../../preload/contract/sources.ts';

/** What is kept of a frame after its planes went back to the source. */
export interface SeenFrame extends Omit<Frame, 'planes'> {
  readonly strides: readonly number[];
  /** The first byte of each plane. */
  readonly corner: readonly number[];
}

/** A source opened in this process, with all that it gave. */
export class WatchedSource {
  readonly frames: SeenFrame[] = [];
  readonly skipped: string[] = [];
  end: SourceEnd | undefined;
  readonly #source: FrameSource;
  readonly #looks = new Set<() => void>();

  constructor(settings: PictureSourceSettings, openDeadlineMs = 5_000) {
    this.#source = openSource(settings, {
      stamper: new FrameStamper('test', 'session'),
      openDeadlineMs,
      room: () => Promise.resolve(),
      skipped: (note) => {
        this.skipped.push(note);
        this.#look();
      },
    });
  }

  open(): Promise<Outcome<SourceFormat>> {
    return this.#source.open(
      ({ planes, ...frame }) => {
        const strides = planes.map(({ stride }) => stride);
        this.frames.push({ ...frame, strides, corner: planes.map(({ data }) => data[0] ?? -1) });
        this.#look();
      },
      (end) => {
        this.end = end;
        this.#look();
      },
    );
  }

  until(condition: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (!condition()) return;
        this.#looks.delete(look);
        resolve();
      };
      this.#looks.add(look);
      look();
    });
  }

  close(): Promise<void> {
    return this.#source.close();
  }

  #look(): void {
    for (const look of [...this.#looks]) look();
  }
}
