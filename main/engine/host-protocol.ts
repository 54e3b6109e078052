import { z } from 'zod';
import { roles } from '../../preload/contract/capability.ts';
import type { FailureCode } from '../../preload/contract/failures.ts';
import { failureDetail, failureStatus } from '../../preload/contract/failures.ts';

/**
 * What a host (browser host or Electron shell) and the engine process that it started tell each other over the process
 * channel. The host hands the start options over as its first message; the engine says nothing before.
 */
export const httpOptions = z.object({
  /** Loopback unless the person said otherwise. */
  listen: z.string().min(1),
  port: z.number().int().min(0).max(65535),
  /** False: a busy port is stepped over for a free one; true: it is a failure. */
  portIsWanted: z.boolean(),
  /** The role that the link printed at start lets in. */
  role: z.enum(roles),
  /** Where the built renderer lies. */
  rendererFolder: z.string().min(1),
  /** Made once by the host: screens stay signed in when the engine is restarted. */
  sessionKey: z.string().min(32).optional(),
});
export type HttpOptions = z.infer<typeof httpOptions>;

const failureCodes = Object.keys(failureStatus) as FailureCode[];
const wiredFailure = failureDetail.extend({ code: z.enum(failureCodes), message: z.string() });

export const toEngine = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('start'),
    host: z.enum(['electron', 'browser']),
    dataFolder: z.string().min(1),
    name: z.string().optional(),
    /** Under Electron the page comes over a MessagePort; the door is for the command line and for other screens. */
    http: httpOptions.optional(),
  }),
  /** Wind down in order; the engine exits by itself with 0, or is killed after the host's deadline. */
  z.object({ kind: z.literal('stop') }),
]);
export type ToEngine = z.infer<typeof toEngine>;

export const fromEngine = z.discriminatedUnion('kind', [
  /** Sent at each step of a start that takes longer, so that a person sees it move. */
  z.object({ kind: z.literal('progress'), step: z.string() }),
  /** `address` and `link` are null where nothing listens; `note` says what a person should know, e.g. another port. */
  z.object({ kind: z.literal('ready'), address: z.string().nullable(), link: z.string().nullable(), note: z.string() }),
  /** Will not run: the engine exits right after. `final` means that starting it again cannot help. */
  z.object({ kind: z.literal('failed'), failure: wiredFailure, final: z.boolean() }),
  z.object({ kind: z.literal('log'), level: z.enum(['info', 'warn', 'error']), line: z.string() }),
]);
export type FromEngine = z.infer<typeof fromEngine>;
