const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Whether what is sent there could be read on the way; the station itself decides, this only warns before it does. */
export function isInsecure(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === 'http:' && !loopback.has(hostname);
}
