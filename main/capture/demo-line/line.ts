import { letGo } from '../../domain/let-go.ts';
import type { Board } from './board.ts';
import { makeBoard } from './board.ts';
import type { TruthBox } from './defects.ts';
import { keepLast } from './keep-last.ts';
import { beltLuma, exposeBoard, exposureAt } from './light.ts';
import { designForLine } from './line-design.ts';
import type { DemoLineOptions, DemoLineSettings } from './options.ts';
import { settleOptions } from './options.ts';
import { mixSeed } from './random.ts';

export interface DemoFrame {
  readonly width: number;
  readonly height: number;
  /** One byte a pixel, row by row; a copy of its own that the caller may keep or transfer, unless it brought the memory. */
  readonly luma: Uint8Array;
  /** The board that lies under the middle of the picture; undefined over the belt. */
  readonly part: number | undefined;
  readonly truth: readonly TruthBox[];
}

export interface DemoLine {
  readonly framesPerSecond: number;
  /** Any frame in any order: it depends on the options and the index alone. Drawn into `into` where that is given. */
  readonly frameAt: (index: number, into?: Uint8Array) => DemoFrame;
}

const DESIGN_SALT = 0x5eed;

/** The part of a box that is inside the picture, unless less than half of it is. */
function clipTruth(box: TruthBox, shift: number, height: number): TruthBox | undefined {
  const top = Math.max(0, box.y + shift);
  const bottom = Math.min(height, box.y + shift + box.height);
  return bottom - top < box.height / 2 ? undefined : { ...box, y: top, height: bottom - top };
}

function createBoards(settings: DemoLineSettings): (part: number) => Board {
  const { seed, width, height, boardsPerDesign, defectsPerBoard } = settings;
  const designs = keepLast(
    2,
    (batch: number) => designForLine(mixSeed(seed ^ DESIGN_SALT, batch), width, height),
    ({ values }) => letGo(values),
  );
  return keepLast(
    3,
    (part: number) => makeBoard(designs(Math.floor(part / boardsPerDesign)), mixSeed(seed, part), defectsPerBoard),
    ({ copper }) => letGo(copper),
  );
}

/** A camera over a conveyor on which circuit boards drift by. */
export function createDemoLine(options: DemoLineOptions = {}): DemoLine {
  const settings = settleOptions(options);
  const { width, height, framesPerSecond } = settings;
  const pitch = height + settings.beltGap;
  const pixelsPerFrame = (settings.boardsPerMinute * pitch) / 60 / framesPerSecond;
  const boardOf = createBoards(settings);
  const pictureOf = keepLast(
    4,
    (part: number, gain: number, blurVariance: number) => exposeBoard(boardOf(part), { gain, blurVariance }),
    (picture) => letGo(picture),
  );

  const frameAt = (index: number, into: Uint8Array = new Uint8Array(width * height)): DemoFrame => {
    if (!Number.isInteger(index) || index < 0) {
      throw new RangeError(`Expected the frame index to be a whole number from 0, got ${index}`);
    }
    const { gain, blurVariance } = exposureAt(index, settings);
    const offset = Math.round(index * pixelsPerFrame);
    const luma = into.fill(beltLuma(gain));
    const truth: TruthBox[] = [];
    for (let part = Math.floor(offset / pitch); part * pitch < offset + height; part += 1) {
      const shift = part * pitch - offset;
      const from = Math.max(0, -shift);
      const to = Math.min(height, height - shift);
      if (to <= from) continue;
      luma.set(pictureOf(part, gain, blurVariance).subarray(from * width, to * width), (from + shift) * width);
      for (const box of boardOf(part).truth) {
        const clipped = clipTruth(box, shift, height);
        if (clipped) truth.push(clipped);
      }
    }
    const middle = offset + Math.floor(height / 2);
    const part = middle % pitch < height ? Math.floor(middle / pitch) : undefined;
    return { width, height, luma, part, truth };
  };
  return { framesPerSecond, frameAt };
}
