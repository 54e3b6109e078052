import type { SamplingSettings } from '../../../preload/contract/sampling.ts';

/** Settings as they are typed. */
export interface SamplingDraft {
  readonly on: boolean;
  readonly low: string;
  readonly high: string;
  readonly controlPercent: string;
  readonly perMinute: string;
  readonly perHour: string;
  readonly perDay: string;
  readonly diskGigabytes: string;
}

const gigabyte = 1_000_000_000;
/** 2 GiB are shown as 2.1 GB; what a person did not touch is not rounded by being shown. */
const rounded = (value: number, digits: number): string => String(Number(value.toFixed(digits)));

export const draftOf = (settings: SamplingSettings): SamplingDraft => ({
  on: settings.on,
  low: rounded(settings.band.low, 3),
  high: rounded(settings.band.high, 3),
  controlPercent: rounded(settings.controlShare * 100, 4),
  perMinute: String(settings.perMinute),
  perHour: String(settings.perHour),
  perDay: String(settings.perDay),
  diskGigabytes: rounded(settings.mostBytes / gigabyte, 1),
});

export type SamplingFault = 'band' | 'share' | 'limits';

/** A decimal comma is read as a point. */
function numberIn(text: string): number {
  const typed = text.trim().replace(',', '.');
  return typed === '' ? Number.NaN : Number(typed);
}

const isShare = (value: number): boolean => value >= 0 && value <= 1;
const isCount = (value: number): boolean => Number.isInteger(value) && value >= 0;

export function settingsIn(draft: SamplingDraft, before: SamplingSettings): SamplingSettings | SamplingFault {
  const shown = draftOf(before);
  const kept = (key: Exclude<keyof SamplingDraft, 'on'>, value: number, factor = 1): number =>
    draft[key] === shown[key] ? value : numberIn(draft[key]) * factor;
  const low = kept('low', before.band.low);
  const high = kept('high', before.band.high);
  if (!isShare(low) || !isShare(high) || low >= high) return 'band';
  const controlShare = kept('controlPercent', before.controlShare, 0.01);
  if (!isShare(controlShare)) return 'share';
  const perMinute = kept('perMinute', before.perMinute);
  const perHour = kept('perHour', before.perHour);
  const perDay = kept('perDay', before.perDay);
  const mostBytes = Math.round(kept('diskGigabytes', before.mostBytes, gigabyte));
  if (![perMinute, perHour, perDay, mostBytes].every(isCount)) return 'limits';
  return { on: draft.on, band: { low, high }, controlShare, perMinute, perHour, perDay, mostBytes };
}
