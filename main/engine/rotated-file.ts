import { closeSync, fstatSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';

export interface RotatedFileOptions {
  readonly path: string;
  readonly maxBytes: number;
  /** How many full ones are kept beside the current: `path.1` is the newest of them. */
  readonly keep: number;
}

/** A log file that never grows past its bound. */
export class RotatedFile {
  readonly #options: RotatedFileOptions;
  #handle: number;
  #bytes: number;

  constructor(options: RotatedFileOptions) {
    this.#options = options;
    this.#handle = openSync(options.path, 'a', 0o600);
    this.#bytes = fstatSync(this.#handle).size;
  }

  write(line: string): void {
    const bytes = Buffer.byteLength(line);
    if (this.#bytes > 0 && this.#bytes + bytes > this.#options.maxBytes) this.#rotate();
    try {
      writeSync(this.#handle, line);
    } catch {
      // A full disk must not stop a line that can still judge; stderr has the same words.
      return;
    }
    this.#bytes += bytes;
  }

  close(): void {
    closeSync(this.#handle);
  }

  #rotate(): void {
    const { path, keep } = this.#options;
    closeSync(this.#handle);
    rmSync(`${path}.${keep}`, { force: true });
    for (let index = keep - 1; index >= 0; index -= 1)
      move(index === 0 ? path : `${path}.${index}`, `${path}.${index + 1}`);
    this.#handle = openSync(path, 'a', 0o600);
    this.#bytes = fstatSync(this.#handle).size;
  }
}

function move(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch {
    // There are fewer old files than may be kept.
  }
}
