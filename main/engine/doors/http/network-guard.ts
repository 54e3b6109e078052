import { hostname, type NetworkInterfaceInfo, networkInterfaces } from 'node:os';

const loopbackNames = ['localhost', '127.0.0.1', '[::1]'];
const wildcards = ['0.0.0.0', '::'];

/** An address as it stands in a URL. */
export const inUrl = (address: string): string => (address.includes(':') ? `[${address}]` : address);

export const isLoopback = (address: string): boolean =>
  address.startsWith('127.') || address === '::1' || address === 'localhost';

const ownAddresses = (): readonly NetworkInterfaceInfo[] =>
  Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);

/** The names by which a page may reach a server listening there; any other means that someone rebound a name. */
function namesOf(listen: string): ReadonlySet<string> {
  const names = [...loopbackNames, inUrl(listen).toLowerCase()];
  if (!wildcards.includes(listen)) return new Set(names);
  const machine = hostname().toLowerCase();
  return new Set([...names, machine, `${machine}.local`, ...ownAddresses().map(({ address }) => inUrl(address))]);
}

/** A station may start before its network does, so a name that is not known yet is looked up anew. */
export function createHostCheck(listen: string): (name: string) => boolean {
  let names = namesOf(listen);
  return (name) => {
    if (!names.has(name)) names = namesOf(listen);
    return names.has(name);
  };
}

/** The Host header without its port, where it has the form of one. */
export function hostName(host: string | undefined): string | undefined {
  return /^([a-z0-9.-]+|\[[0-9a-f:]+\])(?::\d{1,5})?$/i.exec(host ?? '')?.[1]?.toLowerCase();
}

/** Whether a page served under this Host sent the request. */
export function isOwnOrigin(origin: string | undefined, host: string | undefined): boolean {
  if (origin === undefined || host === undefined || !URL.canParse(origin)) return false;
  return new URL(origin).host === new URL(`http://${host}`).host;
}

const safeMethods: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];
export const isSafe = (method: string): boolean => safeMethods.includes(method);

/** The address that others are told: a server that listens on all of them is reached by its first one. */
export function toldAddress(listen: string): string {
  if (!wildcards.includes(listen)) return listen;
  return ownAddresses().find(({ internal, family }) => !internal && family === 'IPv4')?.address ?? '127.0.0.1';
}
