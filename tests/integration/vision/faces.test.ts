import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readCatalogue } from '../../../main/models/catalogue.ts';
import { Looker } from '../../../main/vision/look.ts';
import { type OpenModel, openModel } from '../../../main/workers/open-model.ts';
import type { Detection, Point } from '../../../preload/contract/values.ts';
import { describeUnless, itUnless } from '../../support/lacks.ts';
import { placesIn, pulled, pullOf } from '../../support/pulling.ts';
import { sharedData, whyNoData } from '../../support/shared-data.ts';
import { sharedModels, whyNoModels } from '../../support/shared-models.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const weights = sharedModels();
const expressions = sharedData('faces_expressions');
const portraits = sharedData('faces_orl');
const boards = sharedData('deeppcb', 'images');

interface Pixels {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly channels: number;
}

const pixelsOf = async (image: Sharp): Promise<Pixels> => {
  const { data, info } = await image.removeAlpha().toColourspace('srgb').raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, channels: info.channels };
};

/** A portable grey map: a head of three words, with or without a remark, then the bytes. */
function greyMap(file: string): Pixels {
  const bytes = readFileSync(file);
  const head = /^P5\s+(?:#.*\s+)*(\d+)\s+(\d+)\s+255\s/.exec(bytes.subarray(0, 200).toString('latin1'));
  const [width, height] = [Number(head?.[1]), Number(head?.[2])];
  return {
    data: bytes.subarray(head?.[0].length, (head?.[0].length ?? 0) + width * height),
    width,
    height,
    channels: 1,
  };
}

const some = (folder: string, count: number, ending: RegExp): readonly string[] => {
  const all = readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => ending.test(name))
    .sort();
  const step = Math.max(1, Math.floor(all.length / count));
  return all
    .filter((_, index) => index % step === 0)
    .slice(0, count)
    .map((name) => join(folder, name));
};

/** Eyes above the nose, the nose above the mouth, right before left, all within the box or close to it. */
function isAFace({ box, points = [] }: Detection): boolean {
  const [right, left, nose, mouthRight, mouthLeft] = points;
  if (!right || !left || !nose || !mouthRight || !mouthLeft) return false;
  const isNear = ({ x, y }: Point): boolean =>
    x > box.x - box.width / 4 &&
    x < box.x + box.width * 1.25 &&
    y > box.y - box.height / 4 &&
    y < box.y + box.height * 1.25;
  const eyes = (right.y + left.y) / 2;
  const mouth = (mouthRight.y + mouthLeft.y) / 2;
  return points.every(isNear) && right.x < left.x && eyes < nose.y && nose.y < mouth;
}

describeUnless(
  whyNoModels,
  whyNoData('faces_expressions'),
  whyNoData('faces_orl'),
)('the face detector with its real weights', () => {
  let temp: Awaited<ReturnType<typeof makeTempFolder>>;
  let model: OpenModel;
  let looker: Looker;

  beforeAll(async () => {
    temp = await makeTempFolder();
    const catalogue = await readCatalogue(join(import.meta.dirname, '../../../models/catalog.json'));
    const entry = catalogue.ok ? catalogue.value.find(({ name }) => name === 'yunet') : undefined;
    if (entry === undefined) throw new Error('Expected yunet in the catalogue');
    const { outcome } = await pulled(pullOf(entry, placesIn(temp.path), { from: weights }));
    if (!outcome.ok) throw new Error(outcome.failure.message);
    const opened = await openModel(outcome.value.folder, 1);
    if (!opened.ok) throw new Error(opened.failure.message);
    model = opened.value;
    looker = new Looker(model.adapter, model.session);
  }, 60_000);
  afterAll(async () => {
    await model?.session.release();
    await temp.remove();
  });

  async function look({ data, width, height, channels }: Pixels): Promise<readonly Detection[]> {
    const format = channels === 1 ? ('gray8' as const) : ('rgb24' as const);
    const planes = [{ data, stride: width * channels }];
    const at = { id: 'f', sourceId: 'test', sequence: 0, capturedAt: 0, wallTime: 0, part: undefined };
    return (await looker.look({ ...at, width, height, format, planes })).detections;
  }

  it('finds one face in nearly every picture of one, with eyes, nose and mouth in their places', async () => {
    const files = some(expressions ?? '', 40, /\.jpg$/);
    const found = await Promise.all(files.map((file) => pixelsOf(sharp(file)))).then(async (pictures) => {
      const all: (readonly Detection[])[] = [];
      for (const picture of pictures) all.push(await look(picture));
      return all;
    });
    const right = found.filter((faces) => faces.length >= 1 && faces.every(isAFace));
    expect(right.length).toBeGreaterThanOrEqual(36);
    expect(found.filter((faces) => faces.length > 1).length).toBeLessThanOrEqual(2);
  });

  it('finds faces in small grey portraits of another shape', async () => {
    const files = some(portraits ?? '', 40, /\.pgm$/);
    let right = 0;
    for (const file of files) {
      const [face, ...others] = await look(greyMap(file));
      if (face !== undefined && others.length === 0 && isAFace(face) && face.score > 0.6) right += 1;
    }
    expect(files.length).toBe(40);
    expect(right).toBeGreaterThanOrEqual(38);
  });

  it('finds a face in the same place whatever the size of the picture around it', async () => {
    const [file = ''] = some(expressions ?? '', 1, /\.jpg$/);
    const face = await sharp(file).resize(200, 200).png().toBuffer();
    for (const [width, height, left, top] of [
      [640, 640, 220, 220],
      [1280, 720, 900, 60],
      [480, 1024, 40, 700],
      [333, 251, 100, 20],
    ] as const) {
      const ground = sharp({ create: { width, height, channels: 3, background: '#7d8a8f' } });
      const [found] = await look(
        await pixelsOf(
          sharp(
            await ground
              .composite([{ input: face, left, top }])
              .png()
              .toBuffer(),
          ),
        ),
      );
      const size = `${width} x ${height}`;
      expect(found, size).toBeDefined();
      expect(found !== undefined && isAFace(found), size).toBe(true);
      expect((found?.box.x ?? 0) + (found?.box.width ?? 0) / 2, size).toBeGreaterThan(left + 60);
      expect((found?.box.x ?? 0) + (found?.box.width ?? 0) / 2, size).toBeLessThan(left + 140);
      expect((found?.box.y ?? 0) + (found?.box.height ?? 0) / 2, size).toBeGreaterThan(top + 60);
      expect((found?.box.y ?? 0) + (found?.box.height ?? 0) / 2, size).toBeLessThan(top + 150);
    }
  });

  itUnless(whyNoData('deeppcb', 'images'))('finds no face where there is none', async () => {
    for (const file of some(boards ?? '', 20, /\.jpg$/)) expect(await look(await pixelsOf(sharp(file)))).toEqual([]);
  });
});
