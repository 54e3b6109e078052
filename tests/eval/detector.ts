import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { EvaluatedPicture } from '../../main/domain/average-precision.ts';
import { averagePrecision } from '../../main/domain/average-precision.ts';
import { readCocoFolder } from './coco-folder.ts';
import { loadDetector } from './station-path.ts';

// Every box counts towards the curve, however unsure; below this it only costs time.
const SCORE_FLOOR = 0.001;

interface Request {
  readonly model: string;
  readonly data: string;
}

function readRequest(args: readonly string[]): Request {
  const { values } = parseArgs({
    args: [...args],
    options: { model: { type: 'string' }, data: { type: 'string' } },
  });
  for (const flag of ['model', 'data'] as const) {
    if (!values[flag]) throw new Error(`Expected --${flag} DIR, got nothing.`);
  }
  return { model: values.model ?? '', data: values.data ?? '' };
}

const rounded = (value: number): number => Math.round(value * 1e4) / 1e4;

/** COCO mAP of a detector on a folder with coco.json, along the same path as the station's own frames. */
export async function evaluateDetector(args: readonly string[]): Promise<Readonly<Record<string, unknown>>> {
  const { model, data } = readRequest(args);
  const detector = await loadDetector(model, { scoreThreshold: SCORE_FLOOR });
  const labelled = await readCocoFolder(data, detector.labels);
  const pictures: EvaluatedPicture[] = [];
  for (const { file, real } of labelled) {
    pictures.push({ real, found: await detector.find(file) });
    if (pictures.length % 100 === 0) console.log(`${pictures.length} of ${labelled.length} pictures`);
  }
  await detector.release();
  const result = averagePrecision(pictures, { categories: detector.labels.length });
  const perClass = Object.fromEntries(
    detector.labels.flatMap((label, i) => {
      const of = result.perCategory[i];
      if (of?.at50 === undefined || of.at50To95 === undefined) return [];
      return [[label, { map50: rounded(of.at50), map50_95: rounded(of.at50To95), n: of.toFind }]];
    }),
  );
  return {
    data: basename(resolve(data)),
    n: pictures.length,
    map50: rounded(result.map50),
    map50Ci: result.map50Interval.map(rounded),
    map50_95: rounded(result.map50To95),
    map50_95Ci: result.map50To95Interval.map(rounded),
    perClass,
  };
}
