import { isPlcSettings, type OutputSettings, type PlcSettings } from '../../../preload/contract/output-settings.ts';
import { type Failure, failure } from '../outcome.ts';

const neededAlways = ['result', 'ok', 'ng'] as const;
const neededByHandshake = ['trigger', 'ready', 'ack'] as const;

/** The place of each signal, whichever kind of PLC it is; null where it has none. */
export function placesOf(settings: PlcSettings): ReadonlyMap<string, string | number | null> {
  const places =
    settings.kind === 'opc-ua' ? settings.nodes : { ...settings.coils, ...settings.heard, ...settings.registers };
  return new Map(Object.entries(places).map(([signal, place]) => [signal, place ?? null]));
}

/** What the schema cannot see: a handshake without a place to say Ready at, or two signals in one place. */
export function settingsFlaw(settings: OutputSettings): Failure | undefined {
  if (!isPlcSettings(settings)) return undefined;
  const places = placesOf(settings);
  const needed = settings.handshake ? [...neededAlways, ...neededByHandshake] : neededAlways;
  const missing = needed.filter((signal) => (places.get(signal) ?? null) === null);
  if (missing.length > 0) {
    return failure('bad_input', {
      thing: 'The places of the signals',
      expected: `one for each of ${needed.join(', ')}`,
      received: `none for ${missing.join(', ')}`,
      remedy: settings.handshake ? 'Give their places, or turn the handshake off.' : 'Give their places.',
    });
  }
  const taken = twice(settings);
  if (taken === undefined) return undefined;
  return failure('bad_input', {
    thing: 'The places of the signals',
    expected: 'another for each signal',
    received: `${taken.join(' and ')} in the same one`,
    remedy: 'Give each signal a place of its own.',
  });
}

/** Coils, inputs and registers are counted by themselves; a part number takes two registers. */
function twice(settings: PlcSettings): readonly string[] | undefined {
  const seen = new Map<string, string>();
  for (const [signal, place] of slotsOf(settings)) {
    const other = seen.get(place);
    if (other !== undefined) return [other, signal];
    seen.set(place, signal);
  }
  return undefined;
}

function slotsOf(settings: PlcSettings): readonly (readonly [string, string])[] {
  if (settings.kind === 'opc-ua') {
    return Object.entries(settings.nodes).flatMap(([signal, node]) => (node ? [[signal, node] as const] : []));
  }
  const { coils, heard, registers, heardFrom } = settings;
  const in_ = (table: string, places: Readonly<Record<string, number | null | undefined>>) =>
    Object.entries(places).flatMap(([signal, place]) => {
      if (place === null || place === undefined) return [];
      const words = signal === 'part' ? [place, place + 1] : [place];
      return words.map((word) => [signal, `${table} ${word}`] as const);
    });
  return [...in_('coils', coils), ...in_(heardFrom, heard), ...in_('registers', registers)];
}
