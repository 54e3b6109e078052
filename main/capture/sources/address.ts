import type { PictureSourceSettings } from '../../../preload/contract/sources.ts';
import type { FrameSource } from '../../domain/frame.ts';
import { VideoSource } from '../av/video-source.ts';
import { nameOfSource } from '../source-name.ts';
import type { SourceOptions } from '../source-options.ts';

export type AddressSettings = Extract<PictureSourceSettings, { kind: 'address' }>;

const silenceMicroseconds = '10000000';

/** A network camera: RTSP over TCP, or video over HTTP such as Motion-JPEG. */
export function openAddress(settings: AddressSettings, options: SourceOptions): FrameSource {
  const rtsp = settings.url.startsWith('rtsp');
  return new VideoSource(
    {
      thing: nameOfSource(settings),
      expected: 'a camera that answers with video',
      remedy: 'Check the address, the name and password in it, and that this station reaches that network.',
      url: settings.url,
      options: {
        ...(rtsp ? { rtsp_transport: 'tcp', timeout: silenceMicroseconds } : { rw_timeout: silenceMicroseconds }),
        // A playlist from the network must not make this station read its own files.
        protocol_whitelist: 'http,https,tcp,tls,rtp,rtsp,rtsps,crypto,httpproxy',
        fflags: 'nobuffer',
        analyzeduration: '2000000',
      },
      nonBlocking: false,
      readStreamInfo: true,
      pace: 'arrival',
      loop: false,
    },
    options,
  );
}
