import { fitConfidence } from '../../main/domain/confidence/fit.ts';
import type { ReviewedPicture } from '../../main/domain/confidence/reviewed.ts';
import { statusOf } from '../../main/engine/confidence/confidence-status.ts';
import { procedures } from '../../main/engine/doors/procedures.ts';
import { valueOr } from '../../main/engine/doors/settle.ts';
import type { ConfidenceFit } from '../../preload/contract/confidence.ts';
import { drawPictures } from './drawn-line.ts';
import { fixtureCard } from './fixture-card.ts';
import { uniform } from './random-streams.ts';

const startedAt = 1_767_600_000_000;
const model = { name: fixtureCard.name, version: fixtureCard.version };
/** A model that is too sure of what it finds. */
const sure = (score: number): number => score ** 2 / (score ** 2 + (1 - score) ** 2);

function reviewedPictures(count: number): readonly ReviewedPicture[] {
  const logits = { open: 3.6, short: 3.4, mousebite: 3.1, spur: 3 };
  const drawn = drawPictures(uniform(4), count, { logits, goodShare: 0.55, mostDefects: 2, spread: 0.5, floor: 0.12 });
  return drawn.map((picture) => ({
    ...picture,
    found: picture.found.map((each) => ({ ...each, score: sure(each.score) })),
  }));
}

/** Labels of an imagined line, and fits from them by the station's own rules: for work on the Models page. */
export function fixtureConfidence() {
  let pictures = reviewedPictures(260);
  let inUse: Parameters<typeof statusOf>[2];
  const status = () => statusOf(fixtureCard, { pictures, undecided: 3, waiting: 12, missed: 0 }, inUse);
  const fitted = (wish: { missRate: number; falseRejectRate?: number | undefined }): ConfidenceFit => ({
    model,
    ...valueOr(fitConfidence(pictures, fixtureCard, wish)),
  });
  const confidence = {
    status: procedures.confidence.status.handler(status),
    scaling: procedures.confidence.scaling.handler(() => inUse?.fit.scaling ?? null),
    fit: procedures.confidence.fit.handler(({ input }) => fitted(input)),
    use: procedures.confidence.use.handler(({ input, context }) => {
      inUse = { model, fit: fitted(input), by: context.caller.role, since: startedAt };
      return status();
    }),
    revert: procedures.confidence.revert.handler(() => {
      inUse = undefined;
      return status();
    }),
  };
  /** From now on so many pictures were reviewed, and nothing is in use. */
  const review = (count: number): void => {
    pictures = reviewedPictures(count);
    inUse = undefined;
  };
  /** As if the line had changed: pictures that came since a fit was put to use have defects that it does not see. */
  const spoil = (count: number): void => {
    const fresh = reviewedPictures(count).map((picture, index) => ({
      ...picture,
      group: `since ${index}`,
      capturedAt: startedAt + index,
      found: [],
    }));
    pictures = [...pictures, ...fresh];
  };
  return { confidence, reviewing: { review, spoil } };
}
