import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { soundSourceSettings } from '../../preload/contract/sources.ts';
import { sourceId } from '../../preload/contract/values.ts';
import { succeed } from '../domain/outcome.ts';
import { listMicrophones } from '../speech/list-microphones.ts';
import { probeSound } from '../speech/probe.ts';
import { answerRequests, type Verb, verb } from './answer.ts';
import { guardEdge } from './edge.ts';
import { openPort, type Port } from './port.ts';
import type { SpeechVerbs } from './protocol.ts';
import { samplingWish } from './sampling-wish.ts';
import { openSoundModel, SpeechLine } from './speech-line.ts';

/** Entry of the speech worker: hands sound, models and listening to each other and answers for them. */
const die = guardEdge('The speech worker');
const mostWaiting = 64;
/** After it, a device that does not let go is left to the operating system. */
const endWithinMs = 5_000;
const probeRateHz = 16_000;
const threads = z.number().int().min(1).max(256);
const nothing = z.null();
/** From main/workers as from out/main. */
const parecFile = fileURLToPath(new URL('../../resources/recorders/parec.cjs', import.meta.url));

async function roomOn(port: Port): Promise<void> {
  await nextTurn();
  while (port.waiting > mostWaiting) await sleep(5);
}

function verbsOf(line: SpeechLine): Record<keyof SpeechVerbs, Verb> {
  return {
    ping: verb(nothing, async () => succeed(null)),
    microphones: verb(nothing, async () => succeed(await listMicrophones())),
    probe: verb(
      z.object({ settings: soundSourceSettings, deadlineMs: z.number().min(100).max(120_000) }),
      ({ settings, deadlineMs }) => probeSound(settings, { openDeadlineMs: deadlineMs, parecFile }, probeRateHz),
    ),
    verify: verb(z.object({ modelFolder: z.string(), threads }), async (input) => {
      const model = await openSoundModel(input.modelFolder, input.threads);
      if (!model.ok) return model;
      const { runsOn, warmUpMs, release } = model.value.session;
      await release();
      return succeed({ runsOn, warmUpMs });
    }),
    start: verb(
      z.object({
        sourceId,
        settings: soundSourceSettings,
        modelFolder: z.string(),
        threads,
        sampling: samplingWish.optional(),
      }),
      (start) => line.start(start),
    ),
    sampling: verb(samplingWish, async (wish) => {
      line.sampling(wish);
      return succeed(null);
    }),
    stop: verb(nothing, async () => {
      await line.stop();
      return succeed(null);
    }),
  };
}

function serve(port: Port): void {
  const line = new SpeechLine({
    parecFile,
    tell: (event, value) => port.post({ kind: 'told', event, value }),
    room: () => roomOn(port),
    broke: die,
  });
  const end = async (): Promise<void> => {
    setTimeout(() => process.exit(0), endWithinMs).unref();
    await line.stop();
    process.exit(0);
  };
  port.onClose(() => void end());
  process.once('SIGTERM', () => void end());
  // Ctrl+C reaches every process of the terminal; the host stops this one in its order.
  process.on('SIGINT', () => undefined);
  answerRequests(port, verbsOf(line));
}

const port = openPort(process);
if (port === undefined) {
  process.stderr.write('The speech worker is started by the station, not by hand: run "npm start".\n');
  process.exitCode = 2;
} else {
  serve(port);
}
