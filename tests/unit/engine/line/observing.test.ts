import { describe, expect, it } from 'vitest';
import { succeed } from '../../../../main/domain/outcome.ts';
import type { LineSamples } from '../../../../main/engine/line/worker-input.ts';
import type { PictureCard } from '../../../../preload/contract/model-card.ts';
import { usualSampling } from '../../../../preload/contract/sampling.ts';
import { settled } from '../../../support/fake-clock.ts';
import { fixtureCard } from '../../../support/fixture-card.ts';
import { wish, world } from './line-world.ts';

describe('the line with a model that judges nothing', () => {
  const finder: PictureCard = { ...fixtureCard, name: 'faces', task: 'find-faces', labels: ['face'] };

  it('stores what it sees without a verdict, makes no parts and calls nothing a defect', async () => {
    const { line, see, rows, inspections, news } = world(finder);
    await line.start(wish);
    see(1, 0.95);
    see(2);
    see(undefined, 0.99);
    expect(rows.map((row) => [row.inspectionId, row.verdict, row.topScore])).toEqual([
      [null, null, 0.95],
      [null, null, null],
      [null, null, 0.99],
    ]);
    expect(line.read()).toMatchObject({
      judges: false,
      verdict: null,
      counts: { pass: 0, fail: 0, unsure: 0 },
      defectsByLabel: {},
      recent: [],
      finds: { now: { open: 1 }, most: 1, frames: 2 },
    });
    line.workerLost('was killed');
    news('ended');
    await line.stop();
    expect(inspections).toEqual([]);
  });

  it('tells the worker again what it may keep when that changed while it was starting', async () => {
    const asked: boolean[] = [];
    const samples: LineSamples = {
      wish: async (ofPeople) => {
        asked.push(ofPeople);
        return { settings: usualSampling, seed: 1, kept: [0, 0, 0] };
      },
      flush: async () => undefined,
      keep: () => undefined,
      missed: () => undefined,
      shown: () => undefined,
    };
    const { line, asked: verbs, answers } = world(finder, samples);
    answers.set('sampling', succeed(null));
    const starting = line.start(wish);
    while (line.read().state !== 'starting') await Promise.resolve();
    await line.resample();
    await starting;
    await settled();
    expect(verbs).toEqual(['start', 'view', 'sampling']);
    await line.resample();
    expect(verbs.at(-1)).toBe('sampling');
    expect(asked).toEqual([true, true, true]);
  });

  it('asks as of people for a model that judges where people are among what it finds', async () => {
    const asked: boolean[] = [];
    const kept: boolean[] = [];
    const samples: LineSamples = {
      wish: async (ofPeople) => {
        asked.push(ofPeople);
        return { settings: usualSampling, seed: 1, kept: [0, 0, 0] };
      },
      flush: async () => undefined,
      keep: () => undefined,
      missed: () => undefined,
      shown: (_row, _jpeg, ofPeople) => kept.push(ofPeople),
    };
    for (const labels of [['bicycle', 'person'], ['bicycle']]) {
      const { line, see } = world({ ...fixtureCard, labels }, samples);
      await line.start(wish);
      line.watched(true);
      const frameId = see(1, 0.95);
      line.told({ kind: 'told', event: 'picture', value: { frameId, jpeg: new Uint8Array([1]) } });
    }
    expect(asked).toEqual([true, false]);
    expect(kept).toEqual([true, false]);
  });

  it('judges again once a model that does is started', async () => {
    const { line, see } = world();
    await line.start(wish);
    see(1, 0.95);
    expect(line.read()).toMatchObject({ judges: true, verdict: 'fail' });
  });
});
