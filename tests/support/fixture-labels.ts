import sharp from 'sharp';
import { fail } from '../../main/domain/outcome.ts';
import { wavOf } from '../../main/domain/speech/wav.ts';
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

const rateHz = 16_000;
const finder = { name: 'silero-vad', version: '6.2.0' };

/** A stretch that may be speech, with quiet before and behind it. */
function soundOf(id: number): Item {
  const durationMs = 1_400 + ((id * 431) % 1_800);
  const score = 0.42 + ((id * 7) % 26) / 100;
  const preMarks = [{ label: 'speech', score, fromMs: 260, toMs: durationMs - 340 }];
  return {
    ...itemOf(id),
    medium: 'sound',
    reason: id % 20 === 0 ? 'control' : 'unsure',
    sourceId: 'desk',
    inspectionId: null,
    model: finder,
    width: 0,
    height: 0,
    preLabels: [],
    verdict: null,
    sound: { durationMs, preMarks, marks: null },
  };
}

/** A hum that swells as syllables do, and a little hiss around it. */
function wavOfItem({ id, sampleHash }: Item, durationMs: number): File {
  const samples = Float32Array.from({ length: Math.round((durationMs * rateHz) / 1_000) }, (_, index) => {
    const at = index / rateHz;
    const isSpoken = at > 0.26 && at < durationMs / 1_000 - 0.34;
    const swell = isSpoken ? 0.35 * Math.abs(Math.sin(at * 9 + id)) ** 1.5 : 0;
    return swell * Math.sin(2 * Math.PI * (140 + 20 * Math.sin(at * 3)) * at) + 0.012 * Math.sin(index * index);
  });
  return new File([wavOf(samples, rateHz)], `${sampleHash}.wav`, { type: 'audio/wav' });
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
  const items = new Map<number, Item>();
  const refill = (length: number, make: (id: number) => Item): void => {
    items.clear();
    for (let id = 1; id <= length; id += 1) items.set(id, make(id));
  };
  /** From now on another queue, of pictures alone: what one test did to it is nothing to the next. */
  const fill = (): void => refill(count, itemOf);
  /** From now on another queue, in which every second item is a sound. */
  const mix = (length: number): void => refill(length, (id) => (id % 2 === 0 ? soundOf(id) : itemOf(id)));
  fill();
  let settings: SamplingSettings = usualSampling;

  const find = (id: number): Item => items.get(id) ?? noItem(id);
  const counts = (medium?: Item['medium']): LabelCounts => {
    const all = [...items.values()].filter((item) => medium === undefined || item.medium === medium);
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
        .filter(({ medium }) => input.medium === undefined || medium === input.medium)
        .filter(({ reason }) => input.reason === undefined || reason === input.reason)
        .slice(0, input.limit);
      return { rows, next: rows.length === input.limit ? (rows.at(-1)?.id ?? null) : null };
    }),
    counts: procedures.labels.counts.handler(({ input }) => counts(input.medium)),
    classes: procedures.labels.classes.handler(({ input }) => {
      const isFinder = input.model === finder.name;
      const said = isFinder ? ['speech', 'not speech'] : classes;
      const model = isFinder ? finder : fixtureModel;
      return { model, classes: said.map((label, index) => ({ label, key: String(index + 1) })) };
    }),
    item: procedures.labels.item.handler(({ input }) => find(input.id)),
    picture: procedures.labels.picture.handler(({ input }) => {
      const item = [...items.values()].find(({ sampleHash }) => sampleHash === input.hash) ?? noItem(input.hash);
      return item.sound === undefined ? pictureOf(item) : wavOfItem(item, item.sound.durationMs);
    }),
    save: procedures.labels.save.handler(({ input }) => {
      const { sound } = find(input.id);
      return sound === undefined
        ? decide(input.id, { state: 'labelled', labels: input.boxes })
        : decide(input.id, { state: 'labelled', sound: { ...sound, marks: input.marks } });
    }),
    skip: procedures.labels.skip.handler(({ input }) => decide(input.id, { state: 'skipped' })),
    notSure: procedures.labels.notSure.handler(({ input }) => decide(input.id, { state: 'not-sure' })),
    undo: procedures.labels.undo.handler(({ input }) =>
      decide(input.id, { state: 'waiting', labels: null, decidedAt: null, decidedBy: null }),
    ),
    export: procedures.labels.export.handler(({ input }) => {
      const done = [...items.values()].flatMap((item) => item.labels ?? []);
      const counted = { pictures: counts().labelled, boxes: done.length, sounds: 0, marks: 0 };
      return { ...input, ...counted, missing: 0, leftOut: 0 };
    }),
  };
  const sampling = {
    get: procedures.sampling.get.handler(samplingState),
    set: procedures.sampling.set.handler(({ input }) => {
      settings = input;
      return samplingState();
    }),
  };
  const labelled = (): readonly Item[] => [...items.values()].filter(({ state }) => state === 'labelled');
  return { labels, sampling, queue: { fill, mix, labelled } };
}
