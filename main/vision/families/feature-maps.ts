import { succeed } from '../../domain/outcome.ts';
import { wayIn } from './box-adapter.ts';
import type { Family } from './family.ts';

/** Networks whose numbers another network is taught with: they can be tried, and find nothing by themselves. */
export const featureMaps: Family = {
  name: 'feature-maps',
  adapt: (card) => succeed({ ...wayIn(card), postprocess: () => [] }),
};
