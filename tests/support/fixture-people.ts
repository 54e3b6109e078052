import { procedures } from '../../main/engine/doors/procedures.ts';

/** The switch in memory, with samples from when it was on. */
export function fixturePeople() {
  const state = { keepSamples: false, kept: 14 };
  const told = () => ({ ...state, heldBack: state.keepSamples ? 0 : state.kept });
  return {
    get: procedures.people.get.handler(told),
    set: procedures.people.set.handler(({ input }) => {
      state.keepSamples = input.keepSamples;
      return told();
    }),
    deleteSamples: procedures.people.deleteSamples.handler(() => {
      const deleted = state.kept;
      state.kept = 0;
      return { deleted };
    }),
  };
}
