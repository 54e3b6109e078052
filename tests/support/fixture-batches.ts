import sharp from 'sharp';
import { fail } from '../../main/domain/outcome.ts';
import { LiveValue } from '../../main/engine/doors/live-value.ts';
import { procedures } from '../../main/engine/doors/procedures.ts';
import { valueOr } from '../../main/engine/doors/settle.ts';
import type { Batch, BatchPart, BatchState } from '../../preload/contract/batch.ts';

const startedAt = Date.now() - 40 * 60_000;

const base: Batch = {
  id: 1,
  name: 'Boards of week 46',
  path: '/srv/pictures/week-46',
  kind: 'folder',
  sourceId: 'batch-1',
  models: [{ name: 'pcb-defects', version: '1.1.0' }],
  recipe: null,
  parts: { by: 'picture' },
  state: 'waiting',
  note: '',
  total: 1_240,
  done: 0,
  broken: 0,
  counts: { pass: 0, fail: 0, unsure: 0 },
  defectsByLabel: {},
  judges: true,
  picturesPerSecond: 0,
  secondsLeft: null,
  createdAt: startedAt,
  startedAt: null,
  endedAt: null,
  activeMs: 0,
};

const finished: Batch = {
  ...base,
  state: 'done',
  done: 1_240,
  broken: 3,
  counts: { pass: 1_104, fail: 112, unsure: 21 },
  defectsByLabel: { open: 48, short: 31, 'mouse bite': 17, spur: 12, 'pin hole': 9 },
  startedAt,
  endedAt: startedAt + 6 * 60_000,
  activeMs: 352_000,
};
const running: Batch = {
  ...base,
  id: 3,
  name: 'Night shift, camera 2',
  path: '/srv/video/night-2.mp4',
  kind: 'file',
  sourceId: 'batch-3',
  recipe: { id: 'bottle-caps', version: 4, name: 'Bottle caps' },
  parts: { by: 'time', ms: 2_000 },
  state: 'running',
  total: 54_000,
  done: 19_872,
  counts: { pass: 318, fail: 9, unsure: 4 },
  defectsByLabel: { open: 6, short: 5 },
  picturesPerSecond: 41.3,
  secondsLeft: 826,
  startedAt: startedAt + 20 * 60_000,
  activeMs: 481_000,
};
const paused: Batch = {
  ...running,
  id: 2,
  name: 'Returned parts',
  path: '/srv/pictures/returned',
  kind: 'folder',
  recipe: null,
  state: 'paused',
  total: 480,
  done: 211,
  parts: { by: 'picture' },
  sourceId: 'batch-2',
  counts: { pass: 160, fail: 44, unsure: 7 },
  picturesPerSecond: 0,
  secondsLeft: null,
};
const waiting: Batch = {
  ...base,
  id: 4,
  name: 'Supplier sample',
  path: '/srv/pictures/supplier',
  sourceId: 'batch-4',
  total: 96,
};

const all: readonly Batch[] = [waiting, running, paused, finished];

const labels = ['open', 'short', 'mouse bite', 'spur', 'pin hole'];

function partOf(batch: Batch, index: number): BatchPart {
  const label = labels[index % labels.length] ?? 'open';
  const isFail = index % 5 !== 4;
  const box = { x: 120 + ((index * 97) % 300), y: 140 + ((index * 61) % 280), width: 70, height: 56 };
  return {
    batchId: batch.id,
    index: index * 11,
    name: batch.kind === 'folder' ? `board-${String(index * 11 + 1).padStart(4, '0')}.jpg` : null,
    atMs: batch.kind === 'file' ? index * 22_000 : null,
    frames: batch.kind === 'file' ? 60 : 1,
    verdict: isFail ? 'fail' : 'unsure',
    reason: '',
    isBroken: false,
    inspectionId: 9_000 + index,
    defects: [{ label, score: isFail ? 0.71 + (index % 3) / 12 : 0.46, frames: 1 }],
    width: 640,
    height: 640,
    detections: [{ label, score: isFail ? 0.71 + (index % 3) / 12 : 0.46, box }],
    hasPicture: true,
  };
}

const brokenOf = (batch: Batch, index: number): BatchPart => ({
  ...partOf(batch, index),
  verdict: null,
  isBroken: true,
  inspectionId: null,
  defects: [],
  detections: [],
  hasPicture: false,
  reason:
    'Picture board-0042.jpg: expected a whole JPEG, got a file that does not decode. It was skipped; save it anew.',
});

async function picture(index: number): Promise<File> {
  const traces = Array.from(
    { length: 12 },
    (_, at) =>
      `<path d="M0 ${(at * 57 + index * 9) % 640} H${220 + at * 18} l40 30 H640" stroke="#ddd" stroke-width="9" fill="none"/>`,
  );
  const board = `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="640"><rect width="640" height="640" fill="#222"/>${traces.join('')}</svg>`;
  const jpeg = await sharp(Buffer.from(board)).jpeg({ quality: 80 }).toBuffer();
  return new File([Uint8Array.from(jpeg)], `${index}.jpg`, { type: 'image/jpeg' });
}

const noPicture = fail('not_found', {
  thing: 'Picture',
  expected: 'one that is kept',
  received: 'none',
  remedy: 'Look at another part.',
});

/** Batches in every state; `live` puts others in their place. */
export function fixtureBatches() {
  const live = new LiveValue<readonly Batch[]>(all);
  const find = (id: number): Batch => {
    const found = live.get().find((batch) => batch.id === id);
    const missing = fail('not_found', {
      thing: 'Batch',
      expected: 'a known id',
      received: String(id),
      remedy: 'List them.',
    });
    return found ?? valueOr(missing);
  };
  const become = (id: number, state: BatchState): Batch => {
    const changed = { ...find(id), state, picturesPerSecond: 0, secondsLeft: null };
    live.set(live.get().map((batch) => (batch.id === id ? changed : batch)));
    return changed;
  };
  let areLost = false;
  let held = Promise.resolve();
  const hold = (): (() => void) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    held = promise;
    return resolve;
  };
  const { batch: acts } = procedures;
  const handlers = {
    start: acts.start.handler(({ input }) => {
      const id = Math.max(0, ...live.get().map((batch) => batch.id)) + 1;
      const name = input.name ?? input.path.split('/').at(-1) ?? input.path;
      const begun: Batch = { ...base, id, name, path: input.path, sourceId: `batch-${id}`, createdAt: Date.now() };
      live.set([begun, ...live.get()]);
      return begun;
    }),
    list: acts.list.handler(() => [...live.get()]),
    get: acts.get.handler(({ input }) => find(input.id)),
    watch: acts.watch.handler(async function* ({ signal }) {
      for await (const all of live.watch(signal)) yield [...all];
    }),
    pause: acts.pause.handler(({ input }) => become(input.id, 'paused')),
    resume: acts.resume.handler(({ input }) => become(input.id, 'waiting')),
    cancel: acts.cancel.handler(({ input }) => become(input.id, 'cancelled')),
    remove: acts.remove.handler(({ input }) => {
      live.set(live.get().filter(({ id }) => id !== input.id));
      return input;
    }),
    parts: acts.parts.handler(async ({ input }) => {
      await held;
      const batch = find(input.id);
      const bad = batch.counts.fail + batch.counts.unsure;
      const found =
        input.show === 'broken'
          ? [brokenOf(batch, 4)].slice(0, batch.broken)
          : Array.from({ length: bad }, (_, at) => partOf(batch, at));
      const rows = found.filter(({ index }) => index > (input.after ?? -1)).slice(0, input.limit);
      return { rows, next: rows.length === input.limit ? (rows.at(-1)?.index ?? null) : null };
    }),
    picture: acts.picture.handler(({ input }) => (areLost ? valueOr(noPicture) : picture(input.index))),
    report: acts.report.handler(
      ({ input }) => new File(['part\r\n'], `batch-${input.id}.${input.format}`, { type: 'text/csv' }),
    ),
  };
  return {
    batch: handlers,
    /** `hold`: nothing is told of parts until what it gives back is called. */
    batches: {
      live,
      hold,
      reset: () => live.set(all),
      clear: () => live.set([]),
      losePictures: (lost: boolean) => {
        areLost = lost;
      },
    },
  };
}
