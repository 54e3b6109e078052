import { resolve } from 'node:path';
import type { Capability } from '../serving/capabilities-of.ts';
import { type Field, isAlwaysNeeded, kebab } from './fields.ts';
import { misused, type Read, understood, unknownWord } from './usage.ts';

type Plain = { [key: string]: unknown };

/**
 * The input of a call from its flags. Only the form is looked at here: whether the values are right is decided, in the
 * same words as on every other door, by the capability's own schema.
 */
export function readInput(
  { act, noun, verb, input }: Capability,
  fields: readonly Field[],
  args: readonly string[],
  json: string | undefined,
): Read<unknown> {
  const see = `caracal ${noun} ${verb} --help`;
  const base = json === undefined ? understood<Plain>({}) : readJson(json, see);
  if (!base.ok) return base;
  const bare = fields.filter((field) => isAlwaysNeeded(field) && field.kind !== 'list' && field.kind !== 'objects');
  let bareUsed = 0;
  const value = base.value;
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index] ?? '';
    if (!arg.startsWith('--')) {
      const field = bare[bareUsed];
      if (field === undefined) return unknownWord(`only flags after ${act}`, arg, [], see);
      bareUsed += 1;
      place(value, field, arg);
      continue;
    }
    const [name = '', attached] = /^--([^=]+)(?:=(.*))?$/s.exec(arg)?.slice(1) ?? [];
    const field = fields.find(({ flag, keys }) => flag === kebab(name) || keys.join('.') === name);
    if (field === undefined) {
      return unknownWord(
        `a flag of ${act}`,
        `--${name}`,
        fields.map(({ flag }) => `--${flag}`),
        see,
      );
    }
    const next = args[index + 1];
    const isSwitch = field.kind === 'boolean' && next !== 'true' && next !== 'false';
    const given = attached ?? (isSwitch ? 'true' : next);
    if (given === undefined) return misused(`Expected a value after --${name}, got nothing. See \`${see}\`.`);
    if (attached === undefined && !isSwitch) index += 1;
    const isJson = field.kind === 'object' || field.kind === 'objects';
    if (isJson && typeof objectIn(given) === 'string') {
      return misused(
        `Expected JSON in single quotes after --${name}, got a text of ${given.length} characters. See \`${see}\`.`,
      );
    }
    place(value, field, given);
  }
  return understood(input === undefined ? undefined : value);
}

function readJson(json: string, see: string): Read<Plain> {
  try {
    const value: unknown = JSON.parse(json);
    if (isPlain(value)) return understood(value);
  } catch {
    // Answered below like any other text that is not an object.
  }
  return misused(`Expected --json to be one JSON object, got a text of ${json.length} characters. See \`${see}\`.`);
}

const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function place(root: Plain, { keys, kind }: Field, text: string): void {
  let parent = root;
  for (const key of keys.slice(0, -1)) {
    const child = parent[key];
    const next: Plain = isPlain(child) ? child : {};
    parent[key] = next;
    parent = next;
  }
  const key = keys.at(-1) ?? '';
  const known = parent[key];
  const isMany = kind === 'list' || kind === 'objects';
  parent[key] = isMany ? [...(Array.isArray(known) ? known : []), convert(kind, text)] : convert(kind, text);
}

/** A text that is not of the kind stays a text: the schema then says what it expected. */
function convert(kind: Field['kind'], text: string): unknown {
  // The station runs in another folder than the one in which this was typed.
  if (kind === 'path' && text !== '') return resolve(text);
  if (kind === 'number' && text.trim() !== '' && Number.isFinite(Number(text))) return Number(text);
  if (kind === 'object' || kind === 'objects') return objectIn(text);
  if (kind === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}

function objectIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
