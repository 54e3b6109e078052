import type { Inspection } from '../../../preload/contract/inspections.ts';

/** The last parts with what was said of them here: the line itself tells what the model said, and goes on telling it. */
export function withOverrides(
  parts: readonly Inspection[],
  said: ReadonlyMap<number, Inspection>,
): readonly Inspection[] {
  return said.size === 0 ? parts : parts.map((part) => said.get(part.id) ?? part);
}
