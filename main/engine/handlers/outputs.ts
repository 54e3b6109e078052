import { procedures } from '../doors/procedures.ts';
import { valueOr } from '../doors/settle.ts';
import type { Services } from '../services.ts';

export const outputHandlers = ({ outputs: { desk } }: Services) => ({
  list: procedures.outputs.list.handler(async () => [...valueOr(await desk.list())]),
  save: procedures.outputs.save.handler(async ({ input: { secrets, ...draft } }) =>
    valueOr(await desk.save(draft, secrets)),
  ),
  remove: procedures.outputs.remove.handler(async ({ input: { id } }) => valueOr(await desk.remove(id))),
  test: procedures.outputs.test.handler(async ({ input: { id } }) => valueOr(await desk.test(id))),
  state: procedures.outputs.state.handler(async () => [...valueOr(await desk.read())]),
  watch: procedures.outputs.watch.handler(async function* ({ signal }) {
    // Nothing moves by itself where nothing is set: what is told first is as it is now.
    desk.live.set(valueOr(await desk.read()));
    for await (const states of desk.live.watch(signal)) yield [...states];
  }),
});
