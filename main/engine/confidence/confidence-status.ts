import type { ConfidenceStatus } from '../../../preload/contract/confidence.ts';
import type { PictureCard } from '../../../preload/contract/model-card.ts';
import { taskTraits } from '../../../preload/contract/model-tasks.ts';
import { asDrawn } from '../../domain/confidence/cells.ts';
import { defectsDrawn, fairSample, goodDrawn } from '../../domain/confidence/fit.ts';
import { keptPromise } from '../../domain/confidence/kept-promise.ts';
import { reliabilityOf } from '../../domain/confidence/reliability.ts';
import { judgeDetections } from '../../domain/confidence/reviewed.ts';
import { type Drawn, leastRate, tallyOf } from '../../domain/confidence/risk.ts';
import { bandOf } from '../../domain/verdict.ts';
import type { OutputOf } from '../../store/verbs/all.ts';

/** What can be told of a model's scores from the labels that were reviewed, and what holds now. */
export function statusOf(
  card: PictureCard,
  { pictures, undecided, waiting, missed }: OutputOf<'confidence.reviewed'> & { readonly missed: number },
  inUse: OutputOf<'confidence.inUse'>[number] | undefined,
): ConfidenceStatus {
  const { name, version, task } = card;
  const defects = asDrawn(defectsDrawn(pictures, card), 'any');
  const good = goodDrawn(pictures, card);
  const unseen = defects.filter(({ score }) => score <= 0).length;
  return {
    model: { name, version },
    judges: taskTraits[task].judges,
    reviewed: {
      pictures: pictures.length,
      drawn: pictures.filter(({ drawn }) => drawn).length,
      defects: defects.length,
      unseen,
      good: good.length,
      undecided,
      waiting,
      missed,
    },
    least: { missRate: leastOf(defects, unseen), falseRejectRate: leastOf(good, 0) },
    reliability: reliabilityOf(fairSample(pictures.flatMap((picture) => judgeDetections(picture, card)))),
    band: inUse?.fit.band ?? bandOf(card),
    cardBand: bandOf(card),
    inUse:
      inUse === undefined
        ? null
        : {
            promise: inUse.fit.promise,
            scaling: inUse.fit.scaling,
            since: inUse.since,
            by: inUse.by,
            kept: keptPromise(pictures, card, { ...inUse.fit, since: inUse.since }),
          },
  };
}

const leastOf = (drawn: readonly Drawn[], lost: number): number | null => {
  const least = leastRate(tallyOf(drawn), lost);
  return least < 1 ? least : null;
};
