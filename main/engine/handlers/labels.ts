import type { Role } from '../../../preload/contract/capability.ts';
import type { Item, ItemLabel, ItemMark } from '../../../preload/contract/labels.ts';
import { isSoundCard } from '../../../preload/contract/model-card.ts';
import { type Outcome, succeed } from '../../domain/outcome.ts';
import { classesToSay } from '../../domain/sampling/label-rules.ts';
import { exportLabels } from '../../learning/export-labels.ts';
import { kindOfSample } from '../../learning/sample-kind.ts';
import { goneNote } from '../../learning/sweep.ts';
import type { OutputOf } from '../../store/verbs/all.ts';
import { procedures } from '../doors/procedures.ts';
import { valueOr } from '../doors/settle.ts';
import type { Services } from '../services.ts';

/** The keys above the letters, in the order in which they lie. */
const numberKeys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'] as const;
const exportPage = 200;

interface Decision {
  readonly id: number;
  readonly tookMs: number;
}

interface Saying {
  readonly boxes: readonly ItemLabel[];
  readonly marks?: readonly ItemMark[];
  readonly classes?: readonly string[] | undefined;
}

export const labelHandlers = ({ store, models, settings, sampleFiles, clock }: Services) => {
  const championName = async (): Promise<string> => (await settings.get('lines')).newest.model;

  /** The classes of the model that made the item; of a picture's, where it is not here any more, those of the champion. */
  const classesFor = async ({ model, medium }: Item): Promise<readonly string[] | undefined> => {
    const own = await models.find(model.name);
    const known = own.ok || medium === 'sound' ? own : await models.find(await championName());
    return known.ok ? classesToSay(known.value.card, medium) : undefined;
  };

  const decide = async (
    decision: 'labelled' | 'skipped' | 'not-sure',
    { id, tookMs }: Decision,
    by: Role,
    said: Saying = { boxes: [] },
  ): Promise<OutputOf<'labels.decide'>> =>
    valueOr(
      await store.call('labels.decide', { id, tookMs, decision, by, origin: 'station', at: clock.wallMs(), ...said }),
    );

  const picture = async (hash: string): Promise<Outcome<File>> => {
    const read = await sampleFiles.read(hash);
    if (read.ok) {
      const { ending, type } = kindOfSample(read.value);
      return succeed(new File([read.value], `${hash}${ending}`, { type }));
    }
    if (read.failure.code === 'not_found') {
      const quarantined = await store.call('samples.quarantine', { sha256: hash, note: goneNote, at: clock.wallMs() });
      if (!quarantined.ok) return quarantined;
    }
    return read;
  };

  return {
    queue: procedures.labels.queue.handler(async ({ input }) => valueOr(await store.call('queue.page', input))),
    counts: procedures.labels.counts.handler(async ({ input }) => valueOr(await store.call('queue.count', input))),
    classes: procedures.labels.classes.handler(async ({ input }) => {
      const { card } = valueOr(await models.find(input.model ?? (await championName())));
      const medium = isSoundCard(card) ? 'sound' : 'picture';
      const classes = classesToSay(card, medium).map((label, index) => ({ label, key: numberKeys[index] ?? null }));
      return { model: { name: card.name, version: card.version }, classes };
    }),
    item: procedures.labels.item.handler(async ({ input }) => valueOr(await store.call('queue.get', input))),
    picture: procedures.labels.picture.handler(async ({ input }) => valueOr(await picture(input.hash))),
    save: procedures.labels.save.handler(async ({ input, context }) => {
      const item = valueOr(await store.call('queue.get', input));
      const said = { boxes: input.boxes, marks: input.marks, classes: await classesFor(item) };
      return decide('labelled', input, context.caller.role, said);
    }),
    skip: procedures.labels.skip.handler(({ input, context }) => decide('skipped', input, context.caller.role)),
    notSure: procedures.labels.notSure.handler(({ input, context }) => decide('not-sure', input, context.caller.role)),
    undo: procedures.labels.undo.handler(async ({ input }) =>
      valueOr(await store.call('labels.undo', { id: input.id, at: clock.wallMs() })),
    ),
    export: procedures.labels.export.handler(async ({ input }) => {
      const { card } = valueOr(await models.find(await championName()));
      return valueOr(
        await exportLabels({
          ...input,
          classes: card.labels,
          pathOf: (sha256) => sampleFiles.pathOf(sha256),
          page: (after) => store.call('queue.page', { state: 'labelled', after, limit: exportPage }),
        }),
      );
    }),
  };
};
