import { parentPort } from 'node:worker_threads';

parentPort?.on('message', (message: { readonly input?: { readonly key?: unknown } }) => {
  if (message.input?.key === 'crash') process.exit(7);
  if (message.input?.key === 'hang') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
});

/** The real thread, which crashes when it is asked to set the setting `crash` and hangs on the setting `hang`. */
await import('../../../main/store/thread.ts');
