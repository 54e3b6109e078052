import { misused, type Read, understood } from './usage.ts';

/** Gives what stands on standard input; `flag` is whose value it is, for a person who types it. */
export type ReadValue = (flag: string) => Promise<string>;

/** Their values are words and places, never secrets: for them a dash stays a dash. */
const plainFlags: readonly string[] = ['data', 'output', 'as', 'out'];

interface Gap {
  readonly index: number;
  readonly flag: string;
  readonly isAttached: boolean;
}

/** Where `--flag -`, `--flag @-` or `--flag=@-` stands. `--flag=-` is a dash and nothing else. */
function gapsIn(args: readonly string[]): readonly Gap[] {
  return args.flatMap((arg, index) => {
    const [, attached] = /^--([^=]+)=@-$/.exec(arg) ?? [];
    const [, before] = /^--([^=]+)$/.exec(args[index - 1] ?? '') ?? [];
    const flag = attached ?? (arg === '-' || arg === '@-' ? before : undefined);
    if (flag === undefined || plainFlags.includes(flag)) return [];
    return [{ index, flag, isAttached: attached !== undefined }];
  });
}

/** What can be read before the value is there: JSON must be an object to be understood at all. */
export const drafted = (args: readonly string[]): readonly string[] =>
  gapsIn(args).reduce((draft, { index, flag }) => (flag === 'json' ? draft.with(index, '{}') : draft), args);

/** One flag's value from standard input: what is typed as a flag can be read by everyone in the list of processes. */
export async function fillIn(args: readonly string[], readValue: ReadValue): Promise<Read<readonly string[]>> {
  const [gap, another] = gapsIn(args);
  if (gap === undefined) return understood(args);
  const flag = `--${gap.flag}`;
  if (another !== undefined) {
    return misused(`Expected one value from standard input, got two: ${flag} and --${another.flag}.`);
  }
  const value = await readValue(flag);
  if (value === '') return misused(`Expected the value of ${flag} on standard input, got nothing.`);
  return understood(args.with(gap.index, gap.isAttached ? `${flag}=${value}` : value));
}
