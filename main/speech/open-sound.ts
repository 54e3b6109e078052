import type { SoundSourceSettings } from '../../preload/contract/sources.ts';
import { assertNever } from '../domain/assert-never.ts';
import type { SoundSource } from '../domain/sound.ts';
import { AvSound } from './av/av-sound.ts';
import { Microphone } from './microphone.ts';
import type { SoundOptions } from './sound-options.ts';
import { nameOfSound } from './source-name.ts';

/** A source of sound of either kind. */
export function openSound(settings: SoundSourceSettings, options: SoundOptions): SoundSource {
  switch (settings.kind) {
    case 'microphone':
      return new Microphone(settings, options);
    case 'sound-file': {
      const { path, loop, pace } = settings;
      // The prefix keeps a file name that looks like an address from being taken for one.
      const url = `file:${path}`;
      const only = { protocol_whitelist: 'file,crypto,data' };
      return new AvSound({ thing: nameOfSound(settings), url, options: only, loop, pace }, options);
    }
    default:
      return assertNever(settings);
  }
}
