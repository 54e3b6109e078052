import type { Alert, StandingAlerts } from '../../../preload/contract/alerts.ts';
import type { Role } from '../../../preload/contract/capability.ts';
import { type Outcome, succeed } from '../../domain/outcome.ts';
import type { Store } from '../../store/store.ts';
import { LiveValue } from '../doors/live-value.ts';
import type { Later } from './later.ts';

export type Cause = Pick<Alert, 'kind' | 'severity' | 'cause' | 'sourceId' | 'note'>;

export interface AlertDeskOptions {
  readonly store: Pick<Store, 'call'>;
  readonly later: Later;
  readonly wallMs: () => number;
}

/** Alerts whose cause is still there; stored before anybody is shown them. */
export class AlertDesk {
  readonly live: LiveValue<StandingAlerts> = new LiveValue<StandingAlerts>({ open: 0, rows: [] });
  readonly #options: AlertDeskOptions;
  /** Raised or about to be. */
  readonly #causes = new Set<string>();

  constructor(options: AlertDeskOptions) {
    this.#options = options;
  }

  async open(): Promise<Outcome<null>> {
    const standing = await this.#options.store.call('alerts.standing', null);
    if (!standing.ok) return standing;
    for (const { cause } of standing.value) this.#causes.add(cause);
    this.#show(standing.value);
    return succeed(null);
  }

  has(cause: string): boolean {
    return this.#causes.has(cause);
  }

  get causes(): readonly string[] {
    return [...this.#causes];
  }

  raise(cause: Cause): void {
    const { store, later, wallMs } = this.#options;
    this.#causes.add(cause.cause);
    const at = wallMs();
    later.add(() => this.#changed(store.call('alerts.raise', { ...cause, at })));
  }

  /** Its cause is gone. */
  close(cause: string): void {
    if (!this.#causes.delete(cause)) return;
    const { store, later, wallMs } = this.#options;
    const at = wallMs();
    later.add(() => this.#changed(store.call('alerts.close', { cause, at })));
  }

  acknowledge(id: number, by: Role): Promise<Outcome<Alert>> {
    return this.#changed(this.#options.store.call('alerts.acknowledge', { id, by, at: this.#options.wallMs() }));
  }

  async #changed<T extends Alert | null>(change: Promise<Outcome<T>>): Promise<Outcome<T>> {
    const outcome = await change;
    if (!outcome.ok || outcome.value === null) return outcome;
    const { id, state } = outcome.value;
    const others = this.live.get().rows.filter((row) => row.id !== id);
    this.#show(state === 'closed' ? others : [outcome.value, ...others]);
    return outcome;
  }

  #show(rows: readonly Alert[]): void {
    const sorted = rows.toSorted((a, b) => b.id - a.id).slice(0, 100);
    this.live.set({ open: sorted.filter(({ state }) => state === 'open').length, rows: sorted });
  }
}
