import type { Role } from '../../../preload/contract/capability.ts';
import type { ConfidenceFit, ConfidenceStatus, ScoreScaling } from '../../../preload/contract/confidence.ts';
import type { PictureCard } from '../../../preload/contract/model-card.ts';
import { taskTraits } from '../../../preload/contract/model-tasks.ts';
import type { ModelRef } from '../../../preload/contract/values.ts';
import type { UnsureBand } from '../../domain/confidence/band.ts';
import { type ConfidenceWish, fitConfidence } from '../../domain/confidence/fit.ts';
import { fail, type Outcome, succeed } from '../../domain/outcome.ts';
import { bandOf } from '../../domain/verdict.ts';
import type { Store } from '../../store/store.ts';
import type { OutputOf } from '../../store/verbs/all.ts';
import { statusOf } from './confidence-status.ts';

export interface ConfidenceDeskOptions {
  readonly store: Pick<Store, 'call'>;
  readonly wallMs: () => number;
  /** Frames of a model that were drawn by lot and lost. */
  readonly missedDraws: (model: ModelRef) => number;
}

type FitInUse = OutputOf<'confidence.inUse'>[number];

/** A season of labels; those before it are of a line that was. As many as the engine can look at between two frames. */
const mostPictures = 2_000;
const idOf = ({ name, version }: ModelRef): string => `${name} ${version}`;
const refOf = ({ name, version }: ModelRef): ModelRef => ({ name, version });

/** What was fitted from reviewed labels, and the one place that says where a model is unsure. */
export class ConfidenceDesk {
  readonly #options: ConfidenceDeskOptions;
  readonly #inUse = new Map<string, FitInUse>();

  constructor(options: ConfidenceDeskOptions) {
    this.#options = options;
  }

  async open(): Promise<Outcome<null>> {
    const stored = await this.#options.store.call('confidence.inUse', null);
    if (!stored.ok) return stored;
    for (const each of stored.value) this.#inUse.set(idOf(each.model), each);
    return succeed(null);
  }

  /** Asked for every frame. */
  bandOf(card: PictureCard): UnsureBand {
    return this.fittedBandOf(card) ?? bandOf(card);
  }

  /** Undefined where the card holds, and the settings of sampling say which frames are worth a look. */
  fittedBandOf(card: ModelRef): UnsureBand | undefined {
    return this.#inUse.get(idOf(card))?.fit.band;
  }

  scalingOf(card: ModelRef): ScoreScaling | null {
    return this.#inUse.get(idOf(card))?.fit.scaling ?? null;
  }

  async status(card: PictureCard): Promise<Outcome<ConfidenceStatus>> {
    const reviewed = await this.#reviewed(card);
    if (!reviewed.ok) return reviewed;
    const missed = this.#options.missedDraws(card);
    return succeed(statusOf(card, { ...reviewed.value, missed }, this.#inUse.get(idOf(card))));
  }

  async fit(card: PictureCard, wish: ConfidenceWish): Promise<Outcome<ConfidenceFit>> {
    if (!taskTraits[card.task].judges) return judgesNothing(card);
    const reviewed = await this.#reviewed(card);
    if (!reviewed.ok) return reviewed;
    const fitted = fitConfidence(reviewed.value.pictures, card, wish);
    return fitted.ok ? succeed({ model: refOf(card), ...fitted.value }) : fitted;
  }

  /** Fitted from the labels as they are now, not as they were when somebody looked. */
  async use(card: PictureCard, wish: ConfidenceWish, by: Role): Promise<Outcome<ConfidenceStatus>> {
    const fitted = await this.fit(card, wish);
    if (!fitted.ok) return fitted;
    const { model, band, promise, scaling } = fitted.value;
    const inUse = { model, fit: { band, promise, scaling }, by, since: this.#options.wallMs() };
    const stored = await this.#options.store.call('confidence.use', inUse);
    if (!stored.ok) return stored;
    this.#inUse.set(idOf(card), inUse);
    return this.status(card);
  }

  async revert(card: PictureCard): Promise<Outcome<ConfidenceStatus>> {
    const model = refOf(card);
    const ended = await this.#options.store.call('confidence.revert', { model, at: this.#options.wallMs() });
    if (!ended.ok) return ended;
    this.#inUse.delete(idOf(card));
    return ended.value.ended === 0 ? nothingInUse(card) : this.status(card);
  }

  #reviewed(card: PictureCard): Promise<Outcome<OutputOf<'confidence.reviewed'>>> {
    return this.#options.store.call('confidence.reviewed', { model: refOf(card), limit: mostPictures });
  }
}

const judgesNothing = ({ name, task }: PictureCard): Outcome<never> =>
  fail('wrong_state', {
    thing: `Model ${name}`,
    expected: 'one that judges',
    received: `one that only tells what is there (${task})`,
    remedy: 'Choose a model that finds defects.',
  });

const nothingInUse = ({ name }: PictureCard): Outcome<never> =>
  fail('wrong_state', {
    thing: `Model ${name}`,
    expected: 'fitted thresholds in use',
    received: 'those of its card',
    remedy: 'There is nothing to go back from.',
  });
