import type { PictureSourceSettings } from '../../../preload/contract/sources.ts';
import type { FrameSource } from '../../domain/frame.ts';
import { VideoSource } from '../av/video-source.ts';
import { nameOfSource } from '../source-name.ts';
import type { SourceOptions } from '../source-options.ts';

export type FileSettings = Extract<PictureSourceSettings, { kind: 'file' }>;

/** A recorded video. */
export function openFile(settings: FileSettings, options: SourceOptions): FrameSource {
  return new VideoSource(
    {
      thing: nameOfSource(settings),
      expected: 'a video file that this station may read',
      remedy: 'Check the path and its permissions, and that the file plays elsewhere.',
      // The prefix keeps a file name that looks like an address from being taken for one.
      url: `file:${settings.path}`,
      options: { protocol_whitelist: 'file,crypto,data' },
      nonBlocking: false,
      readStreamInfo: true,
      pace: settings.pace,
      loop: settings.loop,
    },
    options,
  );
}
