import type { HeatMap } from '../../preload/contract/frames.ts';
import type { MicrophoneDevice, SoundLevel } from '../../preload/contract/listen.ts';
import type { SampleReason } from '../../preload/contract/sampling.ts';
import type {
  CameraDevice,
  PictureProbe,
  PictureSourceSettings,
  SoundProbe,
  SoundSourceSettings,
} from '../../preload/contract/sources.ts';
import type { Detection, SourceId, Stretch } from '../../preload/contract/values.ts';
import type { PictureFeatures } from '../domain/drift/picture-features.ts';
import type { SourceFormat } from '../domain/frame.ts';
import type { Failure, Outcome } from '../domain/outcome.ts';
import type { SamplingWish } from '../domain/sampling/sampler.ts';
import type { GrabbedFrame, GrabWish } from '../vision/frame-grab.ts';

/** One process asks, the other answers: every request is settled by a reply, a deadline or the worker's exit. */
export interface Request {
  readonly kind: 'request';
  readonly call: number;
  readonly verb: string;
  readonly input: unknown;
}
export interface Reply {
  readonly kind: 'reply';
  readonly call: number;
  readonly outcome: Outcome<unknown>;
}
/** Told by a worker unasked. */
export interface Told {
  readonly kind: 'told';
  readonly event: string;
  readonly value: unknown;
}
export type Message = Request | Reply | Told;

/** One of the models that look at each frame of a line. */
export interface VisionModel {
  /** Folder that holds the model's card.json and its file. */
  readonly folder: string;
  /** Side of the square that it sees; that of its card where absent. */
  readonly inputSize?: number | undefined;
}

/** So many lines one worker runs at once, and so many models look at each frame. */
export const mostLines = 8;
export const mostModels = 3;

export interface VisionStart {
  /** The line is known by its source: one source has one line. */
  readonly sourceId: SourceId;
  readonly settings: PictureSourceSettings;
  /** The first one's name stands for the part. */
  readonly models: readonly VisionModel[];
  readonly threads: number;
  /** Pictures for viewers are encoded at most this often; predictions are made of every frame that can be kept up with. */
  readonly picturesPerSecond: number;
  /** Which frames are kept for labelling; none where absent. */
  readonly sampling?: SamplingWish | undefined;
}

/** What lies at a path that shall be inspected once. */
export type RecordingFound =
  | { readonly kind: 'folder'; readonly names: readonly string[] }
  | { readonly kind: 'file'; readonly names?: undefined };

export interface BatchOpen {
  readonly batch: SourceId;
  readonly path: string;
  readonly kind: RecordingFound['kind'];
  readonly models: readonly VisionModel[];
  readonly threads: number;
  /** Pictures of a video that were seen already, and those among them that did not decode. */
  readonly passOver: number;
  readonly damaged: number;
}

export interface BatchLook {
  readonly batch: SourceId;
  /** Of a folder: which pictures come next. */
  readonly names: readonly string[];
  /** Answered after so many, or sooner, so that whoever asks can show how far it is. */
  readonly most: number;
  /** A picture in which something at least as sure was found comes along as JPEG; none does where null. */
  readonly pictureFrom: number | null;
}

/** One picture of a batch, each once and in order. */
export type BatchPicture =
  | {
      readonly name: string | null;
      readonly atMs: number | null;
      readonly width: number;
      readonly height: number;
      /** Pictures of the video since the one before that did not decode. */
      readonly damaged: number;
      /** One for each model, in their order. */
      readonly looks: readonly FrameLook[];
      readonly jpeg?: Uint8Array | undefined;
      readonly broken?: undefined;
    }
  | { readonly name: string; readonly broken: string };

export interface BatchLooked {
  readonly pictures: readonly BatchPicture[];
  /** Set once the video is over: how many pictures behind the last did not decode, and why it ended before its time. */
  readonly end?: { readonly damaged: number; readonly note: string } | undefined;
}

/** Other models for a line that runs: its camera stays open, and those before look until these are ready. */
export interface VisionChange extends Pick<VisionStart, 'sourceId' | 'models' | 'threads' | 'sampling'> {}

/** What the vision worker can be asked. */
export interface VisionVerbs {
  ping: { input: null; output: null };
  devices: { input: null; output: readonly CameraDevice[] };
  probe: { input: { settings: PictureSourceSettings; deadlineMs: number }; output: PictureProbe };
  verify: { input: { modelFolder: string; threads: number }; output: { runsOn: string; warmUpMs: number } };
  start: { input: VisionStart; output: { format: SourceFormat; runsOn: string; warmUpMs: number } };
  /** Settles after `changed` was told; where it fails nothing has changed. */
  change: { input: VisionChange; output: { runsOn: string; warmUpMs: number } };
  /** Whether anyone looks at a line: without viewers no picture is encoded. One that does not run has none to show. */
  view: { input: { sourceId: SourceId; wanted: boolean }; output: null };
  /** From now on other frames of a line are kept. */
  sampling: { input: { sourceId: SourceId; wish: SamplingWish }; output: null };
  /** One picture of a running line, for whoever teaches. */
  grab: { input: { sourceId: SourceId; wish: GrabWish }; output: GrabbedFrame };
  /** A line that does not run is stopped already. */
  stop: { input: { sourceId: SourceId }; output: null };
  recording: { input: { path: string }; output: RecordingFound };
  /** Anew where it is open already. */
  batchOpen: { input: BatchOpen; output: { frames: number | null; runsOn: string } };
  batchLook: { input: BatchLook; output: BatchLooked };
  batchClose: { input: { batch: SourceId }; output: null };
}

/** What one model saw in one frame, and what each step of it took. */
export interface FrameLook {
  readonly detections: readonly Detection[];
  /** From a model that was taught good parts, of frames whose picture may follow. */
  readonly heat?: HeatMap | undefined;
  /** Why nothing could be read from the network's numbers; absent where all is well. */
  readonly trouble?: Failure | undefined;
  readonly prepareMs: number;
  readonly inferMs: number;
  readonly decodeMs: number;
  /** Why its picture will follow as a sample of this model; absent for most, and with one model of a frame at most. */
  readonly kept?: SampleReason | undefined;
  /** Drawn by lot, and lost: two before it were still to be encoded. */
  readonly missed?: true | undefined;
}

/** Made of one frame; sent as soon as the boxes are known, before any picture. */
export interface FramePrediction {
  readonly frameId: string;
  readonly sourceId: SourceId;
  readonly sequence: number;
  readonly capturedAt: number;
  readonly wallTime: number;
  readonly width: number;
  readonly height: number;
  readonly part: number | null | undefined;
  /** One for each model of the line, in their order. */
  readonly looks: readonly FrameLook[];
  /** Frames that were replaced by a newer one before they could be looked at, since the start. */
  readonly drops: number;
  /** What drift is looked for in; absent where the picture is too small to tell, and where another was told of just before. */
  readonly picture?: PictureFeatures | undefined;
}

export interface FramePicture {
  readonly sourceId: SourceId;
  readonly frameId: string;
  readonly jpeg: Uint8Array;
}

/** The picture of a frame that is kept for labelling; told once, after its prediction. */
export interface FrameSample {
  readonly sourceId: SourceId;
  readonly frameId: string;
  readonly reason: SampleReason;
  readonly jpeg: Uint8Array;
}

export interface SourceNews {
  readonly sourceId: SourceId;
  readonly state: 'running' | 'stalled' | 'ended' | 'failed';
  readonly note: string;
  readonly stalls: number;
}

/** What the vision worker tells unasked, each with the source of the line that it is of. */
export interface VisionEvents {
  /** Predictions told before it are of the models before, those after it of the others. */
  changed: { readonly sourceId: SourceId };
  prediction: FramePrediction;
  picture: FramePicture;
  sample: FrameSample;
  source: SourceNews;
}

export interface SpeechStart {
  readonly sourceId: SourceId;
  readonly settings: SoundSourceSettings;
  /** Folder that holds the model's card.json and its file. */
  readonly modelFolder: string;
  readonly threads: number;
  /** Which stretches of speech are kept for labelling; none where absent. */
  readonly sampling?: SamplingWish | undefined;
}

/** What the speech worker can be asked. */
export interface SpeechVerbs {
  ping: { input: null; output: null };
  microphones: { input: null; output: readonly MicrophoneDevice[] };
  probe: { input: { settings: SoundSourceSettings; deadlineMs: number }; output: SoundProbe };
  verify: { input: { modelFolder: string; threads: number }; output: { runsOn: string; warmUpMs: number } };
  start: { input: SpeechStart; output: { format: string; runsOn: string; warmUpMs: number } };
  /** From now on other stretches are kept. */
  sampling: { input: SamplingWish; output: null };
  stop: { input: null; output: null };
}

/** How it sounds just now; ten times a second at most. */
export interface HeardLevel {
  /** Over the time since the last one. */
  readonly level: SoundLevel;
  readonly speaking: boolean;
  readonly probability: number;
  /** Since the start. */
  readonly heardMs: number;
  readonly speechMs: number;
  readonly droppedMs: number;
  /** Of the newest window: its network alone, and from its last sample on. */
  readonly inferMs: number;
  readonly latencyMs: number;
}

/** One stretch in which somebody spoke, told when it has ended. */
export interface HeardSpeech {
  readonly clipId: string;
  readonly sourceId: SourceId;
  /** When the clip begins. */
  readonly wallTime: number;
  /** Monotonic milliseconds at which its last sample came. */
  readonly endedAt: number;
  /** Of the clip: the speech and a little before and after it. */
  readonly durationMs: number;
  /** Where in the clip the speech is. */
  readonly marks: readonly Stretch[];
  /** The mean and the highest probability of speech. */
  readonly score: number;
  readonly peak: number;
  readonly isUnsure: boolean;
  /** Of all its windows together. */
  readonly inferMs: number;
  /** Why it is kept, with its sound; absent for most. */
  readonly kept?: { readonly reason: SampleReason; readonly wav: Uint8Array } | undefined;
}

/** What the speech worker tells unasked. */
export interface SpeechEvents {
  level: HeardLevel;
  speech: HeardSpeech;
  source: SourceNews;
}

/**
 * Under Electron: the engine's word that it has taken so many messages of the worker. Electron's ports do not tell how full they
 * are, and without it pictures would pile up while the engine hangs.
 */
export interface Taken {
  readonly kind: 'taken';
  readonly count: number;
}

/** Under Electron: the first word to a worker process, with the port that leads to the engine. */
export const workerChannel = 'caracal:channel';
