import type { Inspection } from '../../../preload/contract/inspections.ts';
import type { Output, VerdictMessage } from '../../../preload/contract/outputs.ts';
import type { RecipeRef } from '../../../preload/contract/recipes.ts';
import { isOk } from './signal.ts';

export interface MessageFacts {
  readonly station: string;
  readonly output: Pick<Output, 'id' | 'unsureIs'>;
  readonly recipe: RecipeRef | null;
  /** Why the part was not seen whole; empty where it was. */
  readonly reason: string;
}

export function messageOf(inspection: Inspection, { station, output, recipe, reason }: MessageFacts): VerdictMessage {
  const { id, sourceId, part, verdict, model, startedAt, endedAt, frames, defects } = inspection;
  const error = reason !== '';
  return {
    format: 'caracal.verdict.1',
    station,
    output: output.id,
    inspection: id,
    sourceId,
    part,
    verdict,
    ok: !error && isOk(verdict, output.unsureIs),
    error,
    reason,
    model,
    recipe,
    startedAt,
    endedAt,
    frames,
    defects,
    historical: false,
    test: false,
  };
}

/** Nothing behind it: not OK, and marked, so that nobody takes it for a part. */
export const testMessage = (station: string, output: string, at: number): VerdictMessage => ({
  format: 'caracal.verdict.1',
  station,
  output,
  inspection: 0,
  sourceId: 'test',
  part: null,
  verdict: 'fail',
  ok: false,
  error: false,
  reason: 'A test signal, sent by hand.',
  model: null,
  recipe: null,
  startedAt: at,
  endedAt: at,
  frames: 0,
  defects: [],
  historical: false,
  test: true,
});
