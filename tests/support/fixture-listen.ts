import { LiveValue } from '../../main/engine/doors/live-value.ts';
import { procedures } from '../../main/engine/doors/procedures.ts';
import { silentListening } from '../../main/engine/listen/stopped-listening.ts';
import type { HeardSegment, ListenState } from '../../preload/contract/listen.ts';

const startedAt = 1_767_600_000_000;

const segment = (index: number): HeardSegment => {
  const score = 0.55 + ((index * 7) % 40) / 100;
  return {
    clipId: `desk-${index}`,
    startedAt: startedAt + index * 4_000,
    durationMs: 1_200 + ((index * 431) % 3_000),
    score,
    peak: Math.min(1, score + 0.1),
    isUnsure: score < 0.7,
    kept: score < 0.7 ? 'unsure' : null,
  };
};

/** Listening in memory: a microphone that hears the same few sentences. */
export function fixtureListen() {
  const live = new LiveValue<ListenState>({ ...silentListening, needs: { name: 'silero-vad', isInstalled: true } });
  const listen = {
    microphones: procedures.listen.microphones.handler(() => [{ device: 'default', name: 'Default microphone' }]),
    start: procedures.listen.start.handler(({ input }) => {
      const recent = Array.from({ length: 6 }, (_, index) => segment(6 - index));
      live.set({
        ...live.get(),
        state: 'running',
        wanted: true,
        sourceId: input.sourceId,
        model: { name: input.model, version: '6.2.0' },
        runsOn: 'cpu, 1 thread',
        startedAt,
        level: { rmsDb: -24, peakDb: -9 },
        speaking: true,
        probability: 0.93,
        heardMs: 60_000,
        speechMs: 21_000,
        segments: 6,
        unsure: recent.filter(({ isUnsure }) => isUnsure).length,
        kept: recent.filter(({ kept }) => kept !== null).length,
        latencyMs: { p50: 1.1, p95: 2.4 },
        inferMs: { p50: 0.4, p95: 0.7 },
        recent,
      });
      return live.get();
    }),
    stop: procedures.listen.stop.handler(() => {
      live.set({
        ...live.get(),
        state: 'stopped',
        wanted: false,
        speaking: false,
        level: silentListening.level,
        probability: 0,
      });
      return live.get();
    }),
    state: procedures.listen.state.handler(() => live.get()),
    watch: procedures.listen.watch.handler(({ signal }) => live.watch(signal)),
  };
  return { listen, listening: live };
}
