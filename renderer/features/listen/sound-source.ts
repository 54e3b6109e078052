import type { SoundSourceSettings } from '../../../preload/contract/sources.ts';
import type { IconName } from '../../icons/paths.ts';

export const soundIcons: Record<SoundSourceSettings['kind'], IconName> = { microphone: 'listen', 'sound-file': 'wave' };

/** Where a sound comes from, in one line. */
export const noteOf = (settings: SoundSourceSettings): string =>
  settings.kind === 'microphone' ? settings.device : (settings.path.split(/[\\/]/).at(-1) ?? settings.path);
