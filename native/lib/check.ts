/** Every option that native code trusts is refused here with its name, what was expected and what came. */
export function expectOption(holds: boolean, option: string, expected: string, received: unknown): void {
  if (!holds) throw new RangeError(`Expected ${option} to be ${expected}, got ${shown(received)}`);
}

const shown = (value: unknown): string => {
  if (value === null || typeof value !== 'object') return String(value);
  if (ArrayBuffer.isView(value)) return `${value.constructor.name} of ${value.byteLength} bytes`;
  return Array.isArray(value) ? `[${value.join(', ')}]` : 'an object';
};

export const isWhole = (value: unknown, least: number, most: number): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;

export const isWithin = (value: unknown, least: number, most: number): boolean =>
  typeof value === 'number' && value >= least && value <= most;
