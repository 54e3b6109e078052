import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const house = join(import.meta.dirname, '../../..');
const model = join(house, 'models/pcb-defects');

interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

const evaluate = (...args: readonly string[]): Promise<Run> =>
  new Promise((resolve) => {
    const program = join(house, 'tests/eval/run.ts');
    const child = execFile(process.execPath, [program, ...args], (_error, out, err) =>
      resolve({ code: child.exitCode, out, err }),
    );
  });

async function writeFolder(folder: string, category: string): Promise<string> {
  await mkdir(join(folder, 'images'), { recursive: true });
  const create = { width: 96, height: 64, channels: 3 as const, background: '#fff' };
  await sharp({ create }).png().toFile(join(folder, 'images/blank.png'));
  const images = [{ id: 1, file_name: 'images/blank.png', width: 96, height: 64 }];
  const annotations = [{ id: 1, image_id: 1, category_id: 9, bbox: [10, 10, 30, 20], area: 600, iscrowd: 0 }];
  const categories = [{ id: 9, name: category }];
  await writeFile(join(folder, 'coco.json'), JSON.stringify({ images, annotations, categories }));
  return folder;
}

describe('npm run eval -- detector', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'caracal-eval-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('ends on one line with the value and its interval', async () => {
    const data = await writeFolder(join(folder, 'small-set'), 'open');
    const { code, out } = await evaluate('detector', '--model', model, '--data', data);
    expect(code).toBe(0);
    const last = out.trim().split('\n').at(-1) ?? '';
    expect(last.startsWith('EVAL ')).toBe(true);
    const line: unknown = JSON.parse(last.slice('EVAL '.length));
    // A blank picture holds no open circuit to be found.
    expect(line).toMatchObject({ name: 'detector', data: 'small-set', n: 1, map50: 0, map50Ci: [0, 0], map50_95: 0 });
    expect(line).toHaveProperty('perClass.open.n', 1);
  });

  it('names a category that the model does not know', async () => {
    const data = await writeFolder(join(folder, 'other'), 'scratch');
    const { code, err } = await evaluate('detector', '--model', model, '--data', data);
    expect(code).toBe(1);
    expect(err).toContain('got scratch.');
  });

  it.each([
    [[], 'Expected the name of an evaluation (anomaly, confidence, detector, vad), got none.'],
    [['detectr'], 'Expected the name of an evaluation (anomaly, confidence, detector, vad), got detectr.'],
    [['detector', '--data', '.'], 'Expected --model DIR, got nothing.'],
    [['detector', '--model', model], 'Expected --data DIR, got nothing.'],
    [['detector', '--modle', model], "Unknown option '--modle'"],
    [
      ['detector', '--model', model, '--data', '/nowhere'],
      'Expected a folder with coco.json, found no /nowhere/coco.json.',
    ],
    [['detector', '--model', '/nowhere', '--data', '.'], '/nowhere'],
  ])('says one sentence and leaves with 1 for %j', async (args, sentence) => {
    const { code, out, err } = await evaluate(...args);
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain(sentence);
    expect(err.trim().split('\n')).toHaveLength(1);
  });
});
