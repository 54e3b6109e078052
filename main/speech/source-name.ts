import type { SoundSourceSettings } from '../../preload/contract/sources.ts';

/** How a source is called in a sentence for a person; never by its device or path, which may hold somebody's name. */
export const nameOfSound = ({ kind }: SoundSourceSettings): string =>
  kind === 'microphone' ? 'The microphone' : 'The sound file';
