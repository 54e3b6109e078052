import { fail, type Outcome, succeed } from '../../../../main/domain/outcome.ts';
import { bandOf } from '../../../../main/domain/verdict.ts';
import { Line } from '../../../../main/engine/line/line.ts';
import { type LedgerPressure, openLineLedger } from '../../../../main/engine/line/line-ledger.ts';
import { type LineTelling, planLine, type RecipeVersion } from '../../../../main/engine/line/line-plan.ts';
import type { LineSamples } from '../../../../main/engine/line/worker-input.ts';
import type { AskVision } from '../../../../main/engine/workers/worker-link.ts';
import type { FrameLook, FramePrediction } from '../../../../main/workers/protocol.ts';
import type { FrameHead } from '../../../../preload/contract/frames.ts';
import type { Inspection } from '../../../../preload/contract/inspections.ts';
import type { PictureCard } from '../../../../preload/contract/model-card.ts';
import type { Prediction } from '../../../../preload/contract/predictions.ts';
import type { Recipe } from '../../../../preload/contract/recipes.ts';
import type { Source } from '../../../../preload/contract/sources.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { fixtureCard } from '../../../support/fixture-card.ts';

export const source: Source = {
  id: 'cam',
  name: 'Cam',
  settings: { kind: 'camera', device: '/dev/video0' },
  builtIn: false,
  addedAt: 0,
};
export const away = fail('worker_exited', { thing: 'The vision worker', expected: 'it to run', remedy: 'Wait.' });
export const unreachable = fail('source_unreachable', {
  thing: 'cam',
  expected: 'a frame',
  remedy: 'Look after its cable.',
});
const full = fail('disk_full', { thing: 'The disk', expected: 'room', remedy: 'Make room.' });
export const wish = { sourceId: 'cam', model: 'pcb-defects' };

export function world(card: PictureCard = fixtureCard, samples?: LineSamples, recipes: readonly Recipe[] = []) {
  const clock = new FakeClock();
  const asked: string[] = [];
  const answers = new Map<string, Outcome<unknown> | Promise<Outcome<unknown>>>([
    ['start', succeed({ format: {}, runsOn: 'cpu, 2 threads', warmUpMs: 1 })],
    ['change', succeed({ runsOn: 'cpu, 2 threads', warmUpMs: 1 })],
    ['stop', succeed(null)],
    ['view', succeed(null)],
  ]);
  const rows: Omit<Prediction, 'id'>[] = [];
  const inspections: Inspection[] = [];
  const told: [Inspection, LineTelling][] = [];
  const pictures: FrameHead[] = [];
  let inspectionOutcome: Outcome<unknown> = succeed(null);
  const pressure: LedgerPressure = { waitingRows: 0, refusedRows: 0, trouble: null };
  const inputs = new Map<string, unknown>();
  const ask = (async (verb: string, input: unknown) => {
    asked.push(verb);
    inputs.set(verb, input);
    const answer = await answers.get(verb);
    if (verb === 'change' && answer?.ok) line.told({ kind: 'told', event: 'changed', value: { sourceId: 'cam' } });
    return answer;
  }) as AskVision;
  const ledger = openLineLedger(
    {
      appendPredictions: (more) => succeed(rows.push(...more)),
      appendInspection: async (inspection) => {
        if (inspectionOutcome.ok) inspections.push(inspection);
        return inspectionOutcome;
      },
      flush: async () => succeed(null),
      pressure,
    },
    clock,
    40,
  );
  const places = {
    findSource: async (id: string) =>
      id === 'cam'
        ? succeed(source)
        : fail('not_found', { thing: 'Source', expected: 'a known one', remedy: 'List them.' }),
    findRecipe: async ({ id, version }: RecipeVersion) => {
      const found = recipes.find((known) => known.id === id && known.version === version);
      return found === undefined
        ? fail('not_found', { thing: 'Recipe', expected: 'a known one', remedy: 'List them.' })
        : succeed(found);
    },
    findModel: async (name: string) =>
      succeed({ folder: `/models/${name}`, card: { ...card, name }, band: () => bandOf(card) }),
  };
  const line = new Line('cam', {
    clock,
    random: () => 1,
    ask,
    plan: (wished) => planLine(wished, places),
    ledger,
    samples,
    observer: { seen: () => undefined, judged: (...part) => void told.push(part) },
    publishPicture: (head) => pictures.push(head),
    modelLoaded: () => undefined,
    threads: 2,
    picturesPerSecond: 15,
  });
  let sequence = 0;
  const see = (part: number | null | undefined, score = 0, trouble?: FrameLook['trouble']): string => {
    sequence += 1;
    const box = { x: 0, y: 0, width: 9, height: 9 };
    const prediction: FramePrediction = {
      frameId: `f${sequence}`,
      sourceId: 'cam',
      sequence,
      capturedAt: clock.monotonicMs() - 30,
      wallTime: clock.wallMs(),
      width: 640,
      height: 640,
      part,
      looks: [
        {
          detections: score === 0 ? [] : [{ label: 'open', score, box }],
          trouble,
          prepareMs: 1,
          inferMs: 20,
          decodeMs: 1,
        },
      ],
      drops: 2,
    };
    line.told({ kind: 'told', event: 'prediction', value: prediction });
    return prediction.frameId;
  };
  const news = (state: string, note = '') =>
    line.told({ kind: 'told', event: 'source', value: { sourceId: 'cam', state, note, stalls: 1 } });
  const fillDisk = (isFull: boolean): void => {
    inspectionOutcome = isFull ? full : succeed(null);
  };
  /** What the worker was asked with, the last time. */
  const given = (verb: string): unknown => inputs.get(verb);
  return { clock, asked, given, answers, rows, inspections, told, pictures, line, see, news, fillDisk };
}
