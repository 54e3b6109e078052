import type { DriftReport, NumberFeature } from '../../../preload/contract/drift.ts';
import type { LineState } from '../../../preload/contract/inspections.ts';
import type { Stream } from '../../../preload/contract/monitor.ts';
import type { PartHealth, StationHealth } from '../../../preload/contract/station.ts';
import type { LevelChange } from '../../domain/drift/level-watch.ts';
import type { AlertDesk } from './alert-desk.ts';
import { nameOf } from './metric-keeper.ts';

const partKinds = { disk: 'disk-low', store: 'store-behind' } as const;

function partAlert(desk: AlertDesk, { part, state, note }: PartHealth): void {
  const cause = `part ${part}`;
  // One that is stopped was taken out of use by somebody.
  if (state === 'ready' || state === 'stopped') desk.close(cause);
  if ((state !== 'down' && state !== 'degraded') || desk.has(cause)) return;
  const kind = Object.hasOwn(partKinds, part) ? partKinds[part as keyof typeof partKinds] : 'part-down';
  const severity = state === 'down' || kind === 'disk-low' ? 'critical' : 'warning';
  desk.raise({ kind, severity, cause, sourceId: null, note: note || `The ${part} is ${state}.` });
}

export const healthAlerts = (desk: AlertDesk, { parts }: StationHealth): void => {
  for (const part of parts) partAlert(desk, part);
};

/** Stalled or failed: until it runs again, until somebody stops it, or until there is no such line any more. */
export function lineAlerts(desk: AlertDesk, lines: readonly LineState[]): void {
  const quiet = new Set(lines.filter(({ state }) => state === 'running' || state === 'stopped').flatMap(causesOf));
  const known = new Set(lines.flatMap(causesOf));
  for (const cause of desk.causes) {
    if (/^(source-stalled|line-failed)/.test(cause) && (quiet.has(cause) || !known.has(cause))) desk.close(cause);
  }
  for (const line of lines) lineAlert(desk, line);
}

const lineKinds = ['source-stalled', 'line-failed'] as const;
const causesOf = ({ sourceId }: LineState): readonly string[] => lineKinds.map((kind) => causeOf(kind, sourceId));
const causeOf = (kind: (typeof lineKinds)[number], sourceId: string | null): string =>
  `${kind} ${sourceId ?? ''}`.trim();

function lineAlert(desk: AlertDesk, { state, note, sourceId }: LineState): void {
  if (state !== 'stalled' && state !== 'failed') return;
  const kind = state === 'stalled' ? 'source-stalled' : 'line-failed';
  const cause = causeOf(kind, sourceId);
  if (desk.has(cause)) return;
  const severity = state === 'stalled' ? 'warning' : 'critical';
  const said = note || (state === 'stalled' ? `The source ${sourceId} gives no frames.` : 'The line has failed.');
  desk.raise({ kind, severity, cause, sourceId, note: said });
}

/** A window ended: drift that is beyond chance opens an alert, a window without it closes what there was. */
export function driftAlerts(desk: AlertDesk, stream: Stream, report: DriftReport): void {
  const [cause, level] = [`drift ${nameOf(stream)}`, `level-moved ${nameOf(stream)}`];
  if (!report.alarm) {
    desk.close(cause);
    desk.close(level);
    return;
  }
  const drifted = report.features.filter((feature) => feature.drifted).map(({ feature }) => feature);
  const note = `What ${nameOf(stream)} sees has drifted from its reference: ${drifted.join(', ')}. Look after light, lens and parts.`;
  desk.raise({ kind: 'drift', severity: 'warning', cause, sourceId: stream.sourceId, note });
}

/** Long before a window ends; one alert however many features move. */
export function levelAlert(desk: AlertDesk, stream: Stream, feature: NumberFeature, change: LevelChange): void {
  const cause = `level-moved ${nameOf(stream)}`;
  if (desk.has(cause)) return;
  const [mean, before] = [change.mean.toPrecision(3), change.referenceMean.toPrecision(3)];
  const note = `The ${feature} of ${nameOf(stream)} went ${change.direction}, from ${before} to ${mean}. Look after light and lens.`;
  desk.raise({ kind: 'level-moved', severity: 'notice', cause, sourceId: stream.sourceId, note });
}
