import type { AnySchema } from '@orpc/contract';
import { z } from 'zod';

/** One value of a capability's input that a flag can set. */
export interface Field {
  /** The flag without its dashes, e.g. 'settings.path'. */
  readonly flag: string;
  readonly keys: readonly string[];
  readonly kind: 'text' | 'path' | 'number' | 'boolean' | 'list' | 'object' | 'objects';
  readonly isRequired: boolean;
  readonly choices: readonly string[];
  /** Whether its choice decides which other fields there are. */
  readonly isSwitch: boolean;
  readonly byDefault: string | undefined;
  /** For a field that only some variants have: which, e.g. 'kind file'. */
  readonly variants: readonly string[];
}

const jsonSchema = z.looseObject({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  format: z.string().optional(),
  const: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  default: z.unknown().optional(),
  required: z.array(z.string()).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
  anyOf: z.array(z.unknown()).optional(),
  items: z.unknown().optional(),
});
type JsonSchema = z.infer<typeof jsonSchema>;

/** All that a capability takes, from its schema alone. */
export function fieldsOf(input: AnySchema | undefined): readonly Field[] {
  if (!(input instanceof z.ZodType)) return [];
  return merge(walk(z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }), [], true, []));
}

/** Whether a capability answers with a picture or another file. */
export const isFile = (output: AnySchema | undefined): boolean => output instanceof z.ZodFile;

function walk(
  schema: unknown,
  keys: readonly string[],
  isRequired: boolean,
  variants: readonly string[],
): readonly Field[] {
  const read = jsonSchema.safeParse(schema);
  if (!read.success) return [];
  const { properties, required = [], oneOf, anyOf } = read.data;
  if (properties !== undefined) {
    return Object.entries(properties).flatMap(([key, value]) =>
      walk(value, [...keys, key], isRequired && required.includes(key), variants),
    );
  }
  const [only, ...others] = (oneOf ?? anyOf ?? []).filter((option) => kindOf(readSchema(option)) !== 'null');
  // What may be left out is what it is where it is there.
  if (only !== undefined && others.length === 0) {
    return walk({ ...readSchema(only), default: read.data.default ?? undefined }, keys, isRequired, variants);
  }
  const options = [only, ...others].filter((option) => kindOf(readSchema(option)) === 'object');
  if (options.length > 0) {
    return options.flatMap((option) => walk(option, keys, isRequired, [...variants, variantName(option)]));
  }
  return [leaf(read.data, keys, isRequired, variants)];
}

function leaf(schema: JsonSchema, keys: readonly string[], isRequired: boolean, variants: readonly string[]): Field {
  const choices = schema.const === undefined ? (schema.enum ?? []) : [schema.const];
  return {
    flag: keys.map(kebab).join('.'),
    keys,
    kind: fieldKind(schema),
    isRequired,
    choices: choices.map(String),
    isSwitch: schema.const !== undefined,
    byDefault: isNothing(schema.default) ? undefined : String(schema.default),
    variants,
  };
}

/** A default that says that there is none is not worth a word. */
const isNothing = (value: unknown): boolean =>
  value === undefined || value === null || String(value) === '' || JSON.stringify(value) === '{}';

const readSchema = (schema: unknown): JsonSchema | undefined => jsonSchema.safeParse(schema).data;

/** Fields that several variants share are one flag; the field that tells the variants apart offers them all. */
function merge(fields: readonly Field[]): readonly Field[] {
  const byFlag = new Map<string, Field>();
  for (const field of fields) {
    const known = byFlag.get(field.flag);
    byFlag.set(field.flag, {
      ...field,
      byDefault: eitherDefault(known, field),
      choices: [...new Set([...(known?.choices ?? []), ...field.choices])],
      variants: [...(known?.variants ?? []), ...field.variants],
    });
  }
  return [...byFlag.values()];
}

/** One variant may start from another value than the next. */
function eitherDefault(known: Field | undefined, field: Field): string | undefined {
  if (known?.byDefault === undefined || field.byDefault === undefined) {
    const [has, hasNone] = known?.byDefault === undefined ? [field, known] : [known, field];
    const isNeededElsewhere = has.byDefault !== undefined && hasNone?.isRequired === true;
    return isNeededElsewhere ? `${has.byDefault} (${has.variants.join(', ')})` : has.byDefault;
  }
  if (known.byDefault === field.byDefault) return field.byDefault;
  return `${known.byDefault} (${known.variants.join(', ')}) or ${field.byDefault} (${field.variants.join(', ')})`;
}

function variantName(option: unknown): string {
  const properties = Object.entries(readSchema(option)?.properties ?? {});
  const fixed = properties.flatMap(([key, value]) => {
    const { const: only } = readSchema(value) ?? {};
    return only === undefined ? [] : [`${key} ${String(only)}`];
  });
  return fixed.join(', ');
}

const kindOf = (schema: JsonSchema | undefined): string => (typeof schema?.type === 'string' ? schema.type : '');

function fieldKind(schema: JsonSchema): Field['kind'] {
  switch (kindOf(schema)) {
    case 'number':
    case 'integer':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'array':
      return hasObjects(schema.items) ? 'objects' : 'list';
    case 'object':
      return 'object';
    default:
      return schema.format === 'path' ? 'path' : 'text';
  }
}

function hasObjects(items: unknown): boolean {
  const read = readSchema(items);
  return kindOf(read) === 'object' || read?.oneOf !== undefined;
}

/** Needed whatever the other fields say. */
export const isAlwaysNeeded = ({ isRequired, isSwitch, variants }: Field): boolean =>
  isRequired && (isSwitch || variants.length === 0);

export const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
