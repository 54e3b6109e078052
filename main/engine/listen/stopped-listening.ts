import { type ListenState, speechFinder } from '../../../preload/contract/listen.ts';

const nothing = { p50: 0, p95: 0 };

/** A station that has not listened yet. */
export const silentListening: ListenState = {
  state: 'stopped',
  note: '',
  wanted: false,
  sourceId: null,
  model: null,
  needs: { name: speechFinder, isInstalled: false },
  runsOn: '',
  startedAt: null,
  level: { rmsDb: -100, peakDb: -100 },
  speaking: false,
  probability: 0,
  heardMs: 0,
  speechMs: 0,
  segments: 0,
  unsure: 0,
  kept: 0,
  latencyMs: nothing,
  inferMs: nothing,
  droppedMs: 0,
  stalls: 0,
  recent: [],
};
