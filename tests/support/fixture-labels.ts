import sharp from 'sharp';
import { fail } from '../../main/domain/outcome.ts';
import { procedures } from '../../main/engine/doors/procedures.ts';
import { valueOr } from '../../main/engine/doors/settle.ts';
import type { Decided, Item, ItemState, LabelCounts } from '../../preload/contract/labels.ts';
import { type SamplingSettings, usualSampling } from '../../preload/contract/sampling.ts';
import { fixtureDetections, fixtureModel, fixturePrediction } from './fixture-predictions.ts';

const side = 640;
const classes = ['open', 'short', 'mousebite', 'spur', 'copper', 'pin-hole'];

const hashOf = (id: number): string => id.toString(16).padStart(64, '0');

function itemOf(id: number): Item {
  const { sourceId, capturedAt, verdict } = fixturePrediction(id);
  return {
    id,
    medium: 'picture',
    state: 'waiting',
    reason: id % 20 === 0 ? 'control' : id % 9 === 0 ? 'overridden' : 'unsure',
    note: '',
    sampleHash: hashOf(id),
    sourceId,
    inspectionId: Math.ceil(id / 12),
    model: fixtureModel,
    capturedAt,
    width: side,
    height: side,
    preLabels: [...fixtureDetections(id)],
    verdict,
    labels: null,
    decidedAt: null,
    decidedBy: null,
  };
}

/** A board of flat colour with its boxes hinted at, so that one picture can be told from the next. */
async function pictureOf(item: Item): Promise<File> {
  const hints = item.preLabels.map(
    ({ box }) =>
      `<rect x="${box.x}" y="${box.y}" width="${box.width}" height="${box.height}" fill="#7fd1a8" stroke="#fff"/>`,
  );
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}">
    <rect width="${side}" height="${side}" fill="hsl(${(item.id * 37) % 360} 30% 25%)"/>${hints.join('')}</svg>`;
  const jpeg = await sharp(Buffer.from(svg)).jpeg().toBuffer();
  return new File([new Uint8Array(jpeg)], `${item.sampleHash}.jpg`, { type: 'image/jpeg' });
}

const noItem = (id: number | string) =>
  valueOr(
    fail('not_found', {
      thing: 'Item',
      expected: 'the id of an item in the queue',
      received: String(id),
      remedy: 'Reload the queue.',
    }),
  );

/** A labelling queue in memory, for work on the Label seat and for tests of the doors. */
export function fixtureLabels(count = 60) {
  const items = new Map(Array.from({ length: count }, (_, index) => [index + 1, itemOf(index + 1)]));
  let settings: SamplingSettings = usualSampling;

  const find = (id: number): Item => items.get(id) ?? noItem(id);
  const counts = (): LabelCounts => {
    const all = [...items.values()];
    const of = (state: ItemState): number => all.filter((item) => item.state === state).length;
    const waiting = all.filter(({ state }) => state === 'waiting');
    const because = (reason: Item['reason']): number => waiting.filter((item) => item.reason === reason).length;
    return {
      waiting: waiting.length,
      labelled: of('labelled'),
      skipped: of('skipped'),
      notSure: of('not-sure'),
      quarantined: of('quarantined'),
      byReason: { unsure: because('unsure'), overridden: because('overridden'), control: because('control') },
    };
  };
  const decide = (id: number, change: Partial<Item>): Decided => {
    const item = { ...find(id), decidedAt: Date.now(), decidedBy: 'operator' as const, ...change };
    items.set(id, item);
    return { item, counts: counts() };
  };
  const samplingState = () => ({ settings, samples: count, usedBytes: count * 40_000, note: '' });

  const labels = {
    queue: procedures.labels.queue.handler(({ input }) => {
      const rows = [...items.values()]
        .filter(({ id, state }) => id > (input.after ?? 0) && state === input.state)
        .filter(({ reason }) => input.reason === undefined || reason === input.reason)
        .slice(0, input.limit);
      return { rows, next: rows.length === input.limit ? (rows.at(-1)?.id ?? null) : null };
    }),
    counts: procedures.labels.counts.handler(counts),
    classes: procedures.labels.classes.handler(() => ({
      model: fixtureModel,
      classes: classes.map((label, index) => ({ label, key: String(index + 1) })),
    })),
    item: procedures.labels.item.handler(({ input }) => find(input.id)),
    picture: procedures.labels.picture.handler(({ input }) =>
      pictureOf([...items.values()].find(({ sampleHash }) => sampleHash === input.hash) ?? noItem(input.hash)),
    ),
    save: procedures.labels.save.handler(({ input }) => decide(input.id, { state: 'labelled', labels: input.boxes })),
    skip: procedures.labels.skip.handler(({ input }) => decide(input.id, { state: 'skipped' })),
    notSure: procedures.labels.notSure.handler(({ input }) => decide(input.id, { state: 'not-sure' })),
    undo: procedures.labels.undo.handler(({ input }) =>
      decide(input.id, { state: 'waiting', labels: null, decidedAt: null, decidedBy: null }),
    ),
    export: procedures.labels.export.handler(({ input }) => {
      const done = [...items.values()].flatMap((item) => item.labels ?? []);
      return { ...input, pictures: counts().labelled, boxes: done.length, missing: 0 };
    }),
  };
  const sampling = {
    get: procedures.sampling.get.handler(samplingState),
    set: procedures.sampling.set.handler(({ input }) => {
      settings = input;
      return samplingState();
    }),
  };
  return { labels, sampling };
}
