import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { SourceState } from '../capture/keep-open.ts';
import { readPicture } from '../capture/sources/picture-file.ts';
import { type Capture, startCapture } from '../capture/start-capture.ts';
import type { Frame } from '../domain/frame.ts';
import { type Failure, failure, type Outcome, succeed } from '../domain/outcome.ts';
import type { BatchLooked, BatchOpen } from './protocol.ts';

type PictureToSee = Pick<Frame, 'width' | 'height' | 'format' | 'planes' | 'yuv' | 'media'>;

/** A picture of a batch as it comes: lent until it is let go, or one that does not decode. */
export type FedPicture =
  | { readonly name: string | null; readonly frame: PictureToSee; release(): void }
  | { readonly name: string; readonly broken: string };

/** Where the pictures of a batch come from, each once and in order. */
export interface BatchFeed {
  readonly frames: number | null;
  /** Undefined once none is left, of those named where there are names. */
  next(): Promise<FedPicture | undefined>;
  /** Which come next; only of a folder. */
  name(names: readonly string[]): void;
  readonly end: BatchLooked['end'];
  /** Why nothing more can come: told instead of pictures that would all be called broken. */
  readonly failure: Failure | undefined;
  close(): Promise<void>;
}

interface Ahead {
  readonly name: string;
  readonly picture: Promise<FedPicture>;
}

/** The next picture is decoded on other threads while this one is looked at. */
export class FolderFeed implements BatchFeed {
  readonly frames = null;
  readonly end = undefined;
  failure: Failure | undefined;
  readonly #folder: string;
  #names: string[] = [];
  #ahead: Ahead | undefined;

  constructor(folder: string) {
    this.#folder = folder;
  }

  name(names: readonly string[]): void {
    const isAhead = this.#ahead !== undefined && this.#ahead.name === names[0];
    if (!isAhead) this.#ahead = undefined;
    this.#names = names.slice(isAhead ? 1 : 0);
  }

  async next(): Promise<FedPicture | undefined> {
    const ahead = this.#ahead ?? this.#read();
    this.#ahead = this.#read();
    return ahead?.picture;
  }

  async close(): Promise<void> {
    await this.#ahead?.picture;
  }

  #read(): Ahead | undefined {
    const name = this.#names.shift();
    return name === undefined ? undefined : { name, picture: this.#open(name) };
  }

  async #open(name: string): Promise<FedPicture> {
    const picture = await readPicture(path.join(this.#folder, name));
    if (!picture.ok && !(await isThere(this.#folder))) this.failure = goneFolder(this.#folder);
    // What came stands first: lists cut off what does not fit.
    if (!picture.ok) return { name, broken: `${picture.failure.received}; expected ${picture.failure.expected}` };
    return { name, frame: picture.value, release: () => undefined };
  }
}

const isThere = (folder: string): Promise<boolean> =>
  readdir(folder).then(
    () => true,
    () => false,
  );

const goneFolder = (folder: string): Failure =>
  failure('source_unreachable', {
    thing: `Folder ${folder}`,
    expected: 'to be there until its last picture',
    received: 'none such any more',
    remedy: 'Bring it back, then go on with the batch.',
  });

export interface VideoFeedOptions {
  readonly threadUrl: URL;
  readonly broke: (error: unknown) => void;
}

const openDeadlineMs = 10_000;
const lookAgainMs = 200;

/** A video, decoded in a thread of its own no faster than it is looked at. */
export class VideoFeed implements BatchFeed {
  readonly frames: number | null;
  readonly failure = undefined;
  readonly #capture: Capture;
  readonly #state: { over: SourceState | undefined };

  private constructor(capture: Capture, frames: number | null, state: { over: SourceState | undefined }) {
    this.#capture = capture;
    this.frames = frames;
    this.#state = state;
  }

  static async open(
    { batch, path: file, passOver }: BatchOpen,
    { threadUrl, broke }: VideoFeedOptions,
  ): Promise<Outcome<VideoFeed>> {
    const state: { over: SourceState | undefined } = { over: undefined };
    const started = await startCapture(threadUrl, {
      sourceId: batch,
      settings: { kind: 'file', path: file, loop: false, pace: 'fast' },
      openDeadlineMs,
      passOver,
      broke,
      tell: (told) => {
        if (told.state === 'ended' || told.state === 'failed') state.over = told;
      },
    });
    if (!started.ok) return started;
    const { capture, format } = started.value;
    return succeed(new VideoFeed(capture, format.frames ?? null, state));
  }

  name(): void {}

  get end(): BatchLooked['end'] {
    const { over } = this.#state;
    if (over === undefined) return undefined;
    return { damaged: over.damaged ?? 0, note: over.isEarly === false ? '' : over.note };
  }

  async next(): Promise<FedPicture | undefined> {
    for (;;) {
      const held = this.#capture.take();
      if (held !== undefined) return { name: null, frame: held.frame, release: () => held.release() };
      // The end is told only when the last picture has been taken.
      if (this.#state.over !== undefined) return undefined;
      await this.#capture.arrival(lookAgainMs);
    }
  }

  close(): Promise<void> {
    return this.#capture.close();
  }
}
