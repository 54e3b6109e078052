import { capabilities } from '../engine/doors/capabilities.ts';
import type { Capability } from '../serving/capabilities-of.ts';
import { type Field, fieldsOf, isAlwaysNeeded, isFile } from './fields.ts';

const common = [
  ['--data FOLDER', 'The station on this data folder; else CARACAL_HOME, else the usual place'],
  ['--output json', 'Exact values, one JSON text a line, for programs'],
  ['--as ROLE', 'Call with the rights of a lower role'],
  ["--json '{...}'", 'The whole input as one JSON object'],
  [
    '--FLAG -',
    "One flag's value from standard input, for secrets: others can read what is typed. `--FLAG=-` is a dash",
  ],
  ['--help', 'Help for a noun or a verb'],
] as const;

/** Help from the contract itself, for all of it, one noun, or one verb. */
export function helpFor(noun: string | undefined, verb: string | undefined): string {
  const capability = capabilities.find((known) => known.noun === noun && known.verb === verb);
  if (capability !== undefined) return helpForVerb(capability);
  const shown = capabilities.filter((known) => noun === undefined || known.noun === noun);
  const lines = shown.map(({ noun: of, verb: does, summary }) => [`${of} ${does}`, summary] as const);
  return [
    `Usage: caracal ${noun ?? '<noun>'} <verb> [--flags]`,
    '',
    ...columns(lines),
    '',
    'With every command:',
    ...columns(common),
  ].join('\n');
}

function helpForVerb({ noun, verb, summary, input, output, roles }: Capability): string {
  const fields = fieldsOf(input);
  const needed = fields.filter(isAlwaysNeeded).map(({ flag }) => `--${flag} ${placeholder(flag)}`);
  const bare = isFile(output) ? [...needed, '--out PATH'] : needed;
  const others = fields.some((field) => !isAlwaysNeeded(field)) ? ['[--flags]'] : [];
  return [
    `Usage: ${['caracal', noun, verb, ...bare, ...others].join(' ')}`,
    '',
    `${summary}. May be called by ${roles.join(', ')}.`,
    ...(isFile(output) ? ['--out PATH says where its file is written.'] : []),
    ...(fields.length === 0 ? [] : ['', ...columns(fields.map((field) => [usageOf(field), notesOf(field)]))]),
    '',
    'With every command:',
    ...columns(common),
  ].join('\n');
}

const placeholder = (flag: string): string => (flag.split('.').at(-1) ?? flag).toUpperCase();
const usageOf = ({ flag, kind }: Field): string => `--${flag}${kind === 'boolean' ? '' : ` ${placeholder(flag)}`}`;

function notesOf({ kind, isRequired, isSwitch, choices, byDefault, variants }: Field): string {
  const notes = [
    isRequired ? 'required' : undefined,
    choices.length > 0 ? `one of ${choices.join(', ')}` : undefined,
    kind === 'number' && choices.length === 0 ? 'a number' : undefined,
    kind === 'object' || kind === 'objects' ? 'JSON' : undefined,
    kind === 'list' || kind === 'objects' ? 'may be given several times' : undefined,
    byDefault === undefined ? undefined : `${byDefault} by default`,
    variants.some((variant) => variant !== '') && !isSwitch ? `with ${variants.join(' or ')}` : undefined,
  ];
  return notes.filter((note) => note !== undefined).join('; ');
}

function columns(rows: readonly (readonly [string, string])[]): readonly string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`.trimEnd());
}
