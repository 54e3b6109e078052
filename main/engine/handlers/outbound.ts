import type { OutputSettings } from '../../../preload/contract/output-settings.ts';
import type { Output } from '../../../preload/contract/outputs.ts';
import type { Source } from '../../../preload/contract/sources.ts';
import type { OutboundConnection } from '../../../preload/contract/station.ts';
import { shownAddress } from '../../domain/shown-address.ts';

/** Every address that this station may contact as it is set up now, without anything secret in it. */
export function outboundConnections(
  sources: readonly Source[],
  modelAddresses: readonly string[],
  outputs: readonly Output[] = [],
): readonly OutboundConnection[] {
  const cameras = sources.flatMap(({ name, settings }) =>
    settings.kind === 'address'
      ? [{ purpose: `camera "${name}"`, address: shownAddress(settings.url), configuredBy: 'Sources' }]
      : [],
  );
  const servers = [...new Set(modelAddresses.map((address) => new URL(address).origin))].sort();
  const models = servers.map((address) => ({
    purpose: 'models, only while one is being fetched that a person asked for',
    address,
    configuredBy: 'models/catalog.json; CARACAL_MODELS_FROM replaces it by a folder',
  }));
  const told = outputs.flatMap(({ name, settings }) => {
    const address = addressOf(settings);
    return address === null ? [] : [{ purpose: `output "${name}"`, address, configuredBy: 'Outputs' }];
  });
  return [...cameras, ...told, ...models];
}

/** A folder is none: what is written there is sent nowhere by the station. */
function addressOf(settings: OutputSettings): string | null {
  switch (settings.kind) {
    case 'opc-ua':
    case 'mqtt':
    case 'webhook':
      return shownAddress(settings.url);
    case 'modbus-tcp':
      return `modbus-tcp://${settings.host}:${settings.port}`;
    case 'folder':
      return null;
  }
}
