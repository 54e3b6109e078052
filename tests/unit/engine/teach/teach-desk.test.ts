import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fail, type Outcome, succeed } from '../../../../main/domain/outcome.ts';
import { DraftFolder } from '../../../../main/engine/teach/draft-folder.ts';
import { TeachDesk } from '../../../../main/engine/teach/teach-desk.ts';
import type { TeachDeskOptions } from '../../../../main/engine/teach/teach-parts.ts';
import type { VisionVerbs } from '../../../../main/workers/protocol.ts';
import type { PictureCard } from '../../../../preload/contract/model-card.ts';
import type { Source } from '../../../../preload/contract/sources.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { fakeLauncher } from '../../../support/fake-worker.ts';
import { fixtureCard } from '../../../support/fixture-card.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

type Grab = Outcome<VisionVerbs['grab']['output']>;

const withFeatures: PictureCard = { ...fixtureCard, features: [{ name: 'inner', channels: 4, stride: 8 }] };
const faces: PictureCard = { ...fixtureCard, name: 'yunet', task: 'find-faces', labels: ['face'] };
const gate: Source = {
  id: 'gate',
  name: 'Gate',
  settings: { kind: 'camera', device: '/dev/video0' },
  builtIn: false,
  addedAt: 0,
};

function world(over: Partial<TeachDeskOptions> = {}) {
  const clock = new FakeClock();
  const folder = join(temporaryFolder(), 'teaching');
  const consent = { keeps: false };
  const line = { looking: ['pcb-defects'] as readonly string[] };
  let frames = 0;
  const grabbed = { part: null as number | null, next: undefined as Promise<Grab> | undefined };
  const cards = new Map([withFeatures, faces].map((card) => [card.name, card]));
  const notFound = fail('not_found', { thing: 'model', expected: 'one', received: 'none', remedy: '' });
  const options: TeachDeskOptions = {
    clock,
    folder: new DraftFolder(folder),
    launcher: fakeLauncher(),
    ask: (async (_verb: string) => {
      frames += 1;
      const picture = { jpeg: Uint8Array.of(0xff, 0xd8, frames), width: 4, height: 3, part: grabbed.part };
      return grabbed.next ?? succeed(picture);
    }) as TeachDeskOptions['ask'],
    models: {
      find: async (name) => {
        const card = cards.get(name);
        return card === undefined ? notFound : succeed({ folder: '/models', card });
      },
      installTaught: async () => notFound,
    },
    findSource: async () => succeed(gate),
    lookingAt: () => line.looking,
    mayKeepPeople: async () => succeed(consent.keeps),
    threads: 1,
    ...over,
  };
  const open = async (): Promise<TeachDesk> => {
    const desk = new TeachDesk(options);
    await desk.open();
    return desk;
  };
  return { clock, folder, consent, line, grabbed, open };
}

const begin = (desk: TeachDesk) => desk.begin({ name: 'lid', sourceId: 'gate', backbone: 'pcb-defects' });
const pictures = (desk: TeachDesk) => desk.read().draft?.pictures ?? [];

describe('the teaching desk', () => {
  it('has each picture on the disk before it is told as taken, and goes on with them after a restart', async () => {
    const { folder, open } = world();
    const desk = await open();
    await begin(desk);
    await desk.take(undefined);
    await desk.take(undefined);
    expect(pictures(desk)).toHaveLength(2);
    expect(readdirSync(folder).filter((name) => name.endsWith('.jpg'))).toHaveLength(2);
    // A picture that was being written when the power went is none.
    writeFileSync(join(folder, '0123456789abcdef.jpg'), '');
    const again = await open();
    expect(again.read().draft).toEqual(desk.read().draft);
  });

  it('starts anew where the note of the draft is not readable', async () => {
    const { folder, open } = world();
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'draft.json'), '{"name": "lid"');
    const desk = await open();
    expect(desk.read().state).toBe('none');
    expect(await begin(desk)).toMatchObject({ ok: true });
  });

  it('takes nothing of a line that stands, and nothing more than there is room for', async () => {
    const { line, open } = world();
    const desk = await open();
    await begin(desk);
    line.looking = [];
    expect(await desk.take(undefined)).toMatchObject({ ok: false, failure: { code: 'wrong_state' } });
    line.looking = ['pcb-defects'];
    for (let taken = 0; taken < 50; taken += 1) expect(await desk.take(undefined)).toMatchObject({ ok: true });
    expect(await desk.take(undefined)).toMatchObject({ ok: false, failure: { expected: 'at most 50 pictures' } });
  });

  it('keeps no picture of a line whose model looks at people, unless they agreed; withdrawn, they are deleted', async () => {
    const { folder, consent, line, open } = world();
    const desk = await open();
    await begin(desk);
    line.looking = ['yunet'];
    expect(await desk.take(undefined)).toMatchObject({
      ok: false,
      failure: { expected: expect.stringContaining('agreed') },
    });
    expect(pictures(desk)).toEqual([]);
    consent.keeps = true;
    for (let taken = 0; taken < 10; taken += 1) await desk.take(undefined);
    expect(pictures(desk)).toHaveLength(10);
    consent.keeps = false;
    expect(await desk.build()).toMatchObject({ ok: false, failure: { code: 'wrong_state' } });
    await desk.forgetPeople();
    expect(desk.read().state).toBe('none');
    expect(existsSync(folder)).toBe(false);
  });

  it('takes a model that cannot be asked for one that looks at people', async () => {
    const { line, open } = world();
    const desk = await open();
    await begin(desk);
    line.looking = ['pcb-defects', 'removed-meanwhile'];
    expect(await desk.take(undefined)).toMatchObject({ ok: false, failure: { code: 'wrong_state' } });
    expect(pictures(desk)).toEqual([]);
  });

  it('keeps no picture that was on its way when people took back that they agreed, or began to be looked at', async () => {
    const { folder, consent, line, grabbed, open } = world();
    const desk = await open();
    await begin(desk);
    const taken = async (meanwhile: () => void): Promise<unknown> => {
      const coming = Promise.withResolvers<Grab>();
      grabbed.next = coming.promise;
      const take = desk.take(undefined);
      await new Promise((resolve) => setImmediate(resolve));
      meanwhile();
      coming.resolve(succeed({ jpeg: Uint8Array.of(7), width: 4, height: 3, part: null }));
      return take;
    };
    [line.looking, consent.keeps] = [['yunet'], true];
    const withdrawn = await taken(() => {
      consent.keeps = false;
    });
    expect(withdrawn).toMatchObject({ ok: false, failure: { code: 'wrong_state' } });
    line.looking = ['pcb-defects'];
    const changed = await taken(() => {
      line.looking = ['pcb-defects', 'yunet'];
    });
    expect(changed).toMatchObject({ ok: false, failure: { code: 'wrong_state' } });
    expect(pictures(desk)).toEqual([]);
    expect(readdirSync(folder)).toEqual(['draft.json']);
  });

  it('takes part after part, two seconds apart where the source does not know its parts, until somebody says stop', async () => {
    const { clock, open } = world();
    const desk = await open();
    await begin(desk);
    await desk.take(3);
    await expect.poll(() => pictures(desk).length).toBe(1);
    expect(desk.read().toTake).toBe(2);
    await clock.advance(2_000);
    await expect.poll(() => pictures(desk).length).toBe(2);
    desk.stopTaking();
    await clock.advance(10_000);
    expect([pictures(desk).length, desk.read().toTake]).toEqual([2, 0]);
  });

  it('takes no picture that comes after somebody said stop, and answers others while it waits for a part', async () => {
    const { grabbed, open } = world();
    const desk = await open();
    await begin(desk);
    grabbed.part = 7;
    await desk.take(1);
    await expect.poll(() => pictures(desk).length).toBe(1);
    const coming = Promise.withResolvers<Grab>();
    grabbed.next = coming.promise;
    await desk.take(2);
    const [first] = pictures(desk);
    expect(await desk.leaveOut(first?.id ?? '', true)).toMatchObject({ ok: true });
    desk.stopTaking();
    coming.resolve(succeed({ jpeg: Uint8Array.of(9), width: 4, height: 3, part: 8 }));
    await new Promise((resolve) => setImmediate(resolve));
    expect(pictures(desk)).toMatchObject([{ part: 7, leftOut: true }]);
  });

  it('goes on taking parts after somebody took the frame in view in between', async () => {
    const { clock, grabbed, open } = world();
    const desk = await open();
    await begin(desk);
    grabbed.next = Promise.resolve(fail('cancelled', { thing: 'A picture', expected: '', received: '', remedy: '' }));
    await desk.take(1);
    await new Promise((resolve) => setImmediate(resolve));
    expect(desk.read()).toMatchObject({ toTake: 1, note: '' });
    grabbed.next = undefined;
    await clock.advance(2_000);
    await expect.poll(() => pictures(desk).length).toBe(1);
  });

  it('says why no further part comes, and keeps what was taken', async () => {
    const { grabbed, open } = world();
    const desk = await open();
    await begin(desk);
    const broken = fail('worker_exited', {
      thing: 'The vision worker',
      expected: 'to run',
      received: 'an end',
      remedy: '',
    });
    grabbed.next = Promise.resolve(broken);
    await desk.take(5);
    await expect.poll(() => desk.read().note).toContain('The vision worker');
    expect(desk.read().toTake).toBe(0);
  });
});
