import type { VerdictMessage } from '../../preload/contract/outputs.ts';
import type { DataTypeName, Metric } from './sparkplug-payload.ts';

type Read = (message: VerdictMessage) => Metric['value'];

/** What a device says of a part; its birth certificate names the same, so that a host knows them before the first verdict. */
const told: readonly (readonly [string, DataTypeName, Read])[] = [
  ['Inspection/Id', 'UInt64', ({ inspection }) => inspection],
  ['Inspection/Part', 'Int64', ({ part }) => part],
  ['Inspection/Verdict', 'String', ({ verdict }) => verdict],
  ['Inspection/Ok', 'Boolean', ({ ok }) => ok],
  ['Inspection/Error', 'Boolean', ({ error }) => error],
  ['Inspection/Reason', 'String', ({ reason }) => reason],
  ['Inspection/Source', 'String', ({ sourceId }) => sourceId],
  ['Inspection/Model', 'String', ({ model }) => model && `${model.name} ${model.version}`],
  ['Inspection/Recipe', 'String', ({ recipe }) => recipe && `${recipe.id} ${recipe.version}`],
  ['Inspection/StartedAt', 'DateTime', ({ startedAt }) => startedAt],
  ['Inspection/EndedAt', 'DateTime', ({ endedAt }) => endedAt],
  ['Inspection/Frames', 'UInt32', ({ frames }) => frames],
  ['Inspection/Defects', 'String', ({ defects }) => JSON.stringify(defects)],
  ['Inspection/Test', 'Boolean', ({ test }) => test],
];

export const metricsOf = (message: VerdictMessage): readonly Metric[] =>
  told.map(([name, type, read]) => ({
    name,
    type,
    value: read(message),
    timestamp: message.endedAt,
    isHistorical: message.historical,
  }));

/** Before the first verdict of a session each is there and has no value. */
export const bornMetrics = (timestamp: number): readonly Metric[] =>
  told.map(([name, type]) => ({ name, type, value: null, timestamp }));
