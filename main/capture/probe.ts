import type { PictureProbe, PictureSourceSettings } from '../../preload/contract/sources.ts';
import type { Frame, SourceEnd } from '../domain/frame.ts';
import type { Outcome } from '../domain/outcome.ts';
import { succeed } from '../domain/outcome.ts';
import { openSource } from './open-source.ts';
import { nameOfSource } from './source-name.ts';
import { FrameStamper, monotonicMs } from './stamp.ts';
import { unreachable } from './unreachable.ts';

/** Opens a source, waits for its first frame and closes it, all within the deadline. */
export async function probeSource(settings: PictureSourceSettings, deadlineMs: number): Promise<Outcome<PictureProbe>> {
  const startedAt = monotonicMs();
  const skipped: string[] = [];
  const source = openSource(settings, {
    stamper: new FrameStamper('probe'),
    openDeadlineMs: deadlineMs,
    room: () => Promise.resolve(),
    skipped: (note) => {
      skipped[0] ??= note;
    },
  });
  const first = firstOf();
  const opened = await source.open(first.deliver, first.ended);
  if (!opened.ok) return opened;
  const timer = setTimeout(() => first.ended({ kind: 'ended' }), Math.max(1, startedAt + deadlineMs - monotonicMs()));
  const frame = await first.arrival;
  clearTimeout(timer);
  await source.close();
  if ('kind' in frame) {
    const received = frame.kind === 'failed' ? frame.note : (skipped[0] ?? `no picture within ${deadlineMs / 1000} s`);
    return unreachable(
      nameOfSource(settings),
      'a first picture',
      received,
      'Check that it is switched on and gives pictures.',
    );
  }
  return succeed({
    width: frame.width,
    height: frame.height,
    fps: opened.value.framesPerSecond,
    format: `${opened.value.format}, ${frame.format}`,
    firstFrameMs: frame.atMs - startedAt,
  });
}

type FirstFrame = Pick<Frame, 'width' | 'height' | 'format'> & { readonly atMs: number };

function firstOf() {
  const { promise, resolve } = Promise.withResolvers<FirstFrame | SourceEnd>();
  return {
    arrival: promise,
    deliver: ({ width, height, format }: Frame): void => resolve({ width, height, format, atMs: monotonicMs() }),
    ended: (end: SourceEnd): void => resolve(end),
  };
}
