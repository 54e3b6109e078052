import { z } from 'zod';
import { driftWindow, numberFeatures } from '../../preload/contract/drift.ts';
import { FeatureSketches } from '../domain/drift/feature-sketches.ts';
import { fail, type Outcome, succeed } from '../domain/outcome.ts';
import type { ClosedWindow } from './stream-windows.ts';

/** Changes where sketches are laid out otherwise: windows of another layout cannot be compared with ours. */
const layout = 1;

const count = z.number().nonnegative();
const moments = z.tuple([count, z.number(), count]);
const dependence = z.array(moments).max(8);
const numberSketch = z.object({
  moments,
  range: z.tuple([z.number(), z.number()]).nullable(),
  bins: z.array(count).max(2_000),
  dependence,
});
const storedWindow = z.object({
  layout: z.literal(layout),
  window: driftWindow,
  sketches: z.object({
    predictions: z.number().int().nonnegative(),
    numbers: z.partialRecord(z.enum(numberFeatures), numberSketch),
    classMix: z.object({
      counts: z.array(z.tuple([z.string(), count])).max(1_000),
      other: count,
      dependence: z.array(dependence).max(8),
    }),
  }),
});

/** A closed window as one line of JSON, a few kilobytes however many predictions it sums up. */
export const writeWindow = ({ window, sketches }: ClosedWindow): string =>
  JSON.stringify({ layout, window, sketches: sketches.toData() });

export function readWindow(text: string): Outcome<ClosedWindow> {
  const found = storedWindow.safeParse(parsed(text));
  if (!found.success) {
    return fail('bad_input', {
      thing: 'Stored drift window',
      expected: `a window of layout ${layout}`,
      received: found.error.issues[0]?.message ?? 'something else',
      remedy: 'Choose another reference window',
    });
  }
  const { window, sketches } = found.data;
  return succeed({ window, sketches: FeatureSketches.fromData(sketches) });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
