import { parentPort, workerData } from 'node:worker_threads';
import { RunningCapture } from './capture-job.ts';
import type { CaptureJob, FromCapture, ToCapture } from './thread-protocol.ts';

/** Entry of the capture thread: ONNX Runtime blocks the thread that it runs on, and a camera must not wait for it. */
if (parentPort === null) throw new Error('Expected to run as a thread, got a process of its own');
const port = parentPort;
const job = workerData as CaptureJob;
const capture = new RunningCapture(job, (message: FromCapture) => port.postMessage(message));

port.on('message', (message: ToCapture) => {
  if (message.kind === 'close') void capture.close().then(() => port.close());
});

const outcome = await capture.open();
port.postMessage({ kind: 'opened', outcome } satisfies FromCapture);
