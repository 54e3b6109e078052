import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { BatchPictures } from '../../../main/engine/batch/batch-pictures.ts';
import { BatchReports } from '../../../main/engine/batch/report/batch-reports.ts';
import { systemClock } from '../../../main/engine/clock.ts';
import { createForkLauncher } from '../../../main/engine/workers/fork-launcher.ts';
import type { SeenPart } from '../../../main/store/verbs/batch-parts.ts';
import type { ReportFormat } from '../../../preload/contract/batch.ts';
import { demoPictures } from '../../support/demo-pictures.ts';
import { sourcePlaces } from '../../support/engine-station.ts';
import { inspectedBatch, seenPart as seen } from '../../support/inspected-batch.ts';
import { pdfText } from '../../support/pdf-text.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { startStore } from '../store/start-store.ts';

type Change = Parameters<typeof inspectedBatch>[2];

async function report(
  parts: readonly SeenPart[],
  format: ReportFormat,
  change: Change = {},
  jpeg?: Buffer,
): Promise<Buffer> {
  const folder = temporaryFolder();
  const { store } = await startStore();
  const batch = await inspectedBatch(store, parts, change);
  const pictures = new BatchPictures(folder);
  const kept = parts.flatMap(({ hasPicture }, index) => (hasPicture ? [index] : []));
  const names = kept.length > 0 ? await demoPictures(folder, 3, { defects: 3 }) : [];
  for (const index of kept)
    await pictures.keep(batch.id, index, jpeg ?? readFileSync(path.join(folder, names[index % 3] ?? '')));
  const reports = new BatchReports({
    store,
    pictures,
    launcher: createForkLauncher({ entries: sourcePlaces.workers }),
    clock: systemClock,
    dataFolder: folder,
    fonts: sourcePlaces.fonts,
    version: '0.1.0',
  });
  const file = await reports.make(batch, 'Line 3', format);
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

  it('as PDF of a batch in which nothing failed is its cover alone, and says so', async () => {
    const passed: Partial<SeenPart> = { verdict: 'pass', defects: [], detections: [], severity: 0 };
    const pdf = await report([seen(0, passed), seen(1, passed)], 'pdf');
    expect(pagesOf(pdf)).toBe(1);
    expect(pdfText(pdf)).toContain('No part failed, and none was unsure.');
  });

  it('as PDF has the letters of names and classes, whatever script of the printed families they are in', async () => {
    const names = ['Плата-№7.jpg', 'Πλακέτα-β.jpg', 'płytka-żółta.jpg', 'KIZARTMA-ğüşİı.jpg', 'bảng-mạch.jpg'];
    const defects = [{ label: 'обрыв', score: 0.9, frames: 1 }];
    const parts = names.map((name, index) => seen(index, { name, defects }));
    const text = pdfText(await report(parts, 'pdf', { name: 'Партия № 12', path: '/srv/снимки' }));
    for (const name of [...names, 'обрыв 0.90', 'Партия № 12', '/srv/снимки']) expect(text).toContain(name);
    expect(text).not.toContain('[U+');
    expect(text).not.toContain('Unicode');
  });

  it('as PDF spells out letters that no family has, and says so; accents that a file system cut off are put back', async () => {
    const names = ['电路板-3.jpg', 'cafe\u0301.jpg', 'a\u0007b\ufffd.jpg'];
    const text = pdfText(
      await report(
        names.map((name, index) => seen(index, { name })),
        'pdf',
      ),
    );
    expect(text).toContain('[U+7535 8DEF 677F]-3.jpg');
    expect(text).toContain('caf\u00e9.jpg');
    expect(text).toContain('a b[U+FFFD].jpg');
    expect(text).toContain('font lacks stand as their Unicode numbers, [U+4E2D]; CSV and JSON hold them as they are.');
  });

  it('as PDF has long names and reasons whole, on up to three lines of its tables', async () => {
    const name = 'upper side of a board of line 3, camera 2, the night of the 20th, second-look.jpg';
    const reason =
      'a file that does not decode; expected a whole JPEG, PNG, WebP, TIFF, GIF or BMP picture, so save it anew';
    const broken: Partial<SeenPart> = {
      isBroken: true,
      verdict: null,
      reason,
      defects: [],
      detections: [],
      severity: 0,
    };
    const text = pdfText(await report([seen(0, { name }), seen(1, broken)], 'pdf'));
    expect(text).toContain('second-look.jpg');
    expect(text).toContain('save it anew');
  });

  it('as PDF goes on without a picture whose file was damaged', async () => {
    const pdf = await report([seen(0, { hasPicture: true, name: 'x.jpg' })], 'pdf', {}, Buffer.from('no jpeg'));
    expect(imagesOf(pdf)).toBe(0);
    expect(pdfText(pdf)).toContain('No picture is kept of it.');
  });

  it('is gone with its batch, and those of other batches are not', async () => {
    const folder = temporaryFolder();
    const { store } = await startStore();
    const [one, other] = [await inspectedBatch(store, [seen(0)]), await inspectedBatch(store, [seen(0)])];
    const { fonts, workers } = sourcePlaces;
    const reports = new BatchReports({
      store,
      pictures: new BatchPictures(folder),
      launcher: createForkLauncher({ entries: workers }),
      clock: systemClock,
      dataFolder: folder,
      fonts,
      version: '0.1.0',
    });
    await reports.forget(one.id);
    await reports.make(one, 'Line 3', 'json');
    await reports.make(other, 'Line 3', 'csv');
    await reports.make(one, 'Line 3', 'csv');
    await reports.forget(one.id);
    const files = readdirSync(path.join(folder, 'reports'));
    expect(files).toEqual([expect.stringMatching(new RegExp(`^${other.id}-[0-9a-f-]+\\.csv$`))]);
  });

  it('leaves no file behind that is not fetched any more, and none of a report that failed', async () => {
    const folder = temporaryFolder();
    const { store } = await startStore();
    const batch = await inspectedBatch(store, [seen(0)]);
    let hours = 0;
    const clock = { ...systemClock, wallMs: () => Date.now() + hours * 3_600_000 };
    const common = { store, pictures: new BatchPictures(folder), clock, dataFolder: folder, version: '0.1.0' };
    const { fonts, workers } = sourcePlaces;
    const reports = new BatchReports({ ...common, launcher: createForkLauncher({ entries: workers }), fonts });
    await reports.make(batch, 'Line 3', 'csv');
    await reports.make(batch, 'Line 3', 'json');
    const files = (): string[] => readdirSync(path.join(folder, 'reports')).map((name) => path.extname(name));
    expect(files().toSorted()).toEqual(['.csv', '.json']);
    hours = 1;
    await reports.sweep();
    expect(files()).toEqual([]);
    const entries = { ...workers, report: path.join(folder, 'none.ts') };
    const broken = new BatchReports({ ...common, launcher: createForkLauncher({ entries }), fonts });
    expect(await broken.make(batch, 'Line 3', 'pdf')).toMatchObject({ ok: false, failure: { code: 'worker_exited' } });
    expect(files()).toEqual([]);
  });
});
