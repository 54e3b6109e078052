import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { capability, everyone, mayChange, mayRead, roles, staff } from './capability.ts';
import { failures } from './failures.ts';
import { inputSizes } from './input-sizes.ts';
import { fault, lineCount, recipeId, recipeRef, zoneState } from './recipes.ts';
import { modelRef, sourceId, spread, verdict, wallTime } from './values.ts';

export const lineStates = ['stopped', 'starting', 'running', 'stalled', 'failed'] as const;

export const verdictCounts = z.object({ pass: z.number().int(), fail: z.number().int(), unsure: z.number().int() });
export type VerdictCounts = z.infer<typeof verdictCounts>;

export const override = z.object({ verdict, reason: z.string(), by: z.enum(roles), at: wallTime });
export type Override = z.infer<typeof override>;

/** One part judged: its verdict comes from all of its frames. */
export const inspection = z.object({
  id: z.number().int(),
  sourceId,
  model: modelRef,
  part: z.number().int().nullable(),
  startedAt: wallTime,
  endedAt: wallTime,
  frames: z.number().int(),
  verdict,
  /** Worst score by label over the part's frames; where things are followed, how many there were of it. */
  defects: z.array(
    z.object({ label: z.string(), score: z.number(), frames: z.number().int(), things: z.number().int().optional() }),
  ),
  /** What it was judged by; absent where that was a model alone. */
  recipe: recipeRef.optional(),
  /** What the rules of the recipe found. */
  why: z.array(fault).optional(),
  /** One sentence where it could not be judged whole: no frame came, the line failed, the numbers could not be read. */
  trouble: z.string().optional(),
  /** A person's word against the model's; `verdict` stays what the model said. */
  override: override.optional(),
});
export type Inspection = z.infer<typeof inspection>;

/** The live state of one line: what the Inspect seat shows beside the picture. Published at most ten times a second. */
export const lineState = z.object({
  state: z.enum(lineStates),
  /** One sentence when something is wrong. */
  note: z.string(),
  /** Somebody started it and nobody stopped it since: what failed is tried again by itself. */
  wanted: z.boolean(),
  sourceId: sourceId.nullable(),
  /** The first of its models: its name stands for the parts. */
  model: modelRef.nullable(),
  /** What is inspected and how it is judged; null where it runs on a source and a model alone. */
  recipe: recipeRef.nullable(),
  /** Of its models those that see pictures at another size than their cards say; absent where none does. */
  inputSizes: inputSizes.optional(),
  /** What the network runs on, e.g. "cpu, 2 threads". */
  runsOn: z.string(),
  startedAt: wallTime.nullable(),
  framesPerSecond: z.number(),
  inferMs: spread,
  endToEndMs: spread,
  frames: z.number().int(),
  drops: z.number().int(),
  stalls: z.number().int(),
  /** False with a model that only tells what is there: then there are no verdicts, no parts and no defects. */
  judges: z.boolean(),
  verdict: verdict.nullable(),
  /** What was found since the start: by label in the newest frame, most in one frame, and in how many frames anything. */
  finds: z.object({ now: z.record(z.string(), z.number().int()), most: z.number().int(), frames: z.number().int() }),
  counts: verdictCounts,
  defectsByLabel: z.record(z.string(), z.number().int()),
  recent: z.array(inspection),
  /** Of the recipe's zones and lines, in their order; absent where it has none. */
  zones: z.array(zoneState).optional(),
  lines: z.array(lineCount).optional(),
});
export type LineState = z.infer<typeof lineState>;

/** Either a source with a model, or a recipe, which names both and says at which size each model sees. */
export const lineStart = z.object({
  sourceId: sourceId.optional(),
  model: z.string().default('pcb-defects'),
  recipe: recipeId.optional(),
  /** Side in pixels of the square that the model sees, where its network takes others than its card's: smaller is faster. */
  inputSize: z.coerce.number().int().min(32).max(4_096).optional(),
});
export type LineStart = z.infer<typeof lineStart>;
/** As a caller says it, with what may be left out. */
export type LineStartWish = Partial<LineStart>;

/** Which line: there is one for each source. */
const whichLine = z.object({ sourceId: sourceId.optional() }).default({});

export const inspections = {
  start: capability
    .route({ method: 'POST', path: '/api/inspections/start', summary: 'Start the line of a source, or of a recipe' })
    .meta(mayChange(staff))
    .errors(failures('not_found', 'wrong_state', 'source_unreachable', 'model_refused'))
    .input(lineStart)
    .output(lineState),
  stop: capability
    .route({
      method: 'POST',
      path: '/api/inspections/stop',
      summary: 'Stop the line of a source, or all lines; what was seen is stored first',
    })
    .meta(mayChange(staff))
    .errors(failures('not_found'))
    .input(whichLine)
    .output(lineState),
  state: capability
    .route({
      method: 'GET',
      path: '/api/inspections/state',
      summary: 'The live state of a line; of the one started last where none is named',
    })
    .meta(mayRead(everyone))
    .input(whichLine)
    .output(lineState),
  watch: capability
    .route({ method: 'GET', path: '/api/inspections/watch', summary: 'The same as it changes' })
    .meta(mayRead(everyone))
    .input(whichLine)
    .output(eventIterator(lineState)),
  lines: capability
    .route({
      method: 'GET',
      path: '/api/inspections/lines',
      summary: 'The live state of every line, in the order of starts',
    })
    .meta(mayRead(everyone))
    .output(z.array(lineState)),
  watchLines: capability
    .route({ method: 'GET', path: '/api/inspections/lines/watch', summary: 'The same as it changes' })
    .meta(mayRead(everyone))
    .output(eventIterator(z.array(lineState))),
  /** Not audited: it is asked for each part, and the part's inspection tells of it. */
  trigger: capability
    .route({
      method: 'POST',
      path: '/api/inspections/trigger',
      summary: 'Judge the part that lies before the camera now, by its next frames',
    })
    .meta({ roles: staff, audited: false })
    .errors(failures('wrong_state'))
    .input(
      z.object({
        sourceId,
        part: z.number().int().nonnegative().nullable().default(null),
        /** A part whose frames have not come by then does not pass. */
        deadlineMs: z.number().int().min(20).max(60_000).default(2_000),
      }),
    )
    /** The reason is empty where it passes; whatever does not is bad to the line. */
    .output(z.object({ pass: z.boolean(), reason: z.string(), inspection })),
  list: capability
    .route({ method: 'GET', path: '/api/inspections', summary: 'Parts judged, newest first' })
    .meta(mayRead(staff))
    .input(
      z.object({
        before: z.coerce.number().int().optional(),
        limit: z.coerce.number().int().min(1).max(500).default(100),
        verdict: verdict.optional(),
      }),
    )
    .output(z.object({ rows: z.array(inspection), next: z.number().int().nullable() })),
  override: capability
    .route({ method: 'POST', path: '/api/inspections/{id}/override', summary: 'Say that a verdict was wrong' })
    .meta(mayChange(staff))
    .errors(failures('not_found', 'wrong_state'))
    .input(z.object({ id: z.coerce.number().int(), verdict, reason: z.string().trim().min(1).max(200) }))
    /** Whether a picture of the part was there to be labelled. */
    .output(z.object({ inspection, kept: z.boolean() })),
};
