import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { capability, leads, mayChange, mayRead, staff } from './capability.ts';
import { failures } from './failures.ts';
import { sampleReasons } from './sampling.ts';
import { modelRef, sourceId, spread, wallTime } from './values.ts';

/** The catalogue's name of the model that finds speech where no other is asked for. */
export const speechFinder = 'silero-vad';

export const microphoneDevice = z.object({
  /** To be written into the settings of a source: "default", or "pulse:", "alsa:", "system:" and the machine's name for it. */
  device: z.string(),
  name: z.string(),
});
export type MicrophoneDevice = z.infer<typeof microphoneDevice>;

/** In decibels below full scale: 0 is the loudest that can be, -100 stands for silence. */
const decibels = z.number().min(-100).max(0);
export const soundLevel = z.object({ rmsDb: decibels, peakDb: decibels });
export type SoundLevel = z.infer<typeof soundLevel>;

/** One stretch in which somebody spoke. */
export const heardSegment = z.object({
  /** Names its prediction's `frameId`. */
  clipId: z.string(),
  startedAt: wallTime,
  durationMs: z.number(),
  /** The mean and the highest probability of speech within it. */
  score: z.number(),
  peak: z.number(),
  isUnsure: z.boolean(),
  /** Why its sound was kept for labelling; null for most. */
  kept: z.enum(sampleReasons).nullable(),
});
export type HeardSegment = z.infer<typeof heardSegment>;

export const listenStates = ['stopped', 'starting', 'running', 'stalled', 'failed'] as const;

/** What the Listen seat shows. Published at most ten times a second; nothing of what was said is in it. */
export const listenState = z.object({
  state: z.enum(listenStates),
  /** One sentence when something is wrong. */
  note: z.string(),
  /** Somebody wants it to listen: what failed is tried again until it is stopped. */
  wanted: z.boolean(),
  sourceId: sourceId.nullable(),
  model: modelRef.nullable(),
  /** The catalogue entry that is needed to listen, and whether it is here. */
  needs: z.object({ name: z.string(), isInstalled: z.boolean() }),
  runsOn: z.string(),
  startedAt: wallTime.nullable(),
  level: soundLevel,
  speaking: z.boolean(),
  /** That somebody speaks, by the newest window. */
  probability: z.number(),
  /** Sound that was listened to since the start. */
  heardMs: z.number(),
  /** Of it, what counts as speech. */
  speechMs: z.number(),
  segments: z.number().int(),
  unsure: z.number().int(),
  kept: z.number().int(),
  /** From a window's last sample to what the network said of it. */
  latencyMs: spread,
  inferMs: spread,
  /** Sound that nobody listened to, since newer sound was there already. */
  droppedMs: z.number(),
  stalls: z.number().int(),
  /** Newest first, twenty at most. */
  recent: z.array(heardSegment),
});
export type ListenState = z.infer<typeof listenState>;

export const listen = {
  microphones: capability
    .route({ method: 'GET', path: '/api/listen/microphones', summary: 'Microphones of this machine' })
    .meta(mayRead(staff))
    .errors(failures('not_found'))
    .output(z.array(microphoneDevice)),
  start: capability
    .route({ method: 'POST', path: '/api/listen/start', summary: 'Listen to a microphone or a sound file' })
    .meta(mayChange(leads))
    .errors(failures('not_found', 'model_refused', 'source_unreachable', 'wrong_state'))
    .input(z.object({ sourceId, model: z.string().default(speechFinder) }))
    .output(listenState),
  stop: capability
    .route({ method: 'POST', path: '/api/listen/stop', summary: 'Stop listening; what was heard is stored' })
    .meta(mayChange(leads))
    .output(listenState),
  state: capability
    .route({ method: 'GET', path: '/api/listen/state', summary: 'Level, speech and the last segments' })
    .meta(mayRead(staff))
    .output(listenState),
  watch: capability
    .route({ method: 'GET', path: '/api/listen/watch', summary: 'The same, at each change' })
    .meta(mayRead(staff))
    .output(eventIterator(listenState)),
};
