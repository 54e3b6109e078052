import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import type { ReadStream } from 'node:tty';
import type { ReadValue } from './fill-in.ts';
import type { Terminal } from './printer.ts';

type Input = NodeJS.ReadableStream & Partial<Pick<ReadStream, 'isTTY'>>;

/** All that is piped in, less the line end that `echo` adds; at a terminal one line, which is not shown as it is typed. */
export const standardInput =
  (input: Input, terminal: Terminal): ReadValue =>
  async (flag) => {
    if (input.isTTY === true) return typedValue(input, terminal, flag);
    const pieces: Buffer[] = [];
    for await (const piece of input) pieces.push(Buffer.from(piece));
    return Buffer.concat(pieces)
      .toString('utf8')
      .replace(/\r?\n$/, '');
  };

async function typedValue(input: Input, terminal: Terminal, flag: string): Promise<string> {
  const silence = new Writable({ write: (_piece, _encoding, done) => done() });
  terminal.write(`The value of ${flag}, not shown: `);
  const lines = createInterface({ input, output: silence, terminal: true });
  // Ctrl-D ends it as an empty value.
  const typed = await Promise.race([
    lines.question(''),
    new Promise<string>((end) => lines.once('close', () => end(''))),
  ]);
  lines.close();
  terminal.write('\n');
  return typed;
}
