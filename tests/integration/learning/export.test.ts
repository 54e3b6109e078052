import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { succeed } from '../../../main/domain/outcome.ts';
import { wavOf } from '../../../main/domain/speech/wav.ts';
import { exportLabels } from '../../../main/learning/export-labels.ts';
import { SampleFiles } from '../../../main/learning/sample-files.ts';
import type { ExportReport, Item, ItemLabel } from '../../../preload/contract/labels.ts';
import { readCocoFolder } from '../../eval/coco-folder.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const classes = ['open', 'short', 'spur'];
const said: readonly (readonly ItemLabel[])[] = [
  [
    { label: 'short', box: { x: 10, y: 20, width: 30, height: 40 } },
    { label: 'open', box: { x: 0.5, y: 1.25, width: 100, height: 50 } },
  ],
  [],
  [{ label: 'spur', box: { x: 600, y: 440, width: 40, height: 40 } }],
];

async function labelled() {
  const files = new SampleFiles(temporaryFolder());
  const items: Item[] = [];
  for (const [index, labels] of said.entries()) {
    const written = await files.write(Buffer.from(`jpeg ${index}`), 1e9);
    if (!written.ok) throw new Error(written.failure.message);
    items.push({
      id: index + 1,
      medium: 'picture',
      state: 'labelled',
      reason: 'unsure',
      note: '',
      sampleHash: written.value.sha256,
      sourceId: 'cam',
      inspectionId: null,
      model: { name: 'm', version: '1.0.0' },
      capturedAt: 1,
      width: 640,
      height: 480,
      preLabels: [],
      verdict: 'unsure',
      labels: [...labels],
      decidedAt: 2,
      decidedBy: 'operator',
    });
  }
  const wav = await files.write(wavOf(new Float32Array(1_600), 16_000), 1e9);
  const [first] = items;
  if (!wav.ok || first === undefined) throw new Error('Expected a sound to be written');
  const heard = { label: 'not speech', fromMs: 10, toMs: 60.5 };
  const sound = { durationMs: 100, preMarks: [], marks: [heard] };
  items.push({
    ...first,
    id: 4,
    medium: 'sound',
    sampleHash: wav.value.sha256,
    labels: null,
    width: 0,
    height: 0,
    sound,
  });
  const write = (format: ExportReport['format'], folder: string) =>
    exportLabels({
      format,
      folder,
      classes,
      pathOf: (sha256) => files.pathOf(sha256),
      // Two to a page, so that there is more than one.
      page: async (after) => {
        const rows = items.filter(({ id }) => id > after).slice(0, 2);
        return succeed({ rows, next: rows.length === 2 ? (rows.at(-1)?.id ?? null) : null });
      },
    });
  return { files, items, write };
}

describe('an export of what was labelled', () => {
  it('as COCO is read back by the evaluation, box by box', async () => {
    const { items, files, write } = await labelled();
    const folder = join(temporaryFolder(), 'new', 'set');
    const counts = { pictures: 3, boxes: 3, sounds: 0, marks: 0, missing: 0, leftOut: 1 };
    expect(await write('coco', folder)).toEqual(succeed({ folder, format: 'coco', ...counts }));
    const read = await readCocoFolder(folder, classes);
    const wanted = said.map((labels, index) => ({
      file: join(folder, 'images', `${items[index]?.sampleHash}.jpg`),
      real: labels.map(({ label, box }) => ({ ...box, category: classes.indexOf(label), crowd: false })),
    }));
    expect(read).toEqual(wanted);
    expect(readFileSync(read[0]?.file ?? '')).toEqual(readFileSync(files.pathOf(items[0]?.sampleHash ?? '')));
  });

  it('as YOLO gives a text for each picture, one without defects too', async () => {
    const { items, write } = await labelled();
    const folder = temporaryFolder();
    expect(await write('yolo', folder)).toMatchObject({ ok: true, value: { pictures: 3, boxes: 3 } });
    const boxes = items.slice(0, said.length).map(({ sampleHash }) =>
      readFileSync(join(folder, 'labels', `${sampleHash}.txt`), 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => {
          const [category = 0, x = 0, y = 0, width = 0, height = 0] = line.split(' ').map(Number);
          const box = { x: (x - width / 2) * 640, y: (y - height / 2) * 480, width: width * 640, height: height * 480 };
          return { label: classes[category], box };
        }),
    );
    for (const [index, labels] of said.entries()) {
      expect(boxes[index]?.map(({ label }) => label)).toEqual(labels.map(({ label }) => label));
      for (const [place, { box }] of labels.entries()) {
        for (const side of ['x', 'y', 'width', 'height'] as const) {
          expect(boxes[index]?.[place]?.box[side]).toBeCloseTo(box[side], 2);
        }
      }
    }
    expect(readFileSync(join(folder, 'data.yaml'), 'utf8')).toBe(
      'path: .\ntrain: images\nval: images\nnames:\n  0: "open"\n  1: "short"\n  2: "spur"\n',
    );
  });

  it('as sounds gives WAV files and a line for each, and leaves the pictures out', async () => {
    const { items, files, write } = await labelled();
    const folder = temporaryFolder();
    const counts = { pictures: 0, boxes: 0, sounds: 1, marks: 1, missing: 0, leftOut: 3 };
    expect(await write('sounds', folder)).toEqual(succeed({ folder, format: 'sounds', ...counts }));
    const hash = items[3]?.sampleHash ?? '';
    expect(
      readFileSync(join(folder, 'sounds.jsonl'), 'utf8')
        .split('\n')
        .map((line) => line && JSON.parse(line)),
    ).toEqual([{ file: `sounds/${hash}.wav`, id: 4, durationMs: 100, marks: items[3]?.sound?.marks }, '']);
    expect(readFileSync(join(folder, 'sounds', `${hash}.wav`))).toEqual(readFileSync(files.pathOf(hash)));
    expect(readdirSync(folder).sort()).toEqual(['sounds', 'sounds.jsonl']);
  });

  it('counts what has vanished and leaves it out', async () => {
    const { files, items, write } = await labelled();
    await files.remove(items[0]?.sampleHash ?? '');
    const folder = temporaryFolder();
    expect(await write('coco', folder)).toMatchObject({ ok: true, value: { pictures: 2, boxes: 1, missing: 1 } });
    expect(readdirSync(join(folder, 'images'))).toHaveLength(2);
  });

  it('goes into no folder that holds something, and into none whose path is not whole', async () => {
    const { write } = await labelled();
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'thesis'));
    writeFileSync(join(folder, 'coco.json'), 'mine');
    expect(await write('coco', folder)).toMatchObject({ ok: false, failure: { code: 'already_exists' } });
    expect(readFileSync(join(folder, 'coco.json'), 'utf8')).toBe('mine');
    expect(await write('coco', 'somewhere')).toMatchObject({ ok: false, failure: { code: 'bad_input' } });
  });
});
