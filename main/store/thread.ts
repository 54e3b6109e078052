import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { assertNever } from '../domain/assert-never.ts';
import type { Connection } from './connection.ts';
import { openDatabase } from './open-database.ts';
import { answer } from './service.ts';
import type { FromThread, ThreadStart, ToThread } from './wire.ts';

/** The store's thread: opens the file, tells how that went, answers one request after the other, closes when told. */
function serve(port: MessagePort, start: ThreadStart): void {
  const tell = (message: FromThread): void => port.postMessage(message);
  const limits = start.maxBytes === undefined ? {} : { maxBytes: start.maxBytes };
  const opened = openDatabase(start.file, Date.now(), limits);
  if (!opened.ok) {
    tell({ kind: 'opened', outcome: opened });
    port.close();
    return;
  }
  port.on('message', (message: ToThread) => receive(opened.value, message));
  tell({ kind: 'opened', outcome: { ok: true, value: null } });

  function receive(connection: Connection, message: ToThread): void {
    switch (message.kind) {
      case 'request': {
        const { outcome, durationMs, cause } = answer(connection, message.verb, message.input);
        tell({ kind: 'reply', call: message.call, outcome });
        if (durationMs > start.slowMs) tell({ kind: 'slow', verb: message.verb, durationMs });
        if (cause !== undefined) tell({ kind: 'bug', verb: message.verb, stack: stackOf(cause) });
        return;
      }
      case 'close':
        connection.close();
        port.close();
        return;
      default:
        assertNever(message);
    }
  }
}

/** Where it happened, without the error's own words: those may quote a value. */
function stackOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const at = cause.stack?.indexOf('\n    at ') ?? -1;
  return `${cause.name}${at < 0 ? '' : cause.stack?.slice(at)}`;
}

if (parentPort === null) throw new Error('Expected the store to be started as a thread');
serve(parentPort, workerData as ThreadStart);
