import type { DriftReport, RetrainingChecklist } from '../../../preload/contract/drift.ts';
import type { Stream } from '../../../preload/contract/monitor.ts';
import { retrainingConditions } from '../../domain/drift/retraining.ts';
import { type Outcome, succeed } from '../../domain/outcome.ts';
import type { Store } from '../../store/store.ts';
import type { AlertDesk } from './alert-desk.ts';
import { nameOf } from './metric-keeper.ts';

export interface RetrainingDeskOptions {
  readonly store: Pick<Store, 'call'>;
  readonly alerts: AlertDesk;
  readonly wallMs: () => number;
  /** The window that is filling, compared so far. */
  readonly filling: (stream: Stream) => Promise<Outcome<DriftReport | undefined>>;
}

/** Whether a model should be retrained; said and recorded once, when it becomes so. */
export class RetrainingDesk {
  readonly #options: RetrainingDeskOptions;

  constructor(options: RetrainingDeskOptions) {
    this.#options = options;
  }

  /** By the window that is filling where that is in alarm already, else by the last one that ended. */
  async checklist(stream: Stream | null): Promise<Outcome<RetrainingChecklist>> {
    const { store, filling } = this.#options;
    if (stream === null) return succeed(retrainingConditions({ report: undefined, reviewedLabels: 0 }));
    const reviewed = await this.#reviewed(stream.model.name);
    if (!reviewed.ok) return reviewed;
    const [open, past] = await Promise.all([filling(stream), store.call('drift.reports', { stream, limit: 24 })]);
    if (!open.ok) return open;
    if (!past.ok) return past;
    const last = past.value.find(({ report }) => report !== null)?.report ?? undefined;
    const report = open.value?.alarm === true ? open.value : (last ?? open.value);
    return succeed(retrainingConditions({ report, reviewedLabels: reviewed.value }));
  }

  /** Labels that no training has learned from: those of this model since its version changed. */
  async #reviewed(modelName: string): Promise<Outcome<number>> {
    const { store } = this.#options;
    const last = await store.call('retraining.last', { modelName });
    return last.ok ? store.call('labels.reviewed', { modelName, since: last.value ?? 0 }) : last;
  }

  async check(stream: Stream): Promise<Outcome<unknown>> {
    const { store, alerts, wallMs } = this.#options;
    const checklist = await this.checklist(stream);
    if (!checklist.ok || !checklist.value.recommended) return checklist;
    const recommended = await store.call('retraining.recommend', {
      modelName: stream.model.name,
      trigger: `conditions met on ${nameOf(stream)}`,
      conditions: checklist.value,
      createdAt: wallMs(),
    });
    if (!recommended.ok || !recommended.value.isNew) return recommended;
    alerts.raise({
      kind: 'retraining',
      severity: 'notice',
      cause: `retraining ${stream.model.name}`,
      sourceId: stream.sourceId,
      note: `Retraining of ${stream.model.name} is recommended: what it sees has drifted, and labels enough were reviewed.`,
    });
    return recommended;
  }
}
