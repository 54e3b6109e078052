import type { PictureSourceSettings } from '../../preload/contract/sources.ts';
import { assertNever } from '../domain/assert-never.ts';
import { shownAddress } from '../domain/shown-address.ts';

/** How a source is called in a sentence for a person. */
export function nameOfSource(settings: PictureSourceSettings): string {
  switch (settings.kind) {
    case 'demo':
      return 'The demo line';
    case 'camera':
      return `Camera ${settings.device}`;
    case 'address':
      return `Address ${shownAddress(settings.url)}`;
    case 'file':
      return `Video ${settings.path}`;
    case 'folder':
      return `Folder ${settings.path}`;
    default:
      return assertNever(settings);
  }
}
