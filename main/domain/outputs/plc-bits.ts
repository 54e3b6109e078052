import type { Handshake } from './handshake.ts';
import type { Signal } from './signal.ts';

/** What the station writes to a PLC. */
export interface PlcBits {
  readonly ready: boolean;
  readonly busy: boolean;
  readonly result: boolean;
  readonly ok: boolean;
  readonly ng: boolean;
  readonly error: boolean;
  readonly part: number;
}
export type PlcBit = keyof PlcBits;

/** Nothing is told, and nothing shall be asked for: also what is left behind when the station goes. */
export const goneBits: PlcBits = {
  ready: false,
  busy: false,
  result: false,
  ok: false,
  ng: false,
  error: true,
  part: 0,
};

export function bitsOf({ step, signal, trouble, error }: Handshake): PlcBits {
  const told = step === 'result' ? signal : null;
  return {
    ready: step === 'ready' && trouble === '',
    busy: step === 'busy',
    result: told !== null,
    ok: told?.ok === true && !told.error,
    ng: told !== null && !(told.ok && !told.error),
    error: error || (told === null && trouble !== ''),
    part: told?.part ?? 0,
  };
}

/** Without a handshake: a verdict while its pulse lasts, else whether the line can inspect. */
export function pulseBits(told: Signal | null, trouble: string): PlcBits {
  const ok = told?.ok === true && !told.error;
  return {
    ready: trouble === '',
    busy: false,
    result: told !== null,
    ok,
    ng: told !== null && !ok,
    error: told === null ? trouble !== '' : told.error,
    part: told?.part ?? 0,
  };
}

/** What a result stands for: none of it changes while the result is told. */
const verdictBits: readonly PlcBit[] = ['part', 'ok', 'ng', 'error'];
const data: readonly PlcBit[] = [...verdictBits, 'busy', 'ready'];

/**
 * What has to be written, step by step, in the order that no reader can be misled by: a result that goes is taken back before
 * what it stood for changes, one that comes is told after all that it stands for. One that stays is not told again, as whoever
 * counts results would count a part twice. Without `before`, everything.
 */
export function writesOf(before: PlcBits | null, after: PlcBits): readonly Partial<PlcBits>[] {
  const differing = data.filter((bit) => before === null || before[bit] !== after[bit]);
  // What goes low goes first: a server writes them one after the other.
  const changed = differing.toSorted((one, other) => Number(after[one]) - Number(after[other]));
  const isReplaced = before?.result === true && changed.some((bit) => verdictBits.includes(bit));
  const takesBack = before === null || isReplaced || (before.result && !after.result);
  const tells = after.result && (takesBack || !before.result);
  return [
    ...(takesBack ? [{ result: false }] : []),
    ...(changed.length > 0 ? [Object.fromEntries(changed.map((bit) => [bit, after[bit]]))] : []),
    ...(tells ? [{ result: true }] : []),
  ];
}
