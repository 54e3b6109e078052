interface AddressParts {
  readonly scheme: string;
  readonly who: string;
  readonly host: string;
  readonly path: string;
  readonly query: string;
}

const form =
  /^(?<scheme>[a-z][\w+.-]*):\/\/(?:(?<who>[^/?#]*)@)?(?<host>[^/?#@]+)(?<path>[^?#@]*)(?<query>\?[^#@]*)?(?:#[^@]*)?$/i;

/** Null also where an @ comes late: then a password with a slash or a question mark in it would pass for the host. */
function partsOf(address: string): AddressParts | null {
  const { scheme = '', who = '', host = '', path = '', query = '' } = form.exec(address)?.groups ?? {};
  return host === '' ? null : { scheme, who, host, path, query };
}

/** An address as it may be shown and logged: without the name and password in it, and without its query. */
export function shownAddress(address: string): string {
  const parts = partsOf(address);
  if (parts === null) return 'an address that cannot be read';
  return `${parts.scheme}://${parts.host}${parts.path === '/' ? '' : parts.path}`;
}

const hidden = '***';

/** The same address with a mark wherever something is hidden: still an address, so that it keeps its place in a form. */
export function veiledAddress(address: string): string {
  const parts = partsOf(address);
  if (parts === null) return `${address.split('://', 1)[0]}://${hidden}`;
  const { scheme, who, host, path, query } = parts;
  return `${scheme}://${who === '' ? '' : `${hidden}@`}${host}${path}${query === '' ? '' : `?${hidden}`}`;
}
