import { type ReactNode, useSyncExternalStore } from 'react';
import { useWords } from '../locales/words.tsx';

const tickMs = 1_000;
let now = Date.now();
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === undefined) {
    // It stood still while no time was on screen.
    now = Date.now();
    // One timer for all the times on screen.
    timer = setInterval(() => {
      now = Date.now();
      for (const told of listeners) told();
    }, tickMs);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

export const useNow = (): number => useSyncExternalStore(subscribe, () => now);

const steps: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
];

const relative = new Map<string, Intl.RelativeTimeFormat>();
function relativeIn(tag: string): Intl.RelativeTimeFormat {
  const known = relative.get(tag) ?? new Intl.RelativeTimeFormat(tag, { numeric: 'always', style: 'short' });
  relative.set(tag, known);
  return known;
}

export function agoText(at: number, from: number, tag: string, justNow: string): string {
  const past = Math.max(0, from - at);
  const step = steps.find(([, ms]) => past >= ms);
  if (step === undefined) return justNow;
  return relativeIn(tag).format(-Math.floor(past / step[1]), step[0]);
}

/** How long until then, counted in seconds; null once it is due. */
export function untilText(at: number, from: number): string | null {
  const seconds = Math.ceil((at - from) / 1_000);
  if (seconds <= 0) return null;
  const minutes = Math.floor(seconds / 60);
  return minutes === 0 ? `${seconds} s` : `${minutes} min ${seconds % 60} s`;
}

export const exactTime = (at: number, tag: string): string =>
  new Date(at).toLocaleString(tag, { dateStyle: 'medium', timeStyle: 'medium' });

export const clockTime = (at: number, tag: string): string => new Date(at).toLocaleTimeString(tag, { hour12: false });

const dayMs = 86_400_000;

/** The time of day; with its day once it is longer ago than one. */
export const shortTime = (at: number, tag: string): string =>
  new Date(at).toLocaleString(tag, {
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
    ...(Date.now() - at > dayMs ? { day: 'numeric', month: 'short' } : {}),
  });

/** How long ago, with the exact moment on hover. */
export function Ago({ at }: { readonly at: number }): ReactNode {
  const words = useWords();
  return (
    <time className="tabular-nums" dateTime={new Date(at).toISOString()} title={exactTime(at, words.tag)}>
      {agoText(at, useNow(), words.tag, words.time.now)}
    </time>
  );
}

/** Counts down to what is planned. */
export function Until({ at }: { readonly at: number }): ReactNode {
  const { time } = useWords();
  const left = untilText(at, useNow());
  return left === null ? time.due : time.until(left);
}
