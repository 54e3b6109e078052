import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { showWaiting } from '../../../main/cli/waiting.ts';

let written: string[];
const terminal = { isTTY: true, write: (text: string) => written.push(text) };

beforeEach(() => {
  written = [];
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a call that takes long', () => {
  it('shows after two seconds that it goes on, every second, and leaves nothing behind', () => {
    const end = showWaiting('models.verify', terminal);
    vi.advanceTimersByTime(4_100);
    end();
    vi.advanceTimersByTime(5_000);
    expect(written).toEqual([2, 3, 4].map((seconds) => `\r\x1b[Kmodels.verify: ${seconds} s`).concat('\r\x1b[K'));
  });

  it('shows nothing where it is quick, nor to a program', () => {
    showWaiting('models.list', terminal)();
    const end = showWaiting('models.verify', { ...terminal, isTTY: false });
    vi.advanceTimersByTime(5_000);
    end();
    expect(written).toEqual([]);
  });
});
