/** Ends every switch over a closed set: a case that was forgotten does not compile. */
export function assertNever(value: never): never {
  throw new Error(`Expected every case to be handled, got ${JSON.stringify(value)}`);
}
