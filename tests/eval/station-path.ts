import sharp from 'sharp';
import type { FoundBox } from '../../main/domain/match-boxes.ts';
import type { Outcome } from '../../main/domain/outcome.ts';
import { readPictureCard } from '../../main/models/card.ts';
import { openSession } from '../../main/models/session.ts';
import { decodeYolo } from '../../native/lib/boxes.ts';
import type { Picture } from '../../native/lib/picture.ts';
import { letterbox } from '../../native/lib/pixels.ts';

export interface LoadedDetector {
  readonly labels: readonly string[];
  readonly find: (file: string) => Promise<readonly FoundBox[]>;
  readonly release: () => Promise<void>;
}

export interface FindOptions {
  readonly scoreThreshold: number;
  /** Left out: what the card says. */
  readonly overlapThreshold?: number;
}

const MOST_BOXES = 300;
const ROW = 6;

function expectDone<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new Error(outcome.failure.message);
}

async function readPicture(file: string): Promise<Picture> {
  try {
    const image = sharp(file).removeAlpha().toColourspace('srgb');
    const { data, info } = await image.raw().toBuffer({ resolveWithObject: true });
    const { width, height, channels } = info;
    const format = channels === 1 ? 'gray8' : 'rgb24';
    return { width, height, format, planes: [{ data, stride: width * channels }] };
  } catch (cause) {
    throw new Error(`Expected a picture in ${file}, got ${cause instanceof Error ? cause.message : String(cause)}.`);
  }
}

/** A detector that works on files exactly as the station works on frames: same pixels, same session, same boxes. */
export async function loadDetector(folder: string, options: FindOptions): Promise<LoadedDetector> {
  const model = expectDone(await readPictureCard(folder));
  const now = () => performance.now();
  const session = expectDone(await openSession(model, { providers: ['cpu'], threads: 2, now }));
  const { io, preprocessing, labels, thresholds } = model.card;
  const target = { ...preprocessing, width: io.input.width, height: io.input.height };
  const tensor = new Float32Array(3 * target.width * target.height);
  const decoding = { overlapThreshold: thresholds.overlap, maxDetections: MOST_BOXES, ...options };

  const find = async (file: string): Promise<readonly FoundBox[]> => {
    const { scaleX, scaleY, padX, padY } = letterbox(await readPicture(file), target, tensor);
    const [output] = await session.run(tensor);
    if (output === undefined) throw new Error(`Expected an output of ${model.card.name}, got none.`);
    const rows = decodeYolo(output, labels.length, output.length / (4 + labels.length), decoding);
    return Array.from({ length: rows.length / ROW }, (_, i) => {
      const [x1 = 0, y1 = 0, x2 = 0, y2 = 0, score = 0, category = 0] = rows.subarray(i * ROW, (i + 1) * ROW);
      const box = { x: (x1 - padX) / scaleX, y: (y1 - padY) / scaleY };
      return { ...box, width: (x2 - x1) / scaleX, height: (y2 - y1) / scaleY, score, category };
    });
  };
  return { labels, find, release: () => session.release() };
}
