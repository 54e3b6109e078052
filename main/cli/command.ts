import { type Role, roles } from '../../preload/contract/capability.ts';
import { capabilities } from '../engine/doors/capabilities.ts';
import type { Capability } from '../serving/capabilities-of.ts';
import { fieldsOf, isFile } from './fields.ts';
import { readInput } from './input.ts';
import { misused, type Read, understood, unknownWord } from './usage.ts';

export interface CommonFlags {
  readonly dataFolder: string | undefined;
  readonly output: 'text' | 'json';
  /** Fewer rights than the local key gives. */
  readonly as: Role | undefined;
  /** Where the file that a command answers with is written; set for these commands alone. */
  readonly out: string | undefined;
}

export type Command =
  | { readonly kind: 'help'; readonly noun: string | undefined; readonly verb: string | undefined }
  | { readonly kind: 'version' }
  | { readonly kind: 'call'; readonly capability: Capability; readonly input: unknown; readonly common: CommonFlags };

const outputs = ['text', 'json'] as const;
/** Flags that every command takes; each takes a value. */
export const commonFlagNames = ['data', 'output', 'as', 'json', 'out'] as const;
type CommonFlagName = (typeof commonFlagNames)[number];
const isCommon = (name: string): name is CommonFlagName => commonFlagNames.some((known) => known === name);

interface Typed {
  readonly words: readonly string[];
  readonly common: ReadonlyMap<CommonFlagName, string>;
  /** What is left for the capability's own input: flags and what stands between them. */
  readonly rest: readonly string[];
  readonly asksHelp: boolean;
  readonly asksVersion: boolean;
}

/** Reads what was typed after `caracal`, without calling anything. */
export function readCommand(args: readonly string[]): Read<Command> {
  const typed = split(args);
  if (!typed.ok) return typed;
  const { words, rest, asksHelp, asksVersion } = typed.value;
  const [noun, verb] = words;
  if (asksVersion && noun === undefined) return understood({ kind: 'version' });
  const found = find(noun, verb);
  if (!found.ok) return found;
  const capability = found.value;
  if (asksHelp || capability === undefined) return understood({ kind: 'help', noun, verb });
  const common = readCommon(typed.value.common);
  if (!common.ok) return common;
  const placed = checkOut(capability, common.value.out);
  if (placed !== undefined) return placed;
  const input = readInput(capability, fieldsOf(capability.input), rest, typed.value.common.get('json'));
  return input.ok ? understood({ kind: 'call', capability, input: input.value, common: common.value }) : input;
}

/** Undefined where only help can be given: no noun, or a noun alone. */
function find(noun: string | undefined, verb: string | undefined): Read<Capability | undefined> {
  if (noun === undefined) return understood(undefined);
  const nouns = [...new Set(capabilities.map((capability) => capability.noun))];
  if (!nouns.includes(noun)) return unknownWord('a noun', noun, nouns, 'caracal --help');
  if (verb === undefined) return understood(undefined);
  const ofNoun = capabilities.filter((capability) => capability.noun === noun);
  const found = ofNoun.find((capability) => capability.verb === verb);
  if (found !== undefined) return understood(found);
  const verbs = ofNoun.map((capability) => capability.verb);
  return unknownWord(`a verb of ${noun}`, verb, verbs, `caracal ${noun} --help`);
}

function split(args: readonly string[]): Read<Typed> {
  const words: string[] = [];
  const rest: string[] = [];
  const common = new Map<CommonFlagName, string>();
  let asksHelp = false;
  let asksVersion = false;
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index] ?? '';
    const [name = '', value] = /^--([^=]+)(?:=(.*))?$/s.exec(arg)?.slice(1) ?? [];
    if (arg === '--help' || arg === '-h') asksHelp = true;
    // After a noun it may be a flag of its own, as of a recipe.
    else if (arg === '--version' && words.length === 0) asksVersion = true;
    else if (isCommon(name)) {
      const given = value ?? args[index + 1];
      if (value === undefined) index += 1;
      if (given === undefined) return misused(`Expected a value after --${name}, got nothing. See \`caracal --help\`.`);
      common.set(name, given);
    } else if (!arg.startsWith('-') && words.length < 2) words.push(arg);
    else if (words.length < 2 && rest.length === 0) {
      const known = commonFlagNames.map((flag) => `--${flag}`);
      return unknownWord('a noun and a verb before their flags', arg.split('=')[0] ?? '', known, 'caracal --help');
    } else rest.push(arg);
  }
  return understood({ words, rest, common, asksHelp, asksVersion });
}

function readCommon(typed: ReadonlyMap<CommonFlagName, string>): Read<CommonFlags> {
  const wished = typed.get('output') ?? 'text';
  const output = outputs.find((known) => known === wished);
  if (output === undefined) return unknownWord('--output text or json', wished, outputs, 'caracal --help');
  const role = typed.get('as');
  const as = roles.find((known) => known === role);
  if (role !== undefined && as === undefined) return unknownWord('--as with a role', role, roles, 'caracal --help');
  return understood({ dataFolder: typed.get('data'), output, as, out: typed.get('out') });
}

/** A picture cannot be printed, and a table is no file: told before anything is asked. */
function checkOut({ noun, verb, output }: Capability, out: string | undefined): Read<never> | undefined {
  const words = `${noun} ${verb}`;
  if (isFile(output) && !out)
    return misused(`Expected --out PATH for the file that \`caracal ${words}\` gives, got nothing.`);
  if (isFile(output) || out === undefined) return undefined;
  return misused(
    `Expected --out only with a command that gives a file, got ${words}. See \`caracal ${words} --help\`.`,
  );
}
