import type { Terminal } from './printer.ts';

const quietMs = 2_000;
const everyMs = 1_000;

/** Shows a person at a terminal that a call goes on, once it takes long; the answer ends it and clears the line. */
export function showWaiting(act: string, terminal: Terminal): () => void {
  if (terminal.isTTY !== true) return () => undefined;
  const startedAt = performance.now();
  const show = (): unknown => {
    const seconds = Math.round((performance.now() - startedAt) / 1000);
    return terminal.write(`\r\x1b[K${act}: ${seconds} s`);
  };
  let isShown = false;
  let timer = setTimeout(function again() {
    isShown = true;
    show();
    timer = setTimeout(again, everyMs);
  }, quietMs);
  return () => {
    clearTimeout(timer);
    if (isShown) terminal.write('\r\x1b[K');
    isShown = false;
  };
}
