import type { LineCount, ZoneState } from '../../../preload/contract/recipes.ts';
import type { Plan } from '../../overlay/plan.ts';

/** The plan with what is in each zone and what crossed each line beside its name, where it happens. */
export const withNumbers = <P extends Plan>(
  plan: P,
  zones: readonly ZoneState[],
  lines: readonly LineCount[],
  says: { readonly in: string; readonly out: string },
): P => ({
  ...plan,
  zones: plan.zones.map((zone) => {
    const state = zones.find(({ name }) => name === zone.name);
    return state === undefined ? zone : { ...zone, name: `${zone.name}  ${state.now}` };
  }),
  lines: plan.lines.map((line) => {
    const count = lines.find(({ name }) => name === line.name);
    return count === undefined
      ? line
      : { ...line, name: `${line.name}  ${count.in} ${says.in}  ${count.out} ${says.out}` };
  }),
});
