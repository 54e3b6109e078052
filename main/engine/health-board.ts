import type { PartHealth, StationHealth } from '../../preload/contract/station.ts';
import type { Clock } from './clock.ts';
import { LiveValue } from './doors/live-value.ts';

/** How each part of the station does, for whoever watches; `since` moves only when the state does. */
export class HealthBoard {
  readonly live: LiveValue<StationHealth> = new LiveValue<StationHealth>({ state: 'starting', parts: [] });
  readonly #clock: Clock;
  readonly #parts = new Map<string, PartHealth>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** As a supervisor tells it. */
  put(health: PartHealth): void {
    this.#parts.set(health.part, health);
    const parts = [...this.#parts.values()];
    this.live.set({ state: worst(parts), parts });
  }

  /** As a part without restarts tells it; saying the same again changes nothing. */
  say(part: string, state: PartHealth['state'], note: string): void {
    const known = this.#parts.get(part);
    if (known?.state === state && known.note === note) return;
    const since = known?.state === state ? known.since : this.#clock.wallMs();
    this.put({ part, state, note, restarts: 0, since });
  }
}

/** A station that can still do something is degraded, not down: its other parts go on. */
function worst(parts: readonly PartHealth[]): StationHealth['state'] {
  const has = (state: PartHealth['state']): boolean => parts.some((part) => part.state === state);
  if (has('down') || has('degraded')) return 'degraded';
  return has('starting') ? 'starting' : 'ready';
}
