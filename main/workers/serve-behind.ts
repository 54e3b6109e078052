import os from 'node:os';
import { answerRequests, type Verb } from './answer.ts';
import { openPort, type Port } from './port.ts';

/** What a person waits for goes behind what a line waits for: its process is nicer than the others, and leaves at once when it is told to. */
export function serveBehind(name: string, verbsOf: (port: Port) => Readonly<Record<string, Verb>>): void {
  const port = openPort(process);
  if (port === undefined) {
    process.stderr.write(`${name} is started by the station, not by hand: run "npm start".\n`);
    process.exitCode = 2;
    return;
  }
  os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL);
  port.onClose(() => process.exit(0));
  process.once('SIGTERM', () => process.exit(0));
  // Ctrl+C reaches every process of the terminal; the host stops this one in its order.
  process.on('SIGINT', () => undefined);
  answerRequests(port, verbsOf(port));
}
