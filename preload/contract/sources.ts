import { z } from 'zod';
import { capability, leads, mayChange, mayRead, staff } from './capability.ts';
import { failures } from './failures.ts';
import { filePath, sourceId, wallTime } from './values.ts';

const size = {
  width: z.number().int().min(16).max(7680).optional(),
  height: z.number().int().min(16).max(4320).optional(),
};
const fps = z.number().min(0.1).max(240).optional();

/** As FFmpeg calls it; 'mjpeg' where the camera compresses. */
const pixelFormatName = z.string().regex(/^[a-z0-9_]{2,24}$/, 'a pixel format as the camera lists it');

/** As it was recorded, or as fast as frames are taken. */
const pace = z.enum(['real-time', 'fast']);

export const demoLineSettings = z.object({
  kind: z.literal('demo'),
  seed: z
    .number()
    .int()
    .min(0)
    .max(2 ** 31 - 1)
    .default(1),
  fps: z.number().min(1).max(120).default(15),
  defectsPerBoard: z.number().min(0).max(10).default(0.5),
  lightingDrift: z.number().min(0).max(1).default(0),
  blurDrift: z.number().min(0).max(1).default(0),
  pace: pace.optional(),
});

const pictureKinds = [
  demoLineSettings,
  /** A device as `devices` gives it, in one of its modes; left out is the driver's choice. */
  z.object({
    kind: z.literal('camera'),
    device: z.string().min(1),
    ...size,
    fps,
    pixelFormat: pixelFormatName.optional(),
  }),
  z.object({
    kind: z.literal('address'),
    url: z.string().regex(/^(rtsp|rtsps|http|https):\/\/\S+$/, 'an rtsp:// or http:// address'),
  }),
  z.object({
    kind: z.literal('file'),
    path: filePath,
    loop: z.boolean().default(true),
    pace: pace.default('real-time'),
  }),
  z.object({ kind: z.literal('folder'), path: filePath, fps }),
] as const;

const soundKinds = [
  /** A device as `listen.microphones` gives it. */
  z.object({ kind: z.literal('microphone'), device: z.string().trim().min(1).max(200).default('default') }),
  z.object({
    kind: z.literal('sound-file'),
    path: filePath,
    loop: z.boolean().default(false),
    pace: pace.default('real-time'),
  }),
] as const;

export const pictureSourceSettings = z.discriminatedUnion('kind', [...pictureKinds]);
export type PictureSourceSettings = z.infer<typeof pictureSourceSettings>;
export const soundSourceSettings = z.discriminatedUnion('kind', [...soundKinds]);
export type SoundSourceSettings = z.infer<typeof soundSourceSettings>;

export const sourceSettings = z.discriminatedUnion('kind', [...pictureKinds, ...soundKinds]);
export type SourceSettings = z.infer<typeof sourceSettings>;

const sounds: readonly string[] = ['microphone', 'sound-file'] satisfies SoundSourceSettings['kind'][];
export const isSoundSettings = (settings: SourceSettings): settings is SoundSourceSettings =>
  sounds.includes(settings.kind);

/** Rows of batches stand under ids of their own, which no source may take. */
const ownSourceId = sourceId.refine((id) => !id.startsWith('batch-'), 'an id that does not begin with batch-');

export const source = z.object({
  id: sourceId,
  name: z.string(),
  settings: sourceSettings,
  /** The demo line comes with the station and cannot be removed. */
  builtIn: z.boolean(),
  addedAt: wallTime,
});
export type Source = z.infer<typeof source>;
export type PictureSource = Source & { readonly settings: PictureSourceSettings };
export type SoundSource = Source & { readonly settings: SoundSourceSettings };

export const isSoundSource = (source: Source): source is SoundSource => isSoundSettings(source.settings);
export const isPictureSource = (source: Source): source is PictureSource => !isSoundSettings(source.settings);

export const pictureProbe = z.object({
  width: z.number().int(),
  height: z.number().int(),
  fps: z.number(),
  format: z.string(),
  firstFrameMs: z.number(),
});
export type PictureProbe = z.infer<typeof pictureProbe>;

export const soundProbe = z.object({
  sampleRateHz: z.number().int(),
  /** What brings the sound in, or how the file is coded. */
  format: z.string(),
  firstSoundMs: z.number(),
});
export type SoundProbe = z.infer<typeof soundProbe>;

/** What the first frame or the first sound of a source told. */
export const probeReport = z.union([pictureProbe, soundProbe]);
export type ProbeReport = z.infer<typeof probeReport>;

/** One way in which a camera gives pictures. */
export const cameraMode = z.object({
  width: z.number().int(),
  height: z.number().int(),
  leastFps: z.number(),
  mostFps: z.number(),
  pixelFormat: pixelFormatName,
});
export type CameraMode = z.infer<typeof cameraMode>;

export const cameraDevice = z.object({
  /** Stays the same at another socket or after a restart, where the system has such a name. */
  device: z.string(),
  name: z.string(),
  /** Where it is plugged in now. */
  at: z.string(),
  modes: z.array(cameraMode),
  /** The same as sentences. */
  formats: z.array(z.string()),
});
export type CameraDevice = z.infer<typeof cameraDevice>;

export const sources = {
  list: capability
    .route({ method: 'GET', path: '/api/sources', summary: 'Sources this station knows' })
    .meta(mayRead(staff))
    .output(z.array(source)),
  devices: capability
    .route({ method: 'GET', path: '/api/sources/devices', summary: 'Cameras plugged into this machine' })
    .meta(mayRead(staff))
    .output(z.array(cameraDevice)),
  probe: capability
    .route({
      method: 'POST',
      path: '/api/sources/probe',
      summary: 'Open a source, wait for its first frame or sound, close it',
    })
    .meta(mayRead(leads))
    .errors(failures('source_unreachable'))
    .input(z.object({ settings: sourceSettings }))
    .output(probeReport),
  add: capability
    .route({ method: 'POST', path: '/api/sources', summary: 'Add a source, after a real probe with a deadline' })
    .meta(mayChange(leads))
    .errors(failures('source_unreachable', 'already_exists'))
    .input(z.object({ id: ownSourceId, name: z.string().trim().min(1).max(60), settings: sourceSettings }))
    .output(z.object({ source, probe: probeReport })),
  remove: capability
    .route({ method: 'DELETE', path: '/api/sources/{id}', summary: 'Forget a source; what it saw stays' })
    .meta(mayChange(leads))
    .errors(failures('not_found', 'wrong_state'))
    .input(z.object({ id: sourceId }))
    .output(z.object({ id: sourceId })),
};
