import { expect, it, onTestFinished } from 'vitest';
import { Gate } from './gate.ts';
import { type Plc, until } from './plc.ts';
import { openTried, type TriedOutput } from './plc-station.ts';

const ok = { ok: true, error: false, part: 70_001 };

async function begin(plc: Plc, over: object = {}): Promise<TriedOutput & { readonly gate: Gate }> {
  for (const side of ['trigger', 'ack', 'recipe'] as const) plc.set(side, 0);
  const gate = await Gate.to(plc.port);
  onTestFinished(() => gate.fall());
  const tried = await openTried(plc.settings(gate.port, { verdictMs: 60_000, ackMs: 60_000, ...over }));
  tried.room.line('tried', '');
  await until(() => plc.get('ready') === 1 || over === silent);
  plc.log.length = 0;
  return { ...tried, gate };
}

const silent = { handshake: false };

/** Where the PLC stands with the part in hand, and has said nothing yet. */
async function triggered(plc: Plc, over: object = {}) {
  const tried = await begin(plc, over);
  plc.set('trigger', 1);
  await until(() => tried.turns.length === 1);
  await until(() => plc.get('busy') === 1);
  return tried;
}

async function acknowledge(plc: Plc): Promise<void> {
  plc.set('ack', 1);
  await until(() => plc.get('result') === 0);
  plc.set('trigger', 0);
  plc.set('ack', 0);
}

/** What every kind of PLC must do, against a real server of that kind. */
export function behavesAsPlc(open: () => Plc): void {
  it('goes through the handshake, part after part, and never shows OK but with its result', async () => {
    const plc = open();
    const tried = await begin(plc);
    for (const isOk of [true, false, true]) {
      plc.set('trigger', 1);
      await until(() => plc.get('busy') === 1);
      const told = await tried.room.signal('tried', tried.turns.at(-1) ?? 0, { ...ok, ok: isOk });
      expect(told).toMatchObject({ ok: true });
      expect([plc.get('result'), plc.get('ok'), plc.get('ng'), plc.get('error'), plc.get('part')]).toEqual([
        1,
        isOk ? 1 : 0,
        isOk ? 0 : 1,
        0,
        70_001,
      ]);
      await acknowledge(plc);
      await until(() => plc.get('ready') === 1);
    }
    const [first = 0] = tried.turns;
    expect(tried.turns).toEqual([first, first + 1, first + 2]);
    expect(plc.log.filter((bits) => /\bok\b/.test(bits) && /\b(ng|error|ready)\b/.test(bits))).toEqual([]);
  });

  it('is told NG with Error where the line gives no verdict in time, and takes none that comes late', async () => {
    const plc = open();
    const tried = await triggered(plc, { verdictMs: 30 });
    await until(() => plc.get('result') === 1);
    expect([plc.get('ok'), plc.get('ng'), plc.get('error')]).toEqual([0, 1, 1]);
    const late = await tried.room.signal('tried', tried.turns.at(-1) ?? 0, ok);
    expect(late).toMatchObject({ ok: false, failure: { code: 'deadline_exceeded' } });
    expect([plc.get('ok'), plc.get('ng')]).toEqual([0, 1]);
    expect(tried.plc().note).toMatch(/no verdict within 30 ms/);
  });

  it('is told NG with Error at once where the line fails with a part in hand', async () => {
    const plc = open();
    const tried = await triggered(plc);
    tried.room.line('tried', 'The source stalled.');
    await until(() => plc.get('result') === 1);
    expect([plc.get('ok'), plc.get('ng'), plc.get('error'), plc.get('ready')]).toEqual([0, 1, 1, 0]);
    await acknowledge(plc);
    await until(() => plc.get('error') === 1 && plc.get('result') === 0);
    expect(plc.get('ready')).toBe(0);
  });

  it('finds no OK but Error when it is back after it was lost with a part in hand', async () => {
    const plc = open();
    const tried = await triggered(plc);
    await tried.gate.fall();
    await until(() => tried.news().state !== 'connected');
    expect(await tried.room.signal('tried', tried.turns.at(-1) ?? 0, ok)).toMatchObject({
      ok: false,
      failure: { code: 'unreachable' },
    });
    await until(() => tried.news().state === 'away');
    await tried.gate.raise();
    await until(() => plc.get('result') === 1);
    expect([plc.get('ok'), plc.get('ng'), plc.get('error')]).toEqual([0, 1, 1]);
    await acknowledge(plc);
    await until(() => plc.get('ready') === 1);
    expect(plc.log.filter((bits) => /\bok\b/.test(bits))).toEqual([]);
    expect(tried.states).toEqual(expect.arrayContaining(['connecting', 'connected', 'away']));
  });

  it('that hangs is noticed by its deadline, left alone for a while and reached again', async () => {
    const plc = open();
    const tried = await begin(plc);
    tried.gate.freeze();
    await until(() => tried.news().state === 'away');
    expect(tried.news().nextTryAt).not.toBeNull();
    tried.gate.thaw();
    await until(() => tried.news().state === 'connected');
    await until(() => tried.plc().bits?.ready === true);
    expect(tried.news().note).toBe('');
  });

  it('that answers with garbage is a failure and not an end', async () => {
    const plc = open();
    const tried = await begin(plc);
    tried.gate.garble();
    await until(() => tried.news().state === 'away');
    tried.gate.thaw();
    await until(() => tried.news().state === 'connected');
    plc.set('trigger', 1);
    await until(() => plc.get('busy') === 1 || plc.get('result') === 1);
  });

  it('that does not acknowledge has its result taken back, with Error until the next trigger', async () => {
    const plc = open();
    const tried = await triggered(plc, { ackMs: 40 });
    await tried.room.signal('tried', tried.turns.at(-1) ?? 0, ok);
    await until(() => plc.get('result') === 0 && plc.get('ok') === 0 && plc.get('error') === 1);
    expect(plc.get('ready')).toBe(0);
    plc.set('trigger', 0);
    await until(() => plc.get('ready') === 1);
    plc.set('trigger', 1);
    await until(() => plc.get('busy') === 1 && plc.get('error') === 0);
  });

  it('asks for another recipe by its code, once each time that it changes', async () => {
    const plc = open();
    const tried = await begin(plc);
    plc.set('recipe', 17);
    await until(() => tried.codes.length === 1);
    plc.set('recipe', 18);
    await until(() => tried.codes.length === 2);
    expect(tried.codes).toEqual([
      ['17', false],
      ['18', false],
    ]);
  });

  it('that is found asking for a recipe, as when it was lost, is told apart from one that asks for it now', async () => {
    const plc = open();
    const tried = await begin(plc);
    plc.set('recipe', 17);
    await until(() => tried.codes.length === 1);
    await tried.gate.fall();
    await until(() => tried.news().state !== 'connected');
    await tried.gate.raise();
    await until(() => tried.codes.length === 2);
    plc.set('recipe', 18);
    await until(() => tried.codes.length === 3);
    expect(tried.codes).toEqual([
      ['17', false],
      ['17', true],
      ['18', false],
    ]);
  });

  it('is told NG for a part that comes before the recipe that it asked for is in use, and no Ready meanwhile', async () => {
    const plc = open();
    const tried = await begin(plc);
    plc.set('recipe', 19);
    plc.set('trigger', 1);
    await until(() => plc.get('result') === 1);
    expect([plc.get('ok'), plc.get('ng'), plc.get('error'), tried.turns.length]).toEqual([0, 1, 1, 0]);
    await acknowledge(plc);
    await until(() => tried.plc().step === 'ready');
    expect(plc.get('ready')).toBe(0);
    tried.room.switched('tried', '');
    await until(() => plc.get('ready') === 1);
    plc.set('recipe', 20);
    await until(() => plc.get('ready') === 0);
    tried.room.switched('tried', 'No recipe has the code 20.');
    await until(() => tried.news().note === 'No recipe has the code 20.');
    expect(plc.get('ready')).toBe(0);
  });

  it('hears that the station lives, and finds Error and no result when it leaves', async () => {
    const plc = open();
    const tried = await triggered(plc);
    const first = plc.get('heartbeat');
    await until(() => plc.get('heartbeat') !== first);
    await tried.room.stop();
    expect([plc.get('ready'), plc.get('result'), plc.get('ok'), plc.get('error')]).toEqual([0, 0, 0, 1]);
  });

  it('without a handshake is told by pulses that end by themselves', async () => {
    const plc = open();
    const tried = await begin(plc, { ...silent, pulseMs: 40 });
    expect(await tried.room.signal('tried', null, ok)).toMatchObject({ ok: true });
    const [replaced, newest] = [2, 3].map((part) => tried.room.signal('tried', null, { ...ok, ok: false, part }));
    expect(await replaced).toMatchObject({ ok: false, failure: { code: 'overloaded' } });
    expect(await newest).toMatchObject({ ok: true });
    expect([plc.get('ng'), plc.get('part')]).toEqual([1, 3]);
    await until(() => plc.get('result') === 0 && plc.get('ng') === 0);
    // Between the two the wire showed none.
    expect(plc.log.join(', ')).toMatch(/ready result ok, .*ready, .*ready result ng/);
  });

  it('is tried with NG, Error and part 0, and not while a part is in hand', async () => {
    const plc = open();
    const tried = await begin(plc);
    const report = await tried.room.test(tried.job, tried.order);
    expect(report.steps.map(({ what, ok: went }) => [what, went])).toEqual([
      ['No part is in hand', true],
      ['The connection stands', true],
      ['Read what the PLC says', true],
      ['Tell NG with Error and part 0', true],
      ['Take it back', true],
    ]);
    expect(plc.log.some((bits) => bits.includes('result ng error'))).toBe(true);
    expect(plc.log.some((bits) => /\bok\b/.test(bits))).toBe(false);
    await until(() => plc.get('ready') === 1);
    plc.set('trigger', 1);
    await until(() => plc.get('busy') === 1);
    expect(await tried.room.test(tried.job, tried.order)).toMatchObject({ ok: false });
    expect(plc.get('busy')).toBe(1);
  });

  it('that is off is reached for a test alone', async () => {
    const plc = open();
    const tried = await begin(plc);
    await tried.room.configure({ ...tried.order, jobs: [] });
    expect(tried.news().state).toBe('off');
    const report = await tried.room.test(tried.job, tried.order);
    expect(report.steps.filter((step) => !step.ok)).toEqual([]);
    expect([plc.get('result'), plc.get('error')]).toEqual([0, 1]);
  });
}
