import { type Outcome, succeed } from '../../domain/outcome.ts';
import { procedures } from '../doors/procedures.ts';
import { valueOr } from '../doors/settle.ts';
import type { Services } from '../services.ts';
import { noStation } from '../teach/refusals.ts';
import type { TeachDesk } from '../teach/teach-desk.ts';

const nothingTaught = { draft: null, state: 'none', toTake: 0, progress: null, note: '', result: null } as const;

const typeOf = (file: string): string => {
  if (file.endsWith('.png')) return 'image/png';
  return file.endsWith('.webp') ? 'image/webp' : 'image/jpeg';
};

export const teachHandlers = ({ teach }: Services) => {
  const desk = (): TeachDesk => valueOr(teach === undefined ? noStation() : succeed(teach));
  const answer = async <T>(act: (open: TeachDesk) => Promise<Outcome<T>>): Promise<T> => valueOr(await act(desk()));
  return {
    state: procedures.teach.state.handler(async () => teach?.read() ?? nothingTaught),
    watch: procedures.teach.watch.handler(async function* ({ signal }) {
      if (teach === undefined) yield nothingTaught;
      else yield* teach.live.watch(signal);
    }),
    begin: procedures.teach.begin.handler(({ input }) => answer((open) => open.begin(input))),
    take: procedures.teach.take.handler(({ input }) => answer((open) => open.take(input.parts))),
    stopTaking: procedures.teach.stopTaking.handler(async () => desk().stopTaking()),
    add: procedures.teach.add.handler(({ input }) => answer((open) => open.add(input.folder))),
    picture: procedures.teach.picture.handler(async ({ input }) => {
      const { bytes, file } = await answer((open) => open.picture(input.id));
      return new File([bytes], file, { type: typeOf(file) });
    }),
    leaveOut: procedures.teach.leaveOut.handler(({ input }) =>
      answer((open) => open.leaveOut(input.id, input.leftOut)),
    ),
    build: procedures.teach.build.handler(() => answer((open) => open.build())),
    cancel: procedures.teach.cancel.handler(async () => desk().cancel()),
    finish: procedures.teach.finish.handler(({ input }) => answer((open) => open.finish(input.rate))),
    discard: procedures.teach.discard.handler(() => answer((open) => open.discard())),
  };
};
