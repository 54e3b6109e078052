export const ranges = ['hour', 'day', 'week'] as const;
export type Range = (typeof ranges)[number];

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

interface Span {
  readonly windowMs: number;
  /** Asked of the station, which draws together: no chart ever holds more than 300. */
  readonly points: number;
  /** Windows of drift that may lie within it. */
  readonly windows: number;
  readonly everyMs: number;
  readonly tickMs: number;
}

export const spans: Record<Range, Span> = {
  hour: { windowMs: hourMs, points: 60, windows: 24, everyMs: 15_000, tickMs: 15 * minuteMs },
  day: { windowMs: dayMs, points: 240, windows: 48, everyMs: minuteMs, tickMs: 6 * hourMs },
  week: { windowMs: 7 * dayMs, points: 252, windows: 200, everyMs: 5 * minuteMs, tickMs: dayMs },
};

export const rangeOf = (text: string | null): Range => ranges.find((range) => range === text) ?? 'day';

/** Round moments of the station's own clock: full quarters, hours, midnights. */
export function ticksOf(since: number, until: number, tickMs: number): readonly number[] {
  const offsetMs = new Date(until).getTimezoneOffset() * minuteMs;
  const first = Math.ceil((since - offsetMs) / tickMs) * tickMs + offsetMs;
  const count = Math.max(0, Math.floor((until - first) / tickMs) + 1);
  return Array.from({ length: count }, (_, index) => first + index * tickMs);
}

export function tickText(at: number, range: Range, tag: string): string {
  return range === 'week'
    ? new Date(at).toLocaleDateString(tag, { weekday: 'short', day: 'numeric' })
    : new Date(at).toLocaleTimeString(tag, { hour: '2-digit', minute: '2-digit', hour12: false });
}

export const momentText = (at: number, tag: string): string =>
  new Date(at).toLocaleString(tag, {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  });
