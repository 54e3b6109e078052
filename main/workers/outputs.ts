import { z } from 'zod';
import { outputSettings } from '../../preload/contract/output-settings.ts';
import { verdictMessage } from '../../preload/contract/outputs.ts';
import { outputId } from '../../preload/contract/recipes.ts';
import { succeed } from '../domain/outcome.ts';
import { sweepBuffers } from '../observe/buffer-garbage.ts';
import { OutputRoom } from '../outputs/output-room.ts';
import { answerRequests, type Verb, verb } from './answer.ts';
import { guardEdge } from './edge.ts';
import type { OutputEvents, OutputVerbs } from './outputs-protocol.ts';
import { openPort, type Port } from './port.ts';

/** Entry of the outputs worker: what tells the line lives apart, so that no library of a protocol can hold up an inspection. */
guardEdge('The outputs worker');

/** A PLC is told that nobody is home; after this long whoever does not answer is left to find out by itself. */
const endWithinMs = 1_000;

const job = z.object({
  id: outputId,
  settings: outputSettings,
  secrets: z.object({
    password: z.string().optional(),
    signingKey: z.string().optional(),
    headers: z.record(z.string(), z.string()).optional(),
  }),
  deadlineMs: z.number().min(1),
});
const order = z.object({
  station: z.string(),
  folder: z.string(),
  pace: z.object({
    rule: z.object({
      failures: z.number().int().min(1),
      backOff: z.object({ firstMs: z.number(), factor: z.number(), maxMs: z.number() }),
    }),
    retryMs: z.number(),
    beatMs: z.number(),
  }),
});
const signal = z.object({ ok: z.boolean(), error: z.boolean(), part: z.number().int().min(0) });

function verbsOf(room: OutputRoom): Record<keyof OutputVerbs, Verb> {
  return {
    ping: verb(z.null(), async () => succeed(null)),
    configure: verb(z.object({ order, jobs: z.array(job) }), async (input) => {
      await room.configure({ ...input.order, jobs: input.jobs });
      return succeed(null);
    }),
    signal: verb(z.object({ output: outputId, turn: z.number().int().nullable(), signal }), (input) =>
      room.signal(input.output, input.turn, input.signal),
    ),
    tell: verb(
      z.object({ output: outputId, message: verdictMessage, picture: z.instanceof(Uint8Array).optional() }),
      ({ output, message, picture }) => room.tell(output, message, picture),
    ),
    line: verb(z.object({ output: outputId, trouble: z.string() }), async ({ output, trouble }) => {
      room.line(output, trouble);
      return succeed(null);
    }),
    switched: verb(z.object({ output: outputId, trouble: z.string() }), async ({ output, trouble }) => {
      room.switched(output, trouble);
      return succeed(null);
    }),
    test: verb(z.object({ order, job }), async (input) => succeed(await room.test(input.job, input.order))),
  };
}

function serve(port: Port): void {
  sweepBuffers();
  const tell = <E extends keyof OutputEvents>(event: E, value: OutputEvents[E]): void =>
    port.post({ kind: 'told', event, value });
  const room = new OutputRoom({
    clock: {
      monotonicMs: () => Number(process.hrtime.bigint()) / 1e6,
      wallMs: () => Date.now(),
      after: (delayMs, act) => {
        const timer = setTimeout(act, delayMs);
        return () => clearTimeout(timer);
      },
    },
    random: Math.random,
    changed: (output, news) => tell('news', { output, ...news }),
    triggered: (output, turn) => tell('trigger', { output, turn }),
    coded: (output, code, stands) => tell('code', { output, code, stands }),
  });
  const end = async (): Promise<void> => {
    setTimeout(() => process.exit(0), endWithinMs).unref();
    await room.stop();
    process.exit(0);
  };
  port.onClose(() => void end());
  process.once('SIGTERM', () => void end());
  // Ctrl+C reaches every process of the terminal; the host stops this one in its order.
  process.on('SIGINT', () => undefined);
  answerRequests(port, verbsOf(room));
}

const port = openPort(process);
if (port === undefined) {
  process.stderr.write('The outputs worker is started by the station, not by hand: run "npm start".\n');
  process.exitCode = 2;
} else {
  serve(port);
}
