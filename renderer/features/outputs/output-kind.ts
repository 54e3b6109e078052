import type { OutputKind, OutputSettings } from '../../../preload/contract/output-settings.ts';
import type { OutputState } from '../../../preload/contract/outputs.ts';
import type { StateShape } from '../../components/state-glyph.tsx';
import type { IconName } from '../../icons/paths.ts';

export const outputIcons: Record<OutputKind, IconName> = {
  'opc-ua': 'signal',
  'modbus-tcp': 'signal',
  mqtt: 'address',
  webhook: 'out',
  folder: 'folder',
};

export const outputShapes: Record<OutputState['state'], StateShape> = {
  off: 'off',
  connecting: 'moving',
  connected: 'well',
  away: 'bad',
};

/** Where it leads, in one line. */
export function placeOf(settings: OutputSettings): string {
  switch (settings.kind) {
    case 'modbus-tcp':
      return `${settings.host}:${settings.port}`;
    case 'folder':
      return settings.path;
    case 'opc-ua':
    case 'mqtt':
    case 'webhook':
      return settings.url;
  }
}
