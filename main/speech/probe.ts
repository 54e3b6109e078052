import type { SoundProbe, SoundSourceSettings } from '../../preload/contract/sources.ts';
import type { SourceEnd } from '../domain/frame.ts';
import { type Outcome, succeed } from '../domain/outcome.ts';
import { openSound } from './open-sound.ts';
import type { SoundOptions } from './sound-options.ts';
import { nameOfSound } from './source-name.ts';
import { unreachable } from './unreachable.ts';

/** Opens a source of sound, waits for its first samples and closes it, all within the deadline. */
export async function probeSound(
  settings: SoundSourceSettings,
  { openDeadlineMs, parecFile }: Pick<SoundOptions, 'openDeadlineMs' | 'parecFile'>,
  sampleRateHz: number,
): Promise<Outcome<SoundProbe>> {
  const startedAt = performance.now();
  const first = Promise.withResolvers<number | SourceEnd>();
  const source = openSound(settings, { sampleRateHz, openDeadlineMs, parecFile, room: () => Promise.resolve() });
  const opened = await source.open(
    () => first.resolve(performance.now() - startedAt),
    (end) => first.resolve(end),
  );
  if (!opened.ok) return opened;
  const leftMs = Math.max(1, startedAt + openDeadlineMs - performance.now());
  const timer = setTimeout(() => first.resolve({ kind: 'ended' }), leftMs);
  const arrival = await first.promise;
  clearTimeout(timer);
  await source.close();
  if (typeof arrival === 'number') return succeed({ ...opened.value, firstSoundMs: arrival });
  const received = arrival.kind === 'failed' ? arrival.note : `no sound within ${openDeadlineMs / 1000} s`;
  return unreachable(nameOfSound(settings), 'a first sound', received, 'Check that it is switched on and gives sound.');
}
