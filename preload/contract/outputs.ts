import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { capability, leads, mayChange, mayRead, staff } from './capability.ts';
import { failures } from './failures.ts';
import { outputSettings } from './output-settings.ts';
import { outputId, recipeRef } from './recipes.ts';
import { modelRef, sourceId, verdict, wallTime } from './values.ts';

const count = z.number().int().nonnegative();
const headerName = z.string().regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}$/, 'the name of an HTTP header');
const secretText = z.string().min(1).max(2_000);
/** What no request can carry is refused here: later a failure would say it, with the secret in it. */
const headerText = z
  .string()
  .trim()
  .max(2_000)
  .regex(/^[ -~\u00a0-\u00ff]+$/, 'letters, digits and signs, in one line');

/** Given with an output and shown to nobody again. What is absent stays as it was; null forgets it. */
export const outputSecrets = z.strictObject({
  /** For the user of an OPC UA server or a broker. */
  password: secretText.nullable().optional(),
  /** Of a webhook: each of its bodies is signed with it (HMAC-SHA256). */
  signingKey: secretText.nullable().optional(),
  /** Sent with each request of a webhook, by name: all of them at once. */
  headers: z.record(headerName, headerText).nullable().optional(),
});
export type OutputSecrets = z.infer<typeof outputSecrets>;

const common = {
  id: outputId,
  name: z.string().trim().min(1).max(60),
  enabled: z.boolean().default(true),
  settings: outputSettings,
  /** Hears of lines that run without a recipe too; a recipe names its outputs itself. */
  always: z.boolean().default(false),
  /** Which verdicts are told. A PLC with a handshake is told all: it waits for one. */
  tells: z.enum(['all', 'ng']).default('all'),
  /** What UNSURE means to whoever is told. */
  unsureIs: z.enum(['ng', 'ok']).default('ng'),
  /** One telling may take this long. */
  deadlineMs: z.number().int().min(20).max(60_000).default(1_000),
  /** Told at most so often; what is more waits or, for a PLC, is counted as skipped. */
  mostPerSecond: z.number().min(0.1).max(1_000).default(50),
};

export const outputDraft = z.strictObject(common);
export type OutputDraft = z.infer<typeof outputDraft>;

export const output = z.object({
  ...common,
  /** Which secrets it has. */
  secrets: z.object({ password: z.boolean(), signingKey: z.boolean(), headers: z.array(z.string()) }),
  savedAt: wallTime,
});
export type Output = z.infer<typeof output>;

/** `away`: it failed so often that it is left alone until `nextTryAt`. */
export const outputStates = ['off', 'connecting', 'connected', 'away'] as const;

/** Where a handshake stands. */
export const handshakeSteps = ['away', 'ready', 'busy', 'result', 'release'] as const;
export type HandshakeStep = (typeof handshakeSteps)[number];

/** What stands on the wires now: true and false, or the number of a part. Absent where no place was given. */
export const plcBits = z.record(z.string(), z.union([z.boolean(), z.number()]));

export const outputState = z.object({
  id: outputId,
  state: z.enum(outputStates),
  /** One sentence where something is wrong. */
  note: z.string(),
  nextTryAt: wallTime.nullable(),
  lastToldAt: wallTime.nullable(),
  /** From the verdict until the other side has taken it; null until one was told. */
  signalMs: z.object({ p50: z.number(), p99: z.number() }).nullable(),
  told: count,
  failed: count,
  /** Kept until they can be told. */
  waiting: count,
  /** Were kept and had to be given up: too many, or too old. */
  dropped: count,
  /** Replaced by a newer one before they could be told. */
  skipped: count,
  /** The lines that it hears of now. */
  lines: z.array(sourceId),
  step: z.enum(handshakeSteps).nullable(),
  bits: plcBits.nullable(),
});
export type OutputState = z.infer<typeof outputState>;

/** What mqtt, webhook and folder are told of a part. */
export const verdictMessage = z.object({
  format: z.literal('caracal.verdict.1'),
  station: z.string(),
  output: outputId,
  /** Of the part at this station: the same number is the same part, also where it comes twice. */
  inspection: count,
  sourceId,
  part: z.number().int().nullable(),
  verdict,
  /** What the line shall do, with UNSURE turned into one of both. */
  ok: z.boolean(),
  /** The part was not seen whole. */
  error: z.boolean(),
  reason: z.string(),
  model: modelRef.nullable(),
  recipe: recipeRef.nullable(),
  startedAt: wallTime,
  endedAt: wallTime,
  frames: count,
  defects: z.array(z.object({ label: z.string(), score: z.number(), frames: z.number().int() })),
  /** Told late, because it could not be told when it was made. */
  historical: z.boolean(),
  /** Sent by a person to try the output: no part stands behind it. */
  test: z.boolean(),
});
export type VerdictMessage = z.infer<typeof verdictMessage>;

/** What a test did, step by step, and how long each took. */
export const outputTest = z.object({
  ok: z.boolean(),
  tookMs: z.number(),
  steps: z.array(z.object({ what: z.string(), ok: z.boolean(), note: z.string(), tookMs: z.number() })),
});
export type OutputTest = z.infer<typeof outputTest>;

export const outputs = {
  list: capability
    .route({ method: 'GET', path: '/api/outputs', summary: 'What tells the line, without its secrets' })
    .meta(mayRead(staff))
    .output(z.array(output)),
  save: capability
    .route({ method: 'PUT', path: '/api/outputs/{id}', summary: 'Add an output, or set one that is there anew' })
    .meta(mayChange(leads))
    .errors(failures('wrong_state'))
    .input(outputDraft.extend({ secrets: outputSecrets.default({}) }))
    .output(output),
  remove: capability
    .route({ method: 'DELETE', path: '/api/outputs/{id}', summary: 'Forget an output with what waits for it' })
    .meta(mayChange(leads))
    .errors(failures('not_found'))
    .input(z.object({ id: outputId }))
    .output(z.object({ id: outputId })),
  /** To a PLC it is NG with Error and part 0, so that nothing is let through by it. */
  test: capability
    .route({ method: 'POST', path: '/api/outputs/{id}/test', summary: 'Send a signal that is marked as a test' })
    .meta(mayChange(leads))
    .errors(failures('not_found', 'wrong_state'))
    .input(z.object({ id: outputId }))
    .output(outputTest),
  state: capability
    .route({ method: 'GET', path: '/api/outputs/state', summary: 'How each output does' })
    .meta(mayRead(staff))
    .output(z.array(outputState)),
  watch: capability
    .route({ method: 'GET', path: '/api/outputs/state/watch', summary: 'How each output does, as it changes' })
    .meta(mayRead(staff))
    .output(eventIterator(z.array(outputState))),
};
