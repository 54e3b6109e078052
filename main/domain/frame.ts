import type { SourceId } from '../../preload/contract/values.ts';
import type { Outcome } from './outcome.ts';

export const pixelFormats = ['gray8', 'rgb24', 'yuv420p', 'nv12', 'yuyv422'] as const;
export type PixelFormat = (typeof pixelFormats)[number];

/** No side of a picture may be longer: what comes larger is refused where it comes in. */
export const mostSidePixels = 16_384;

/** How luma and chroma are to be read. Where nothing is said, standard definition in studio range is meant. */
export interface YuvMeaning {
  readonly matrix: 'bt601' | 'bt709';
  readonly range: 'limited' | 'full';
}

export interface Plane {
  readonly data: Uint8Array;
  /** Bytes from one row to the next. */
  readonly stride: number;
}

/** One picture with its monotonic and wall time. */
export interface Frame {
  readonly id: string;
  readonly sourceId: SourceId;
  readonly sequence: number;
  /** Monotonic milliseconds (process.hrtime, one clock for all processes of a machine) at which it was received. */
  readonly capturedAt: number;
  readonly wallTime: number;
  readonly width: number;
  readonly height: number;
  readonly format: PixelFormat;
  readonly planes: readonly Plane[];
  /** Only where the format is YUV. */
  readonly yuv?: YuvMeaning;
  /** The part in view, where the source knows it as a light barrier would; null between parts; undefined where unknown. */
  readonly part: number | null | undefined;
  /** Only of a recording. */
  readonly media?: MediaPlace;
}

/** Where in a recording a frame lies. */
export interface MediaPlace {
  readonly ms: number;
  /** Pictures before it that did not decode, since the beginning. */
  readonly damaged: number;
}

export interface SourceFormat {
  readonly width: number;
  readonly height: number;
  readonly framesPerSecond: number;
  readonly format: string;
  /** Of a recording, about right; absent where it does not say. */
  readonly frames?: number;
}

/** Why frames stopped coming; 'ended' only for files that do not loop, with a note where they ended before their time, and how many of their pictures did not decode. */
export type SourceEnd =
  | { readonly kind: 'ended'; readonly note?: string; readonly damaged?: number }
  | { readonly kind: 'failed'; readonly note: string };

/** What every camera, file and demo line is to the rest of the house. */
export interface FrameSource {
  open(deliver: (frame: Frame) => void, ended: (end: SourceEnd) => void): Promise<Outcome<SourceFormat>>;
  close(): Promise<void>;
}
