import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { BatchPictures } from '../../../main/engine/batch/batch-pictures.ts';
import { batchReport } from '../../../main/engine/batch/report/batch-report.ts';
import type { BatchPlan } from '../../../main/store/batch-schema.ts';
import { packPredictions } from '../../../main/store/packed-predictions.ts';
import type { Store } from '../../../main/store/store.ts';
import type { SeenPart } from '../../../main/store/verbs/batch-parts.ts';
import type { Batch, ReportFormat } from '../../../preload/contract/batch.ts';
import { demoPictures } from '../../support/demo-pictures.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { startStore } from '../store/start-store.ts';

const labels = ['open', 'short', 'spur'];
const plan: BatchPlan = {
  models: [{ name: 'pcb-defects', version: '1.1.0' }],
  recipe: null,
  judges: true,
  parts: { by: 'picture' },
  ofPeople: false,
};

function seen(index: number, change: Partial<SeenPart> = {}): SeenPart {
  const label = labels[index % 3] ?? 'open';
  const score = 0.5 + (index % 50) / 100;
  return {
    name: `board-${index + 1}.jpg`,
    atMs: null,
    frames: 1,
    verdict: 'fail',
    reason: '',
    isBroken: false,
    inspectionId: null,
    defects: [{ label, score, frames: 1 }],
    width: 640,
    height: 640,
    detections: [{ label, score, box: { x: 200 + (index % 7) * 30, y: 180, width: 90, height: 70 } }],
    hasPicture: false,
    severity: 1 + score,
    ...change,
  };
}

/** A batch that is through, as the store holds it. */
async function inspected(store: Store, parts: readonly SeenPart[]): Promise<Batch> {
  const names = parts.map(({ name }) => name ?? '');
  const fresh = {
    name: 'Boards of week 46',
    path: '/srv/pictures',
    kind: 'folder',
    plan,
    createdAt: 1_000,
    names,
  } as const;
  const created = await store.call('batches.create', fresh);
  if (!created.ok) throw new Error(created.failure.message);
  const { id } = created.value;
  for (let from = 0; from < parts.length; from += 1_000) {
    const step = parts.slice(from, from + 1_000);
    const done = from + step.length;
    const predictions = packPredictions([]);
    const recorded = await store.call('batches.record', {
      id,
      from,
      done,
      total: parts.length,
      activeMs: 10,
      parts: step,
      inspections: [],
      predictions,
      picturesGone: [],
    });
    if (!recorded.ok) throw new Error(recorded.failure.message);
  }
  const row = await store.call('batches.turn', { id, state: 'done', note: '', from: ['waiting'], at: 2_000 });
  if (!row.ok) throw new Error(row.failure.message);
  const { plan: made, found, ...rest } = row.value;
  return {
    ...rest,
    ...made,
    ...found,
    parts: made.parts,
    models: [...made.models],
    sourceId: `batch-${id}`,
    picturesPerSecond: 0,
    secondsLeft: null,
  };
}

async function report(parts: readonly SeenPart[], format: ReportFormat): Promise<Buffer> {
  const folder = temporaryFolder();
  const { store } = await startStore();
  const batch = await inspected(store, parts);
  const pictures = new BatchPictures(folder);
  const kept = parts.flatMap(({ hasPicture }, index) => (hasPicture ? [index] : []));
  const names = kept.length > 0 ? await demoPictures(folder, 3, { defects: 3 }) : [];
  for (const index of kept)
    await pictures.keep(batch.id, index, readFileSync(path.join(folder, names[index % 3] ?? '')));
  const station = { name: 'Line 3', version: '0.1.0' };
  const file = await batchReport(batch, format, { store, pictures, station, now: () => 3_000 });
  if (!file.ok) throw new Error(file.failure.message);
  return Buffer.from(await file.value.arrayBuffer());
}

const pagesOf = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type \/Page\b(?!s)/g)?.length ?? 0;
const imagesOf = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Subtype \/Image/g)?.length ?? 0;

describe('the report of a batch', { timeout: 120_000 }, () => {
  it('as CSV has a row for each part, and no cell that a spreadsheet would run', async () => {
    const parts = [
      seen(0, { verdict: 'pass', defects: [], detections: [], severity: 0 }),
      seen(1, { name: '=HYPERLINK("http://x","y").jpg' }),
      seen(2, { name: '@part, "two".jpg', verdict: 'unsure', severity: 0.5 }),
      seen(3, { isBroken: true, verdict: null, reason: '-2 is no picture', defects: [], severity: 0 }),
    ];
    const lines = (await report(parts, 'csv')).toString().split('\r\n');
    expect(lines).toEqual([
      '\ufeffpart,file,at_seconds,pictures,verdict,defects,worst_label,worst_score,reason,inspection,models,recipe',
      '1,board-1.jpg,,1,pass,,,,,,pcb-defects 1.1.0,',
      `2,"'=HYPERLINK(""http://x"",""y"").jpg",,1,fail,short 0.51,short,0.51,,,pcb-defects 1.1.0,`,
      `3,"'@part, ""two"".jpg",,1,unsure,spur 0.52,spur,0.52,,,pcb-defects 1.1.0,`,
      "4,board-4.jpg,,1,broken,,,,'-2 is no picture,,pcb-defects 1.1.0,",
      '',
    ]);
  });

  it('as JSON holds the batch and every part, exactly', async () => {
    const parts = [seen(0), seen(1, { name: '部品.jpg' })];
    const told = JSON.parse((await report(parts, 'json')).toString());
    expect(told).toMatchObject({ station: 'Line 3', batch: { name: 'Boards of week 46', counts: { fail: 2 } } });
    expect(told.parts).toHaveLength(2);
    expect(told.parts[1]).toMatchObject({ index: 1, name: '部品.jpg', defects: [{ label: 'short', score: 0.51 }] });
  });

  it('as PDF of ten thousand parts stays bounded: the worst with their pictures, the rest as rows', async () => {
    const parts = Array.from({ length: 10_000 }, (_, index) =>
      seen(index, { hasPicture: index % 50 >= 48 && index < 5_000 }),
    );
    const pdf = await report(parts, 'pdf');
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(imagesOf(pdf)).toBe(60);
    expect(pagesOf(pdf)).toBeLessThan(80);
    expect(pdf.length).toBeLessThan(20 * 2 ** 20);
  });

  it('as PDF of a batch in which nothing failed is its cover alone', async () => {
    const passed: Partial<SeenPart> = { verdict: 'pass', defects: [], detections: [], severity: 0 };
    const pdf = await report([seen(0, passed), seen(1, passed)], 'pdf');
    expect(pagesOf(pdf)).toBe(1);
  });
});
