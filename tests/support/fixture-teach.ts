import { uniform } from '../../main/domain/bootstrap.ts';
import { fail } from '../../main/domain/outcome.ts';
import { LiveValue } from '../../main/engine/doors/live-value.ts';
import { procedures } from '../../main/engine/doors/procedures.ts';
import { valueOr } from '../../main/engine/doors/settle.ts';
import { resultOf } from '../../main/engine/teach/taught-card.ts';
import type { GoodPicture, TeachState } from '../../preload/contract/teach.ts';
import { drawPart } from './drawn-parts.ts';
import { fixtureCard } from './fixture-card.ts';

const nothing: TeachState = { draft: null, state: 'none', toTake: 0, progress: null, note: '', result: null };
const at = 1_767_600_000_000;

const pictureOf = (place: number, from: GoodPicture['from'] = 'line'): GoodPicture => ({
  id: place.toString(16).padStart(16, '0'),
  takenAt: at + place * 4_000,
  from,
  part: from === 'line' ? 200 + place : null,
  width: 320,
  height: 240,
  leftOut: false,
});

/** What such pictures score: most alike, a few less so. */
function resultFor(pictures: readonly GoodPicture[]) {
  const random = uniform(3);
  const scores = pictures.map(({ id }) => ({ id, score: 0.21 + 0.06 * random() + 0.08 * random() ** 4 }));
  return resultOf({
    file: { name: 'model.onnx', bytes: 733_000, sha256: '0'.repeat(64) },
    backbone: { name: 'pcb-defects', version: '1.1.0', sha256: '0'.repeat(64), licence: 'GPL-3.0-or-later' },
    input: { name: 'picture', width: 320, height: 256 },
    output: { name: 'distances', shape: [1, 1, 32, 40] },
    colour: 'rgb',
    memory: { patches: 500, dimensions: 32, bytes: 64_000 },
    scores,
    tookMs: 8_400,
  });
}

const noPicture = fail('not_found', {
  thing: 'Picture',
  expected: 'one that is kept',
  received: 'none',
  remedy: 'Take the part anew.',
});

/** Teaching in memory: pictures are drawn, and what is learnt from them is made up. */
export function fixtureTeach() {
  const live = new LiveValue<TeachState>(nothing);
  let areLost = false;
  const set = (state: Partial<TeachState>): TeachState => {
    live.set({ ...live.get(), ...state });
    return live.get();
  };
  const draft = () =>
    live.get().draft ??
    valueOr(
      fail('wrong_state', {
        thing: 'Teaching',
        expected: 'one that was begun',
        received: 'none',
        remedy: 'Begin first.',
      }),
    );
  const take = (count: number, from: GoodPicture['from']): TeachState => {
    const known = draft();
    const fresh = Array.from({ length: count }, (_, index) => pictureOf(known.pictures.length + index + 1, from));
    return set({ draft: { ...known, pictures: [...known.pictures, ...fresh] }, state: 'collecting', result: null });
  };
  const begin = (name: string, sourceId: string | null, backbone = 'pcb-defects'): TeachState =>
    set({ ...nothing, draft: { name, sourceId, backbone, startedAt: at, pictures: [] }, state: 'collecting' });
  const built = (): TeachState =>
    set({ state: 'built', progress: null, result: resultFor(draft().pictures.filter(({ leftOut }) => !leftOut)) });

  const teach = {
    state: procedures.teach.state.handler(() => live.get()),
    watch: procedures.teach.watch.handler(({ signal }) => live.watch(signal)),
    begin: procedures.teach.begin.handler(({ input }) => begin(input.name, input.sourceId ?? null, input.backbone)),
    take: procedures.teach.take.handler(({ input }) => take(input.parts ?? 1, 'line')),
    stopTaking: procedures.teach.stopTaking.handler(() => set({ toTake: 0 })),
    add: procedures.teach.add.handler(() => ({
      added: 12,
      skipped: ['Picture 7.png: expected a whole JPEG, PNG, WebP, TIFF, GIF or AVIF, got a file that does not decode.'],
      state: take(12, 'folder'),
    })),
    picture: procedures.teach.picture.handler(async ({ input }) => {
      if (areLost) return valueOr(noPicture);
      return new File([new Uint8Array(await drawPart(Number.parseInt(input.id, 16)))], 'part.png', {
        type: 'image/png',
      });
    }),
    leaveOut: procedures.teach.leaveOut.handler(({ input }) => {
      const pictures = draft().pictures.map((picture) =>
        picture.id === input.id ? { ...picture, leftOut: input.leftOut } : picture,
      );
      return set({ draft: { ...draft(), pictures }, state: 'collecting', result: null });
    }),
    build: procedures.teach.build.handler(() =>
      set({ state: 'building', progress: { step: 'judging', done: 2, of: 5 } }),
    ),
    cancel: procedures.teach.cancel.handler(() => set({ state: 'collecting', progress: null })),
    finish: procedures.teach.finish.handler(() => {
      const { name } = draft();
      live.set(nothing);
      return {
        name,
        version: '1.0.0',
        title: 'Anything unlike 30 good parts',
        task: 'find-unusual',
        licence: 'GPL-3.0-or-later',
        commercial: true,
        bytes: 733_000,
        state: 'installed' as const,
        builtIn: false,
        note: '',
        card: fixtureCard,
      };
    }),
    discard: procedures.teach.discard.handler(() => set(nothing)),
  };
  const losePictures = (lost: boolean): void => {
    areLost = lost;
  };
  return { teach, teaching: { begin, take, built, losePictures, forget: () => set(nothing) } };
}
