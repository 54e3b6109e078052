import type { PictureSourceSettings } from '../../../preload/contract/sources.ts';
import type { IconName } from '../../icons/paths.ts';

export const sourceKinds = [
  'camera',
  'address',
  'file',
  'folder',
  'demo',
] as const satisfies readonly PictureSourceSettings['kind'][];
export type SourceKind = PictureSourceSettings['kind'];

export const sourceIcons: Record<SourceKind, IconName> = {
  demo: 'demo',
  camera: 'camera',
  address: 'address',
  file: 'file',
  folder: 'folder',
};

/** Where a source comes from, in one line; an address may hold a password, so only its host is shown. */
export function sourceNote(settings: PictureSourceSettings): string {
  switch (settings.kind) {
    case 'demo':
      return `${settings.fps} fps, seed ${settings.seed}`;
    case 'camera':
      return settings.device;
    case 'address':
      return URL.canParse(settings.url) ? new URL(settings.url).host : settings.url.replace(/^.*@/, '');
    case 'file':
    case 'folder':
      return settings.path;
  }
}
