import { describe, expect, it } from 'vitest';
import { failure, succeed } from '../../../../main/domain/outcome.ts';
import { settled } from '../../../support/fake-clock.ts';
import { away, unreachable, wish, world } from './line-world.ts';

describe('the line', () => {
  it('starts the worker on the source and says what it runs on', async () => {
    const { line, asked } = world();
    const started = await line.start(wish);
    expect(started).toMatchObject({
      ok: true,
      value: { state: 'running', runsOn: 'cpu, 2 threads', sourceId: 'cam', model: { name: 'pcb-defects' } },
    });
    expect(asked).toEqual(['start', 'view']);
  });

  it('says how small its model sees the pictures where that was asked for, and starts anew where that changes', async () => {
    const { line, asked } = world();
    expect(await line.start({ ...wish, inputSize: 320 })).toMatchObject({
      value: { runsOn: 'cpu, 2 threads, 320 px' },
    });
    const before = asked.length;
    await line.start({ ...wish, inputSize: 320 });
    expect(asked.length).toBe(before);
    expect(await line.start(wish)).toMatchObject({ value: { runsOn: 'cpu, 2 threads' } });
    expect(asked.length).toBeGreaterThan(before);
  });

  it('tells the size that its model sees at while it runs and after it was stopped, so that it can be started so again', async () => {
    const { line } = world();
    await line.start({ ...wish, inputSize: 320 });
    expect(line.read().inputSizes).toEqual({ 'pcb-defects': 320 });
    await line.stop();
    expect(line.read()).toMatchObject({ state: 'stopped', inputSizes: { 'pcb-defects': 320 } });
    await line.start({ ...wish, inputSize: 640 });
    expect(line.read()).not.toHaveProperty('inputSizes');
    expect(line.read().runsOn).toBe('cpu, 2 threads');
  });

  it('never lets a frame pass whose numbers could not be read, nor its part, and says why', async () => {
    const { line, see, rows, inspections } = world();
    await line.start(wish);
    const trouble = failure('model_refused', {
      thing: 'Output',
      expected: 'finite numbers',
      received: 'NaN',
      remedy: '',
    });
    for (let frame = 0; frame < 30; frame += 1) see(1, 0, frame === 7 ? trouble : undefined);
    see(2);
    await settled();
    expect(rows.map(({ verdict }) => verdict)).toEqual(rows.map((_, index) => (index === 7 ? 'unsure' : 'pass')));
    expect(inspections).toMatchObject([{ part: 1, frames: 30, verdict: 'unsure', defects: [] }]);
    expect(line.read()).toMatchObject({ state: 'running', note: trouble.message });
  });

  it('fails a part in which a defect was seen, though one of its frames could not be read', async () => {
    const { line, see, inspections } = world();
    await line.start(wish);
    see(1, 0.95);
    see(1, 0, failure('model_refused', { thing: 'Output', expected: 'numbers', received: 'NaN', remedy: '' }));
    see(2);
    await settled();
    expect(inspections).toMatchObject([{ part: 1, verdict: 'fail' }]);
  });

  it('stores every prediction with the inspection of its part, and judges a part when the next one comes', async () => {
    const { line, see, rows, inspections } = world();
    await line.start(wish);
    see(1, 0.8);
    see(1, 0.75);
    see(null);
    see(2);
    await settled();
    expect(rows.map((row) => [row.inspectionId, row.verdict, row.topLabel])).toEqual([
      [41, 'fail', 'open'],
      [41, 'fail', 'open'],
      [null, 'pass', null],
      [42, 'pass', null],
    ]);
    expect(inspections).toMatchObject([
      { id: 41, part: 1, frames: 2, verdict: 'fail', defects: [{ label: 'open', frames: 2 }] },
    ]);
    const state = line.read();
    expect(state).toMatchObject({
      frames: 4,
      drops: 2,
      verdict: 'fail',
      counts: { pass: 0, fail: 1, unsure: 0 },
      defectsByLabel: { open: 1 },
    });
    expect(state.endToEndMs.p50).toBeCloseTo(30, 0);
  });

  it('says fail as soon as the part in view has failed, without waiting for its end', async () => {
    const { line, see } = world();
    await line.start(wish);
    see(1);
    expect(line.read().verdict).toBeNull();
    see(1, 0.95);
    expect(line.read().verdict).toBe('fail');
  });

  it('judges a source that knows no parts in stretches of two seconds', async () => {
    const { line, see, clock, inspections } = world();
    await line.start(wish);
    for (let index = 0; index < 5; index += 1) {
      see(undefined);
      await clock.advance(1_000);
    }
    expect(inspections.map(({ part, frames, verdict }) => ({ part, frames, verdict }))).toEqual([
      { part: null, frames: 2, verdict: 'pass' },
      { part: null, frames: 2, verdict: 'pass' },
    ]);
  });

  it('never passes the part in view when the worker is lost, and goes on with its counts when it is back', async () => {
    const { line, see, asked } = world();
    await line.start(wish);
    see(1);
    see(2);
    line.workerLost('was ended by SIGKILL');
    expect(line.read()).toMatchObject({ state: 'failed', wanted: true, counts: { pass: 1, fail: 0, unsure: 1 } });
    expect(line.read().note).toContain('was ended by SIGKILL');
    line.workerReady();
    await settled();
    see(3);
    expect(line.read()).toMatchObject({
      state: 'running',
      note: '',
      frames: 3,
      drops: 4,
      counts: { pass: 1, unsure: 1 },
    });
    expect(asked.filter((verb) => verb === 'start')).toHaveLength(2);
  });

  it('can be stopped while it is away: nothing starts it again', async () => {
    const { line, asked } = world();
    await line.start(wish);
    line.workerLost('was ended by SIGKILL');
    await line.stop();
    expect(line.read()).toMatchObject({ state: 'stopped', wanted: false });
    const before = asked.length;
    line.workerReady();
    await settled();
    expect(asked.length).toBe(before);
  });

  it('leaves a source that was lost to the worker, whose model stays loaded, and goes on when frames come again', async () => {
    const { line, see, asked, clock } = world();
    await line.start(wish);
    see(1);
    const told = { sourceId: 'cam', note: 'The camera went away. Next try in 1 s.', stalls: 0 };
    line.told({ kind: 'told', event: 'source', value: { ...told, state: 'failed' } });
    expect(line.read()).toMatchObject({ state: 'failed', note: told.note, counts: { unsure: 1 } });
    await clock.advance(600_000);
    line.told({ kind: 'told', event: 'source', value: { ...told, state: 'running', note: '' } });
    see(2);
    expect(line.read()).toMatchObject({ state: 'running', note: '', frames: 2 });
    expect(asked.filter((verb) => verb === 'start' || verb === 'stop')).toEqual(['start']);
  });

  it('stores what was seen before a stop is answered, with the part in view as unsure', async () => {
    const { line, see, inspections } = world();
    await line.start(wish);
    see(1);
    const stopped = await line.stop();
    expect(stopped).toMatchObject({ ok: true, value: { state: 'stopped', frames: 1, counts: { unsure: 1 } } });
    expect(inspections).toMatchObject([{ part: 1, verdict: 'unsure' }]);
  });

  it('ignores what a worker says after the stop', async () => {
    const { line, see, rows } = world();
    await line.start(wish);
    await line.stop();
    see(1);
    expect(rows).toEqual([]);
  });

  it('refuses an unknown source and goes on with what runs', async () => {
    const { line } = world();
    await line.start(wish);
    expect(await line.start({ ...wish, sourceId: 'none' })).toMatchObject({
      ok: false,
      failure: { code: 'not_found' },
    });
    expect(line.read().state).toBe('running');
  });

  it('is not tried again when a person started it and the source cannot be reached', async () => {
    const { line, answers, clock, asked } = world();
    answers.set('start', unreachable);
    expect(await line.start(wish)).toMatchObject({ ok: false, failure: { code: 'source_unreachable' } });
    await clock.advance(600_000);
    expect(line.read().state).toBe('failed');
    expect(asked.filter((verb) => verb === 'start')).toHaveLength(1);
  });

  it('is tried again, ever more slowly, when it was running before the station started', async () => {
    const { line, answers, clock, asked } = world();
    answers.set('start', unreachable);
    await line.start(wish, true);
    expect(line.read()).toMatchObject({ state: 'failed', sourceId: 'cam' });
    await clock.advance(2_000 + 4_000);
    expect(asked.filter((verb) => verb === 'start')).toHaveLength(3);
    answers.set('start', succeed({ format: {}, runsOn: 'cpu', warmUpMs: 1 }));
    await clock.advance(8_000);
    expect(line.read()).toMatchObject({ state: 'running', note: '' });
  });

  it('waits for the worker, not for a clock, when the worker is away at the start', async () => {
    const { line, answers, clock } = world();
    answers.set('start', away);
    await line.start(wish, true);
    await clock.advance(120_000);
    answers.set('start', succeed({ format: {}, runsOn: 'cpu', warmUpMs: 1 }));
    line.workerReady();
    await settled();
    expect(line.read().state).toBe('running');
  });

  it('says that a source stalls, and that it runs again', async () => {
    const { line, news } = world();
    await line.start(wish);
    news('stalled', 'No frame for 3 s.');
    expect(line.read()).toMatchObject({ state: 'stalled', note: 'No frame for 3 s.', stalls: 1 });
    news('running');
    expect(line.read()).toMatchObject({ state: 'running', note: '' });
  });

  it('stops by itself at the end of a file', async () => {
    const { line, news } = world();
    await line.start(wish);
    news('ended', 'The file has ended.');
    await settled();
    await settled();
    expect(line.read()).toMatchObject({ state: 'stopped', note: 'The file has ended.' });
  });

  it('goes on while nothing can be stored, says so, and loses nothing when it can again', async () => {
    const { line, see, clock, inspections, fillDisk } = world();
    await line.start(wish);
    fillDisk(true);
    see(1);
    see(2);
    see(3);
    await settled();
    expect(line.read().state).toBe('running');
    expect(line.read().note).toContain('2 rows wait to be stored');
    fillDisk(false);
    await clock.advance(1_001);
    expect(inspections.map((inspection) => inspection.id)).toEqual([41, 42]);
    expect(line.read().note).toBe('');
  });

  it('gives a picture to viewers with the overlay of its own frame, and none while nobody looks', async () => {
    const { line, see, pictures, asked } = world();
    await line.start(wish);
    const picture = (frameId: string) =>
      line.told({ kind: 'told', event: 'picture', value: { frameId, jpeg: new Uint8Array(3) } });
    picture(see(1, 0.8));
    expect(pictures).toEqual([]);
    line.watched(true);
    const first = see(1, 0.8);
    see(1);
    picture(first);
    expect(pictures).toMatchObject([{ frameId: first, verdict: 'fail', detections: [{ label: 'open' }], part: 1 }]);
    picture('unknown');
    expect(pictures).toHaveLength(1);
    expect(asked.filter((verb) => verb === 'view')).toHaveLength(2);
  });

  it('is published at most ten times a second, and once a second when nothing comes', async () => {
    const { line, see, clock } = world();
    await line.start(wish);
    let published = 0;
    const left = new AbortController();
    void (async () => {
      for await (const _ of line.live.watch(left.signal)) published += 1;
    })();
    await settled();
    published = 0;
    for (let index = 0; index < 100; index += 1) {
      see(1);
      await clock.advance(10);
    }
    expect(published).toBeGreaterThanOrEqual(9);
    expect(published).toBeLessThanOrEqual(11);
    published = 0;
    await clock.advance(5_000);
    expect(published).toBe(5);
    left.abort();
  });
});
