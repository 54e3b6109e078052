import { assertNever } from '../domain/assert-never.ts';
import type { Failure } from '../domain/outcome.ts';
import { asLine, asText } from './text.ts';

export interface Terminal {
  readonly isTTY?: boolean | undefined;
  write(text: string): unknown;
}

export interface Printer {
  value(value: unknown): void;
  /** One of many that come over time. */
  next(value: unknown): void;
  /** After the last of many. */
  end(): void;
  failure(failure: Failure): void;
  /** Beside the values: what a person, or the log of a program, should know of them. */
  note(sentence: string): void;
}

/** Values on one stream, failures on the other, for a person or for a program. */
export function createPrinter(output: 'text' | 'json', stdout: Terminal, stderr: Terminal): Printer {
  switch (output) {
    case 'json':
      return {
        value: (value) => stdout.write(`${JSON.stringify(value ?? null)}\n`),
        next: (value) => stdout.write(`${JSON.stringify(value ?? null)}\n`),
        end: () => undefined,
        failure: ({ code, message, ...data }) => stderr.write(`${JSON.stringify({ code, message, data })}\n`),
        note: (sentence) => stderr.write(`${JSON.stringify({ note: sentence })}\n`),
      };
    case 'text':
      return forPerson(stdout, stderr);
    default:
      return assertNever(output);
  }
}

function forPerson(stdout: Terminal, stderr: Terminal): Printer {
  let isLineOpen = false;
  const end = (): void => {
    if (isLineOpen) stdout.write('\n');
    isLineOpen = false;
  };
  return {
    value: (value) => stdout.write(`${asText(value)}\n`),
    next: (value) => {
      // In a terminal the line is written over, so that progress stays in its place.
      isLineOpen = stdout.isTTY === true;
      stdout.write(isLineOpen ? `\r\x1b[K${asLine(value)}` : `${asLine(value)}\n`);
    },
    end,
    failure: ({ message }) => {
      end();
      stderr.write(`${message}\n`);
    },
    note: (sentence) => {
      end();
      stderr.write(`${sentence}\n`);
    },
  };
}
