import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { takeTurns } from '../../native/lib/take-turns.ts';
import { pictureSourceSettings } from '../../preload/contract/sources.ts';
import { sourceId } from '../../preload/contract/values.ts';
import { listCameras } from '../capture/list-cameras.ts';
import { listPictures } from '../capture/list-pictures.ts';
import { probeSource } from '../capture/probe.ts';
import { succeed } from '../domain/outcome.ts';
import { sweepBuffers } from '../observe/buffer-garbage.ts';
import { answerRequests, type Verb, verb } from './answer.ts';
import { guardEdge } from './edge.ts';
import { tryModel } from './open-model.ts';
import { openPort, type Port } from './port.ts';
import { mostModels, type VisionVerbs } from './protocol.ts';
import { samplingWish } from './sampling-wish.ts';
import { VisionBatches } from './vision-batches.ts';
import { VisionLines } from './vision-lines.ts';

/** Entry of the vision worker: hands capture, models and vision to each other and answers for them. */
const die = guardEdge('The vision worker');
const mostWaiting = 64;
/** Shorter than one inference of most networks, and several times what others have. */
const inferenceTurnMs = 10;
/** After it, a device that does not let go is left to the operating system. */
const endWithinMs = 5_000;
const threads = z.number().int().min(1).max(256);
const nothing = z.null();

/** The runtime runs each network in a turn of the event loop of its own: what else waits has had its turn, too. */
const roomOn = (port: Port): Promise<void> | undefined => (port.waiting > mostWaiting ? untilRoomOn(port) : undefined);

async function untilRoomOn(port: Port): Promise<void> {
  while (port.waiting > mostWaiting) await sleep(5);
}

/** Beside this file, as source or bundled. */
function captureThread(): URL {
  const bundled = import.meta.url.endsWith('.js');
  return new URL(bundled ? './capture-thread.js' : './capture-thread.ts', import.meta.url);
}

const batch = sourceId;
const models = z
  .array(z.object({ folder: z.string(), inputSize: z.number().int().positive().optional() }))
  .min(1)
  .max(mostModels);

function verbsOf(lines: VisionLines, batches: VisionBatches): Record<keyof VisionVerbs, Verb> {
  return {
    ping: verb(nothing, async () => succeed(null)),
    devices: verb(nothing, async () => succeed(await listCameras())),
    probe: verb(
      z.object({ settings: pictureSourceSettings, deadlineMs: z.number().min(100).max(120_000) }),
      ({ settings, deadlineMs }) => probeSource(settings, deadlineMs),
    ),
    verify: verb(z.object({ modelFolder: z.string(), threads }), (input) => tryModel(input.modelFolder, input.threads)),
    start: verb(
      z.object({
        sourceId,
        settings: pictureSourceSettings,
        models,
        threads,
        picturesPerSecond: z.number().min(0.1).max(240),
        sampling: samplingWish.optional(),
      }),
      (start) => lines.start(start),
    ),
    change: verb(z.object({ sourceId, models, threads, sampling: samplingWish.optional() }), (change) =>
      lines.change(change),
    ),
    view: verb(z.object({ sourceId, wanted: z.boolean() }), async (view) => {
      lines.view(view.sourceId, view.wanted);
      return succeed(null);
    }),
    sampling: verb(z.object({ sourceId, wish: samplingWish }), async (changed) => {
      lines.sampling(changed.sourceId, changed.wish);
      return succeed(null);
    }),
    grab: verb(z.object({ sourceId, wish: z.enum(['frame', 'part']) }), (asked) =>
      lines.grab(asked.sourceId, asked.wish),
    ),
    stop: verb(z.object({ sourceId }), async (line) => {
      await lines.stop(line.sourceId);
      return succeed(null);
    }),
    recording: verb(z.object({ path: z.string() }), ({ path }) => listPictures(path)),
    batchOpen: verb(
      z.object({
        batch,
        path: z.string(),
        kind: z.enum(['folder', 'file']),
        models,
        threads,
        passOver: z.number().int().min(0),
        damaged: z.number().int().min(0),
      }),
      (open) => batches.open(open),
    ),
    batchLook: verb(
      z.object({
        batch,
        names: z.array(z.string()).max(1_000),
        most: z.number().int().min(1).max(1_000),
        pictureFrom: z.number().nullable(),
      }),
      (look) => batches.look(look),
    ),
    batchClose: verb(z.object({ batch }), async (closed) => {
      await batches.close(closed.batch);
      return succeed(null);
    }),
  };
}

function serve(port: Port): void {
  // Before the runtime starts its threads, as they take after this one: a verdict that is to be told does not wait behind the next inference.
  takeTurns(inferenceTurnMs);
  sweepBuffers();
  const lines = new VisionLines({
    threadUrl: captureThread(),
    tell: (event, value) => port.post({ kind: 'told', event, value }),
    room: () => roomOn(port),
    broke: die,
  });
  const batches = new VisionBatches({ threadUrl: captureThread(), broke: die, ...lines.shared });
  const end = async (): Promise<void> => {
    setTimeout(() => process.exit(0), endWithinMs).unref();
    await Promise.all([lines.stopAll(), batches.closeAll()]);
    process.exit(0);
  };
  port.onClose(() => void end());
  process.once('SIGTERM', () => void end());
  // Ctrl+C reaches every process of the terminal; the host stops this one in its order.
  process.on('SIGINT', () => undefined);
  answerRequests(port, verbsOf(lines, batches));
}

const port = openPort(process);
if (port === undefined) {
  process.stderr.write('The vision worker is started by the station, not by hand: run "npm start".\n');
  process.exitCode = 2;
} else {
  serve(port);
}
