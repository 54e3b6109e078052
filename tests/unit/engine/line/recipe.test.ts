import { setImmediate as settled } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { fail, succeed } from '../../../../main/domain/outcome.ts';
import { wishFor } from '../../../../main/engine/line/line-plan.ts';
import type { LineSamples } from '../../../../main/engine/line/worker-input.ts';
import type { PictureCard } from '../../../../preload/contract/model-card.ts';
import type { Recipe, RecipeBody } from '../../../../preload/contract/recipes.ts';
import { usualSampling } from '../../../../preload/contract/sampling.ts';
import { fixtureCard } from '../../../support/fixture-card.ts';
import { bodyOf } from '../../domain/recipe/fixture-recipe.ts';
import { wish, world } from './line-world.ts';

const recipeOf = (over: Partial<RecipeBody>, version = 1): Recipe => ({
  id: 'boards',
  version,
  name: 'Boards',
  body: bodyOf({ sourceId: 'cam', ...over }),
  note: '',
  by: 'admin',
  at: 0,
});

const started = async (over: Partial<RecipeBody>, ...more: Recipe[]) => {
  const recipe = recipeOf(over);
  const made = world(undefined, undefined, [recipe, ...more]);
  await made.line.start(wishFor(recipe));
  return { ...made, recipe };
};

const refused = fail('model_refused', { thing: 'The model', expected: 'one that runs', remedy: 'Look at it.' });
const byTrigger = { parts: { by: 'trigger', frames: 2, delayMs: 0 } } as const;
const trigger = { part: 7, deadlineMs: 500 };

describe('a line that goes by a recipe', () => {
  it('says which, and so does each part', async () => {
    const { line, see, inspections } = await started({});
    see(1, 0.95);
    see(2);
    await settled();
    const recipe = { id: 'boards', version: 1, name: 'Boards' };
    expect(line.read()).toMatchObject({ state: 'running', recipe });
    expect(inspections).toMatchObject([{ part: 1, verdict: 'fail', recipe, why: [{ label: 'open', kind: 'defect' }] }]);
  });

  it('tells each part to those whom the version names that has judged it', async () => {
    const second = recipeOf({ outputs: ['mes'], parts: { by: 'trigger', frames: 2, delayMs: 0 } }, 2);
    const { line, see, told } = await started({ outputs: ['plc', 'mes'] }, second);
    see(1);
    see(2);
    expect(line.telling).toEqual({ outputs: ['plc', 'mes'], byTrigger: false });
    await line.start(wishFor(second));
    expect(line.telling).toEqual({ outputs: ['mes'], byTrigger: true });
    await line.start(wish);
    see(3);
    await line.stop();
    expect(told.map(([{ part }, telling]) => [part, telling])).toEqual([
      [1, { outputs: ['plc', 'mes'], byTrigger: false }],
      [2, { outputs: ['plc', 'mes'], byTrigger: false }],
      [3, { outputs: null, byTrigger: false }],
    ]);
  });

  it('is missing to those whom it told once it was stopped, until its recipe names them no more', async () => {
    const { line, recipe } = await started({ outputs: ['plc'], ...byTrigger });
    expect(line.stopped).toBeUndefined();
    await line.stop();
    const missing = { outputs: ['plc'], byTrigger: true };
    expect([line.telling, line.stopped]).toEqual([missing, wishFor(recipe)]);
    line.recipeChanged('others', bodyOf({ sourceId: 'cam' }));
    expect(line.telling).toEqual(missing);
    line.recipeChanged('boards', bodyOf({ sourceId: 'other', outputs: ['plc'] }));
    expect(line.telling?.outputs).toEqual([]);
    line.recipeChanged('boards', bodyOf({ sourceId: 'cam', outputs: ['mes'] }));
    expect(line.telling?.outputs).toEqual(['mes']);
    line.recipeChanged('boards', null);
    expect(line.telling?.outputs).toEqual([]);
    await line.start(wish);
    await line.stop();
    expect([line.telling, line.stopped]).toEqual([{ outputs: null, byTrigger: false }, wish]);
  });

  it('is missing to nobody where it could not be started at all, and stays so to those it told before', async () => {
    const recipe = recipeOf({ outputs: ['plc'] });
    const { line, answers } = world(undefined, undefined, [recipe]);
    answers.set('start', refused);
    await line.start(wishFor(recipe));
    expect([line.read().state, line.telling, line.stopped]).toEqual(['failed', undefined, undefined]);
    answers.set('start', succeed({ format: {}, runsOn: 'cpu', warmUpMs: 1 }));
    await line.start(wishFor(recipe));
    await line.stop();
    answers.set('start', refused);
    await line.start(wish);
    expect([line.read().state, line.telling, line.stopped]).toEqual([
      'failed',
      { outputs: ['plc'], byTrigger: false },
      wishFor(recipe),
    ]);
  });

  it('names all models that look at its frames, while they do', async () => {
    const { line } = await started({ models: ['pcb-defects', 'find-faces'] });
    expect(line.lookingWith).toEqual(['pcb-defects', 'find-faces']);
    await line.stop();
    expect(line.lookingWith).toEqual([]);
  });

  it('lets each model see at the size that it says, and tells which those are', async () => {
    const models = ['pcb-defects', 'find-faces'];
    const smaller = recipeOf({ models, inputSizes: { 'find-faces': 480 } }, 2);
    const { line, asked, given } = await started({ models, inputSizes: { 'find-faces': 320 } }, smaller);
    expect(line.read()).toMatchObject({ inputSizes: { 'find-faces': 320 }, runsOn: 'cpu, 2 threads, 640 and 320 px' });
    const at = (inputSize: number) => [
      { folder: '/models/pcb-defects', inputSize: undefined },
      { folder: '/models/find-faces', inputSize },
    ];
    expect(given('start')).toMatchObject({ models: at(320) });
    await line.start(wishFor(smaller));
    expect(asked.filter((verb) => verb === 'start' || verb === 'change')).toEqual(['start', 'change']);
    expect(given('change')).toMatchObject({ models: at(480) });
    expect(line.read().inputSizes).toEqual({ 'find-faces': 480 });
  });

  it('cannot be started by one that is not there, and goes on with what it does', async () => {
    const { line, recipe } = await started({});
    const outcome = await line.start(wishFor({ ...recipe, version: 9 }));
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'not_found' } });
    expect(line.read()).toMatchObject({ state: 'running', recipe: { version: 1 } });
  });

  it('makes parts by time, whatever the source tells of them', async () => {
    const { see, clock, inspections } = await started({ parts: { by: 'time', ms: 500 } });
    for (const part of [1, 2, null, 3, 3, 4]) {
      see(part);
      await clock.advance(250);
    }
    expect(inspections.map(({ part, frames, verdict }) => [part, frames, verdict])).toEqual([
      [null, 2, 'pass'],
      [null, 2, 'pass'],
    ]);
  });

  it('shows what lies outside the region, and holds it against no part', async () => {
    const corner = [
      { x: 0.5, y: 0.5 },
      { x: 1, y: 0.5 },
      { x: 1, y: 1 },
    ];
    const { line, see, rows, inspections } = await started({ region: corner });
    see(1, 0.95);
    see(2);
    expect(rows[0]).toMatchObject({ verdict: 'pass', topScore: null, detections: [{ label: 'open', ignored: true }] });
    expect(line.read().finds).toEqual({ now: {}, most: 0, frames: 0 });
    await settled();
    expect(inspections).toMatchObject([{ verdict: 'pass', defects: [] }]);
  });

  it('tells of its zones and lines from the first frame on', async () => {
    const half = [
      { x: 0, y: 0 },
      { x: 0.5, y: 0 },
      { x: 0.5, y: 1 },
    ];
    const { line, see } = await started({ zones: [{ name: 'left', outline: half }], follow: true });
    see(1);
    expect(line.read()).toMatchObject({ zones: [{ name: 'left', now: 0, entered: 0 }] });
    expect(line.read()).not.toHaveProperty('lines');
  });

  it('is not touched by a start of the same version, and changed over by that of another', async () => {
    const { line, asked, recipe } = await started({}, recipeOf({ follow: true }, 2));
    await line.start(wishFor(recipe));
    expect(asked.filter((verb) => verb === 'start')).toHaveLength(1);
    await line.start(wishFor({ ...recipe, version: 2 }));
    expect(line.read().recipe).toMatchObject({ version: 2 });
  });
});

describe('what a line lets be kept for labelling', () => {
  const corner = [
    { x: 0.5, y: 0.5 },
    { x: 1, y: 0.5 },
    { x: 1, y: 1 },
  ];
  const samples: LineSamples = {
    wish: async () => ({ settings: usualSampling, seed: 1, kept: [0, 0, 0] }),
    keep: () => undefined,
    missed: () => undefined,
    shown: () => undefined,
    flush: async () => undefined,
  };
  const startWith = async (card: PictureCard, ...recipes: readonly [Recipe, ...Recipe[]]) => {
    const made = world(card, samples, recipes);
    made.answers.set('sampling', succeed(null));
    await made.line.start(wishFor(recipes[0]));
    return made;
  };

  it('has its doubts in the region that judges, for every model that says where', async () => {
    const { given } = await startWith(fixtureCard, recipeOf({ region: corner, models: ['pcb-defects', 'other'] }));
    expect(given('start')).toMatchObject({ sampling: { regions: [corner, corner] } });
    const whole = { ...fixtureCard, task: 'classify' } as const;
    expect((await startWith(whole, recipeOf({ region: corner }))).given('start')).toMatchObject({
      sampling: { regions: [null] },
    });
    expect((await startWith(fixtureCard, recipeOf({}))).given('start')).toMatchObject({
      sampling: { regions: [null] },
    });
  });

  it('is told to the worker anew where another region judges with the same models', async () => {
    const first = recipeOf({ region: corner });
    const second = recipeOf({ region: null }, 2);
    const { line, asked, given } = await startWith(fixtureCard, first, second);
    expect(asked).not.toContain('sampling');
    await line.start(wishFor(second));
    expect(asked.filter((verb) => verb === 'start' || verb === 'change')).toEqual(['start']);
    expect(given('sampling')).toMatchObject({ sourceId: 'cam', wish: { regions: [null] } });
  });
});

describe('a line that is changed over', () => {
  const second = recipeOf({ follow: true }, 2);
  const other = recipeOf({ models: ['other'] }, 3);

  it('leaves the worker alone where the same models look at the same source', async () => {
    const { line, see, asked, inspections } = await started({}, second);
    see(1);
    const before = [...asked];
    await line.start(wishFor(second));
    expect(asked).toEqual(before);
    expect(line.read()).toMatchObject({ state: 'running', recipe: { version: 2 }, frames: 0, drops: 0 });
    see(2);
    see(3);
    await settled();
    expect(inspections.map(({ part, verdict, recipe }) => [part, verdict, recipe?.version])).toEqual([
      [1, 'unsure', 1],
      [2, 'pass', 2],
    ]);
    expect(inspections[0]?.trouble).toBe('The line was changed over while it was in view.');
  });

  it('keeps its camera open where other models look at the same source', async () => {
    const { line, see, asked, rows } = await started({}, other);
    see(1);
    await line.start(wishFor(other));
    see(2);
    expect(asked.filter((verb) => verb === 'start' || verb === 'stop')).toEqual(['start']);
    expect(rows.map(({ model }) => model.name)).toEqual(['pcb-defects', 'other']);
    expect(line.read()).toMatchObject({ state: 'running', model: { name: 'other' }, frames: 1 });
  });

  it('goes on as it was where the other models are refused', async () => {
    const { line, see, answers, inspections } = await started({}, other);
    see(1);
    answers.set('change', refused);
    expect(await line.start(wishFor(other))).toMatchObject({ ok: false, failure: { code: 'model_refused' } });
    see(1);
    see(2);
    await settled();
    expect(line.read()).toMatchObject({ state: 'running', note: '', recipe: { version: 1 }, frames: 3 });
    expect(inspections).toMatchObject([{ part: 1, frames: 2, verdict: 'pass' }]);
  });

  it('goes back to what it did where the source must be opened anew and cannot', async () => {
    const { line, see, news, answers, clock } = await started({}, second);
    see(1);
    news('failed', 'the cable is out');
    answers.set('start', refused);
    expect(await line.start(wishFor(second))).toMatchObject({ ok: false, failure: { code: 'model_refused' } });
    expect(line.read()).toMatchObject({ state: 'failed', wanted: true, recipe: { version: 1 } });
    answers.set('start', succeed({ format: {}, runsOn: 'cpu, 2 threads', warmUpMs: 1 }));
    await line.start(wishFor(recipeOf({})));
    await clock.advance(0);
    expect(line.read()).toMatchObject({ state: 'running', recipe: { version: 1 } });
  });
});

describe('a part that a trigger begins', () => {
  it('has the frames that were captured after it, and is answered with the last of them', async () => {
    const { line, see, clock, inspections } = await started(byTrigger);
    see(1, 0.95);
    const answer = line.trigger(trigger);
    // Captured 30 ms before it is seen: before the trigger.
    see(1, 0.95);
    await clock.advance(40);
    see(1);
    expect(inspections).toEqual([]);
    see(1);
    expect(await answer).toMatchObject({ ok: true, value: { part: 7, frames: 2, verdict: 'pass' } });
    see(1, 0.95);
    await settled();
    expect(inspections).toHaveLength(1);
  });

  it('has no frame of a camera whose pictures come late until they show this part', async () => {
    const { line, see, clock } = await started({ parts: { ...byTrigger.parts, delayMs: 200 } });
    const answer = line.trigger(trigger);
    await clock.advance(200);
    // Captured 30 ms before it is seen: too soon after the trigger.
    see(1, 0.95);
    await clock.advance(40);
    see(1);
    see(1);
    expect(await answer).toMatchObject({ ok: true, value: { frames: 2, verdict: 'pass' } });
  });

  it('fails with what its frames show', async () => {
    const { line, see, clock } = await started(byTrigger);
    const answer = line.trigger(trigger);
    await clock.advance(40);
    see(null, 0.8);
    see(null, 0.8);
    expect(await answer).toMatchObject({ ok: true, value: { verdict: 'fail', why: [{ label: 'open' }] } });
  });

  it('does not pass when no frame comes in time, and says so', async () => {
    const { line, see, clock, inspections } = await started(byTrigger);
    const answer = line.trigger(trigger);
    await clock.advance(500);
    const trouble = 'Not all of its 2 frames came within 500 ms of the trigger.';
    expect(await answer).toMatchObject({ ok: true, value: { part: 7, frames: 0, verdict: 'unsure', trouble } });
    expect(inspections).toHaveLength(1);
    see(null);
    const next = line.trigger(trigger);
    await clock.advance(40);
    see(null);
    await clock.advance(500);
    expect(await next).toMatchObject({ ok: true, value: { frames: 1, verdict: 'unsure', trouble } });
  });

  it('does not pass when the worker is lost in its middle', async () => {
    const { line, see, clock } = await started(byTrigger);
    const answer = line.trigger(trigger);
    await clock.advance(40);
    see(null);
    line.workerLost('was ended by SIGKILL');
    expect(await answer).toMatchObject({
      ok: true,
      value: { frames: 1, verdict: 'unsure', trouble: 'The vision worker was ended by SIGKILL.' },
    });
    expect(await line.trigger(trigger)).toMatchObject({ ok: false, failure: { code: 'wrong_state' } });
  });

  it('is refused while the one before it waits, on a line that makes its parts itself, and on one that stands', async () => {
    const { line } = await started(byTrigger);
    void line.trigger(trigger);
    expect(await line.trigger(trigger)).toMatchObject({
      ok: false,
      failure: { received: 'another trigger before that' },
    });
    await line.start(wish);
    expect(await line.trigger(trigger)).toMatchObject({
      ok: false,
      failure: { received: 'one that makes parts by itself' },
    });
    await line.stop();
    expect(await line.trigger(trigger)).toMatchObject({ ok: false, failure: { received: 'one that is stopped' } });
  });

  it('is stored as one that was interrupted when the line is stopped', async () => {
    const { line, inspections } = await started(byTrigger);
    const answer = line.trigger(trigger);
    await line.stop();
    expect(await answer).toMatchObject({ ok: true, value: { verdict: 'unsure', frames: 0 } });
    expect(inspections).toHaveLength(1);
  });
});
