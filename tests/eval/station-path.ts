import sharp from 'sharp';
import type { FoundBox } from '../../main/domain/match-boxes.ts';
import type { Outcome } from '../../main/domain/outcome.ts';
import { readPictureCard } from '../../main/models/card.ts';
import { openSession } from '../../main/models/session.ts';
import { adapterFor } from '../../main/vision/families/registry.ts';
import { Looker } from '../../main/vision/look.ts';
import type { Picture } from '../../native/lib/picture.ts';

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

/** A detector of any family that works on files as the station works on frames: same pixels, same session, same boxes. */
export async function loadDetector(folder: string, options: FindOptions): Promise<LoadedDetector> {
  const model = expectDone(await readPictureCard(folder));
  const { labels, thresholds } = model.card;
  const { scoreThreshold: score, overlapThreshold: overlap = thresholds.overlap } = options;
  const adapter = expectDone(adapterFor({ ...model.card, thresholds: { ...thresholds, score, overlap } }));
  const now = () => performance.now();
  const session = expectDone(await openSession(model, { providers: ['cpu'], threads: 2, now }));
  const looker = new Looker(adapter, session);

  const find = async (file: string): Promise<readonly FoundBox[]> => {
    const { detections, trouble } = await looker.look(await readPicture(file));
    if (trouble !== undefined) throw new Error(trouble.message);
    return detections.map(({ label, score: found, box }) => ({
      ...box,
      score: found,
      category: labels.indexOf(label),
    }));
  };
  return { labels, find, release: () => session.release() };
}
