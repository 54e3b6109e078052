import { describe, expect, it } from 'vitest';
import type { LineSamples } from '../../../../main/engine/line/worker-input.ts';
import { type SampleReason, usualSampling } from '../../../../preload/contract/sampling.ts';
import { fixtureCard } from '../../../support/fixture-card.ts';
import { wish, world } from './line-world.ts';

async function drawingLine() {
  const missed: string[] = [];
  const kept: string[] = [];
  const writtenDown: number[] = [];
  const samples: LineSamples = {
    wish: async () => ({ settings: usualSampling, seed: 1, kept: [0, 0, 0] }),
    flush: async () => void writtenDown.push(missed.length),
    keep: ({ frameId }) => void kept.push(frameId),
    missed: ({ name }) => void missed.push(name),
    shown: () => undefined,
  };
  const { line, clock, rows } = world(fixtureCard, samples);
  await line.start(wish);
  const see = (frameId: string, reason: SampleReason): void => {
    const look = { detections: [], prepareMs: 1, inferMs: 20, decodeMs: 1, kept: reason };
    const [capturedAt, wallTime] = [clock.monotonicMs(), clock.wallMs()];
    const frame = { frameId, sourceId: 'cam', sequence: 1, capturedAt, wallTime, width: 640, height: 640, drops: 0 };
    line.told({ kind: 'told', event: 'prediction', value: { ...frame, part: 1, looks: [look] } });
  };
  const give = (frameId: string): void =>
    line.told({ kind: 'told', event: 'sample', value: { sourceId: 'cam', frameId, jpeg: new Uint8Array([1]) } });
  return { line, rows, see, give, kept, missed, writtenDown };
}

describe('a frame that was drawn by lot and whose picture is on its way', () => {
  it('is counted for its model when the worker is lost, and its row is stored all the same', async () => {
    const { line, rows, see, missed } = await drawingLine();
    see('f1', 'control');
    see('f2', 'unsure');
    expect(missed).toEqual([]);
    line.workerLost('was killed');
    expect(missed).toEqual(['pcb-defects']);
    expect(rows.map(({ frameId }) => frameId)).toEqual(['f1', 'f2']);
  });

  it('is counted for the model that drew it when the line is changed over', async () => {
    const { line, see, give, kept, missed } = await drawingLine();
    see('f1', 'control');
    see('f2', 'control');
    await line.start({ ...wish, model: 'solder' });
    expect(missed).toEqual(['pcb-defects', 'pcb-defects']);
    give('f1');
    expect(kept).toEqual([]);
  });

  it('is counted when so many came after it that its picture does not come any more', async () => {
    const { see, missed } = await drawingLine();
    see('f1', 'control');
    for (let index = 2; index <= 9; index += 1) see(`f${index}`, 'unsure');
    expect(missed).toEqual(['pcb-defects']);
  });

  it('is counted and written down before a line is stopped, and before the station is', async () => {
    for (const end of ['stop', 'close'] as const) {
      const { line, see, missed, writtenDown } = await drawingLine();
      see('f1', 'control');
      await line[end]();
      expect([missed, writtenDown], end).toEqual([['pcb-defects'], [1]]);
    }
  });

  it('is not counted where the picture came', async () => {
    const { line, see, give, kept, missed } = await drawingLine();
    see('f1', 'control');
    give('f1');
    line.workerLost('was killed');
    expect([kept, missed]).toEqual([['f1'], []]);
  });
});
