import { describe, expect, it } from 'vitest';
import { fail, type Outcome, succeed } from '../../../../main/domain/outcome.ts';
import type { LineSamples } from '../../../../main/engine/line/worker-input.ts';
import { usualSampling } from '../../../../preload/contract/sampling.ts';
import { fixtureCard } from '../../../support/fixture-card.ts';
import { away, wish, world } from './line-world.ts';

const other = { ...wish, model: 'other-defects' };
const late = fail('deadline_exceeded', { thing: 'change', expected: 'an answer within 30 s', remedy: 'Try again.' });

/** An answer that is given when the test says so. */
function held(): { readonly answer: Promise<Outcome<unknown>>; readonly give: (outcome: Outcome<unknown>) => void } {
  const { promise, resolve } = Promise.withResolvers<Outcome<unknown>>();
  return { answer: promise, give: resolve };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('a line that is changed over', () => {
  it('is opened anew as it was when the worker was late: what it may change over to yet is not taken for what runs', async () => {
    const { line, answers, asked } = world();
    await line.start(wish);
    answers.set('change', late);
    asked.length = 0;
    expect(await line.start(other)).toMatchObject({ ok: false, failure: { code: 'deadline_exceeded' } });
    expect(asked).toEqual(['change', 'stop', 'start', 'view']);
    expect(line.read()).toMatchObject({ state: 'running', model: { name: wish.model } });
    line.told({ kind: 'told', event: 'changed', value: { sourceId: 'cam' } });
    expect(line.read().model?.name).toBe(wish.model);
  });

  it('goes on with what it did when the worker is lost before it answers, though it had begun with the other', async () => {
    const { line, answers } = world();
    await line.start(wish);
    const { answer, give } = held();
    answers.set('change', answer);
    const started = line.start(other);
    await settled();
    line.told({ kind: 'told', event: 'changed', value: { sourceId: 'cam' } });
    expect(line.read().model?.name).toBe(other.model);
    line.workerLost('was killed');
    give(away);
    expect(await started).toMatchObject({ ok: false, failure: { code: 'worker_exited' } });
    line.workerReady();
    await settled();
    expect(line.read()).toMatchObject({ state: 'running', model: { name: wish.model } });
  });

  it('is told again which frames are wanted when that changed meanwhile', async () => {
    const wished: boolean[] = [];
    const { mostBytes: _, ...settings } = usualSampling;
    const samples: LineSamples = {
      wish: async (ofPeople) => {
        wished.push(ofPeople);
        return { settings, seed: 1, kept: [0, 0, 0] };
      },
      keep: () => undefined,
      missed: () => undefined,
      shown: () => undefined,
      flush: async () => undefined,
    };
    const { line, answers, asked } = world(fixtureCard, samples);
    answers.set('sampling', succeed(null));
    await line.start(wish);
    const { answer, give } = held();
    answers.set('change', answer);
    const started = line.start(other);
    await settled();
    asked.length = 0;
    await line.resample();
    expect(asked).toEqual([]);
    give(succeed({ runsOn: 'cpu', warmUpMs: 1 }));
    await started;
    await settled();
    expect(asked).toContain('sampling');
    expect(wished).toHaveLength(3);
  });
});

describe('the end of a file', () => {
  it('does not stop what somebody has started again before its turn came', async () => {
    const { line, answers, news } = world();
    await line.start(wish);
    news('failed', 'The file could not be read.');
    const { answer, give } = held();
    answers.set('stop', answer);
    const started = line.start(wish);
    await settled();
    news('ended', 'The file has ended.');
    give(succeed(null));
    expect(await started).toMatchObject({ ok: true });
    await settled();
    expect(line.read()).toMatchObject({ state: 'running', note: '', wanted: true });
  });

  it('stops a line whose models were changed over after it was told', async () => {
    const { line, answers, news } = world();
    await line.start(wish);
    const { answer, give } = held();
    answers.set('change', answer);
    const started = line.start(other);
    await settled();
    news('ended', 'The file has ended.');
    line.told({ kind: 'told', event: 'changed', value: { sourceId: 'cam' } });
    give(succeed({ runsOn: 'cpu', warmUpMs: 1 }));
    await started;
    await settled();
    expect(line.read()).toMatchObject({ state: 'stopped', note: 'The file has ended.', wanted: false });
  });
});
