import type { Source } from '../../../preload/contract/sources.ts';
import { veiledAddress } from '../../domain/shown-address.ts';

/** A source as it may leave the engine: a name and password that were entered go to the camera and to nobody else. */
export function shownSource(source: Source): Source {
  const { settings } = source;
  if (settings.kind !== 'address') return source;
  return { ...source, settings: { ...settings, url: veiledAddress(settings.url) } };
}
