import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import type { Board } from '../../main/capture/demo-line/board.ts';
import { renderBoard } from '../../main/capture/demo-line/board.ts';
import { DEFECT_LABELS } from '../../main/capture/demo-line/defects.ts';

// Writes generated boards in the COCO layout: DIR/images/*.png and DIR/coco.json.
const USAGE = 'node cloud/trainer/export-boards.ts --out DIR [--count N] [--seed N] [--defects MEAN]';

type Request = { out: string; count: number; seed: number; defects: number };

function readRequest(): Request {
  const { values } = parseArgs({
    options: {
      out: { type: 'string' },
      count: { type: 'string', default: '100' },
      seed: { type: 'string', default: '1' },
      defects: { type: 'string', default: '6' },
    },
  });
  if (!values.out) throw new Error(`Expected --out DIR. Usage: ${USAGE}`);
  const count = Number(values.count);
  const seed = Number(values.seed);
  const defects = Number(values.defects);
  if (!Number.isInteger(count) || count < 1) {
    throw new Error(`Expected --count to be a positive integer, got ${values.count}`);
  }
  if (!Number.isInteger(seed) || seed < 0) {
    throw new Error(`Expected --seed to be a whole number from 0, got ${values.seed}`);
  }
  if (!(defects >= 0)) throw new Error(`Expected --defects to be 0 or more, got ${values.defects}`);
  return { out: values.out, count, seed, defects };
}

/** Copper is dark on a light board, as the reference pictures of this trade show it. */
async function writePicture(board: Board, file: string): Promise<void> {
  const luma = board.copper.map((value) => 255 - value);
  const raw = { width: board.width, height: board.height, channels: 1 as const };
  await sharp(luma, { raw }).toColourspace('b-w').png({ compressionLevel: 3 }).toFile(file);
}

async function main(): Promise<void> {
  const { out, count, seed, defects } = readRequest();
  await mkdir(join(out, 'images'), { recursive: true });
  const images = [];
  const annotations = [];
  let pending: Promise<void>[] = [];
  for (let i = 0; i < count; i += 1) {
    // Seeds of different exports stay a million boards apart.
    const board = renderBoard(seed * 1_000_000 + i, { defectsPerBoard: defects });
    const fileName = `images/${String(i).padStart(6, '0')}.png`;
    pending.push(writePicture(board, join(out, fileName)));
    images.push({ id: i + 1, file_name: fileName, width: board.width, height: board.height });
    for (const box of board.truth) {
      annotations.push({
        id: annotations.length + 1,
        image_id: i + 1,
        category_id: DEFECT_LABELS.indexOf(box.label) + 1,
        bbox: [box.x, box.y, box.width, box.height],
        area: box.width * box.height,
        iscrowd: 0,
      });
    }
    if (pending.length >= 16) {
      await Promise.all(pending);
      pending = [];
      if ((i + 1) % 400 === 0) console.log(`${i + 1} of ${count} boards`);
    }
  }
  await Promise.all(pending);
  const categories = DEFECT_LABELS.map((name, i) => ({ id: i + 1, name }));
  await writeFile(join(out, 'coco.json'), JSON.stringify({ images, annotations, categories }));
  console.log(`${count} boards, ${annotations.length} defects`);
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
