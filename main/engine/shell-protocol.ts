import { z } from 'zod';
import { roles } from '../../preload/contract/capability.ts';
import { workerKinds } from './workers/launcher.ts';

/**
 * What the Electron shell and its engine say beside the host protocol, over the same process channel: ports for a page, and
 * the launching of workers, which an Electron process without Node's own start-up cannot do by itself.
 */
export const shellToEngine = z.discriminatedUnion('kind', [
  /** Two ports come with it: the contract first, then live pictures. The shell says whose page it is. */
  z.object({ kind: z.literal('page'), role: z.enum(roles) }),
  /** One port comes with it: the worker's own channel, which the shell does not read. */
  z.object({ kind: z.literal('worker-channel'), worker: z.number().int() }),
  z.object({ kind: z.literal('worker-spawned'), worker: z.number().int(), pid: z.number().int() }),
  z.object({ kind: z.literal('worker-exited'), worker: z.number().int(), code: z.number().int().nullable() }),
]);
export type ShellToEngine = z.infer<typeof shellToEngine>;

export const engineToShell = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('worker-launch'), worker: z.number().int(), program: z.enum(workerKinds) }),
  z.object({ kind: z.literal('worker-kill'), worker: z.number().int() }),
]);
export type EngineToShell = z.infer<typeof engineToShell>;
