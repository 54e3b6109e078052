import type { Source } from '../../../preload/contract/sources.ts';
import type { OutboundConnection } from '../../../preload/contract/station.ts';
import { shownAddress } from '../../domain/shown-address.ts';

/** Every address that this station may contact as it is set up now, without anything secret in it. */
export function outboundConnections(
  sources: readonly Source[],
  modelAddresses: readonly string[],
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
  return [...cameras, ...models];
}
