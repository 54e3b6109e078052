import type { Frame } from '../../main/domain/frame.ts';

/** The pixels of a frame. Chroma lies in the middle of its two or four pixels. */
export type Picture = Pick<Frame, 'width' | 'height' | 'format' | 'planes' | 'yuv'>;

type Triple = readonly [number, number, number];

/** The tensor that a network takes: three planes of floats, channel by channel. */
export interface Target {
  readonly width: number;
  readonly height: number;
  /**
   * Letterbox keeps the shape of the picture and pads both sides alike, letterbox-corner right and below alone; stretch fills
   * the target; crop fills it with the middle of the picture.
   */
  readonly resize: 'letterbox' | 'letterbox-corner' | 'stretch' | 'crop';
  readonly padValue: number;
  readonly colour: 'rgb' | 'bgr';
  /** A value v of 0..255 becomes (v - mean) / std, by channel of the tensor. */
  readonly mean: Triple;
  readonly std: Triple;
}

/** What becomes of the tensor beside the picture. */
export type Rim = 'drawn' | 'kept';

/** From picture to tensor pixels: x * scaleX + padX, y * scaleY + padY. */
export interface Transform {
  readonly scaleX: number;
  readonly scaleY: number;
  readonly padX: number;
  readonly padY: number;
}

/** Where the picture lies within the target. */
export interface Placement {
  readonly innerWidth: number;
  readonly innerHeight: number;
  readonly transform: Transform;
}

export function place(picture: Pick<Picture, 'width' | 'height'>, target: Target): Placement {
  const scale = Math.min(target.width / picture.width, target.height / picture.height);
  const letterboxed = target.resize === 'letterbox' || target.resize === 'letterbox-corner';
  const share = target.resize === 'letterbox-corner' ? 0 : 0.5;
  const innerWidth = letterboxed ? Math.max(1, Math.round(picture.width * scale)) : target.width;
  const innerHeight = letterboxed ? Math.max(1, Math.round(picture.height * scale)) : target.height;
  return {
    innerWidth,
    innerHeight,
    transform: {
      scaleX: innerWidth / picture.width,
      scaleY: innerHeight / picture.height,
      padX: Math.floor((target.width - innerWidth) * share),
      padY: Math.floor((target.height - innerHeight) * share),
    },
  };
}
