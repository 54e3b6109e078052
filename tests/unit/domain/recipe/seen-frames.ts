import { type FrameJudged, Judge, type JudgedBy, withoutRecipe } from '../../../../main/domain/recipe/judge.ts';
import type { PartJudged } from '../../../../main/domain/recipe/part-tally.ts';
import type { LookSeen } from '../../../../main/domain/recipe/things.ts';
import type { Detection } from '../../../../preload/contract/values.ts';

/** A thing with its centre at a place of a picture of 1000 x 1000 pixels. */
export const thing = (label: string, score: number, x = 500, y = 500, width = 20, height = width): Detection => ({
  label,
  score,
  box: { x: x - width / 2, y: y - height / 2, width, height },
});

const look = (detections: readonly Detection[], over: Partial<LookSeen> = {}): LookSeen => ({
  detections,
  band: { low: 0.4, high: 0.7 },
  judges: true,
  isOfWholePicture: false,
  ...over,
});

/** One look of one model, or several with what they are worth. */
type Seen = readonly Detection[] | readonly LookSeen[];

const looksOf = (seen: Seen): readonly LookSeen[] =>
  seen.some((one) => 'detections' in one) ? (seen as readonly LookSeen[]) : [look(seen as readonly Detection[])];

const stepMs = 40;

/** A judge, and parts made of frames one after the other. */
export function judgeBy(over: Partial<JudgedBy> = {}) {
  const judge = new Judge({ ...withoutRecipe, ...over });
  let atMs = 0;
  const see = (seen: Seen): FrameJudged => {
    atMs += stepMs;
    return judge.see({ looks: looksOf(seen), width: 1_000, height: 1_000, atMs });
  };
  const part = (frames: readonly Seen[], { isWhole = true, unreadable = 0 } = {}): PartJudged => {
    const tally = judge.beginPart();
    for (const [at, frame] of frames.entries()) tally.add(see(frame).findings, at >= unreadable);
    return tally.judge(isWhole);
  };
  return { judge, see, part, look };
}
