import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { isPictureName, readPicture } from '../../main/capture/sources/picture-file.ts';
import { pictureScore } from '../../main/domain/anomaly/picture-score.ts';
import { interval95, resample, uniform } from '../../main/domain/bootstrap.ts';
import type { Outcome } from '../../main/domain/outcome.ts';
import { chosenLimit, taughtCard } from '../../main/engine/teach/taught-card.ts';
import { readPictureCard } from '../../main/models/card.ts';
import { importFile } from '../../main/models/import-file.ts';
import { openSession } from '../../main/models/session.ts';
import { adapterFor } from '../../main/vision/families/registry.ts';
import { tryModel } from '../../main/workers/open-model.ts';
import { buildMemory } from '../../main/workers/teach-build.ts';
import { areaUnderRoc, type ScoredWindow } from './roc.ts';

const usage =
  'Expected --data DIR with train/good, test/good and test/bad [--backbone DIR or FILE.onnx] [--parts N] [--rate SHARE]';
const rounds = 1_000;
const threads = 2;
const now = (): number => performance.now();
const rounded = (value: number): number => Math.round(value * 1e4) / 1e4;

/**
 * Teaches from pictures of good parts as the station does, then judges others: how well good and bad ones are told apart, how many
 * good ones are held back beside what was promised, and how many bad ones pass.
 */
export async function evaluateAnomaly(args: readonly string[]): Promise<Readonly<Record<string, unknown>>> {
  const { data, backbone, parts, rate } = readRequest(args);
  const temp = await mkdtemp(join(tmpdir(), 'caracal-eval-'));
  try {
    const shown = drawn(await picturesIn(join(data, 'train/good')), parts);
    const pictures = shown.map((file, index) => ({ id: String(index), file, part: String(index) }));
    const into = join(temp, 'taught');
    await mkdir(into);
    const backboneFolder = await folderOf(backbone, temp);
    const built = expectDone(
      await buildMemory({ backboneFolder, pictures, intoFolder: into, threads }, () => undefined),
    );
    const about = { name: 'taught', version: '1.0.0', at: 0, from: [], rate };
    await writeFile(join(into, 'card.json'), JSON.stringify(expectDone(taughtCard(built, about))));
    const judge = await openJudge(into);
    const good = await judge.scores(await picturesIn(join(data, 'test/good')));
    const bad = await judge.scores(await picturesIn(join(data, 'test/bad')));
    await judge.release();
    const promised = chosenLimit(built, rate);
    const above = (scores: readonly number[]): number[] => scores.map((score) => (score >= promised.limit ? 1 : 0));
    return {
      data: basename(resolve(data)),
      backbone: `${built.backbone.name} ${built.backbone.version}`,
      parts: shown.length,
      n: { good: good.length, bad: bad.length },
      ...areaOf(good, bad),
      promisedFalseRejects: rounded(promised.rate),
      ...shareOf('falseRejects', above(good)),
      ...shareOf(
        'missed',
        above(bad).map((isAbove) => 1 - isAbove),
      ),
      memory: built.memory,
      input: `${built.input.width} x ${built.input.height}`,
      teachSeconds: rounded(built.tookMs / 1_000),
    };
  } finally {
    await rm(temp, { recursive: true, force: true });
  }
}

function readRequest(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ args: [...args], options: { data: text, backbone: text, parts: text, rate: text } });
  const { data, backbone = 'models/pcb-defects' } = values;
  const parts = Number(values.parts ?? 50);
  const rate = values.rate === undefined ? undefined : Number(values.rate);
  if (data === undefined || !(parts >= 2) || Number.isNaN(rate)) throw new Error(usage);
  return { data, backbone, parts, rate };
}

function expectDone<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new Error(outcome.failure.message);
}

async function picturesIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => {
    throw new Error(`${usage}; there is no ${folder}.`);
  });
  return names
    .filter(isPictureName)
    .toSorted()
    .map((name) => join(folder, name));
}

/** So many of them by lot, always the same ones. */
function drawn(files: readonly string[], most: number): readonly string[] {
  const random = uniform(7);
  const order = files.map((file) => ({ file, at: random() })).toSorted((a, b) => a.at - b.at);
  return order.slice(0, most).map(({ file }) => file);
}

/** A bare file gets its card as an import would give it. */
async function folderOf(backbone: string, temp: string): Promise<string> {
  if (!backbone.endsWith('.onnx')) return resolve(backbone);
  const places = { bundled: join(temp, 'none'), installed: join(temp, 'models') };
  const openOnce = (folder: string) => tryModel(folder, threads);
  const entry = expectDone(await importFile({ path: backbone }, { places, openOnce, busy: new Set() }));
  return join(places.installed, entry.name);
}

async function openJudge(folder: string) {
  const model = expectDone(await readPictureCard(folder));
  const adapter = expectDone(adapterFor(model.card));
  const session = expectDone(await openSession(model, { providers: ['cpu'], threads, now }));
  const tensor = new Float32Array(adapter.tensorLength);
  const score = async (file: string): Promise<number> => {
    adapter.preprocess(expectDone(await readPicture(file)), tensor);
    const [distances = new Float32Array(0)] = await session.run(tensor);
    return pictureScore(distances);
  };
  const scores = async (files: readonly string[]): Promise<readonly number[]> => {
    const all: number[] = [];
    for (const file of files) all.push(await score(file));
    return all;
  };
  return { scores, release: () => session.release() };
}

/** Good and bad pictures are drawn anew in each round, each with itself as its group. */
function areaOf(good: readonly number[], bad: readonly number[]) {
  const judged: ScoredWindow[] = [...good, ...bad].map((score, group) => ({
    score,
    group,
    isPositive: group >= good.length,
  }));
  const sorted = judged.toSorted((a, b) => a.score - b.score);
  const again = resample(judged.length, rounds, 1).map((weights) => areaUnderRoc(sorted, weights));
  const each = new Uint16Array(judged.length).fill(1);
  return { auroc: rounded(areaUnderRoc(sorted, each)), aurocCi: interval95(again).map(rounded) };
}

function shareOf(name: string, values: readonly number[]): Readonly<Record<string, unknown>> {
  const mean = (weights: ArrayLike<number>): number =>
    values.reduce((sum, value, index) => sum + value * (weights[index] ?? 0), 0) / values.length;
  const again = resample(values.length, rounds, 2).map(mean);
  return {
    [name]: rounded(mean(new Uint16Array(values.length).fill(1))),
    [`${name}Ci`]: interval95(again).map(rounded),
  };
}
