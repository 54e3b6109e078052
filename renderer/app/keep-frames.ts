import type { SourceId } from '../../preload/contract/values.ts';
import type { FrameChannel, Link } from './transport.ts';

/** Pictures of a source until the channel is closed: one that breaks while the link stands is opened again. */
export function keepFrames(
  link: Pick<Link, 'openFrames'>,
  source: SourceId,
  packet: (bytes: ArrayBuffer) => void,
  reopenMs = 800,
): FrameChannel {
  let again: ReturnType<typeof setTimeout> | undefined;
  let isLeft = false;
  const open = (): FrameChannel =>
    link.openFrames(source, {
      packet,
      closed: () => {
        if (isLeft) return;
        again = setTimeout(() => {
          channel = open();
        }, reopenMs);
      },
    });
  let channel = open();
  return {
    next: () => channel.next(),
    close: () => {
      isLeft = true;
      clearTimeout(again);
      channel.close();
    },
  };
}
