import { z } from 'zod';

const schemaPart = z.looseObject({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  const: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  additionalProperties: z.unknown().optional(),
  required: z.array(z.string()).optional(),
  items: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  default: z.unknown().optional(),
  pattern: z.string().optional(),
});

/** A JSON schema as a person reads it: `{ id: text, limit?: whole number 1 to 500, 100 by default }`. */
export function schemaText(schema: unknown, indent = ''): string {
  const part = schemaPart.safeParse(schema).data;
  if (part === undefined) return 'anything';
  const { properties, required = [], items, anyOf, oneOf, additionalProperties } = part;
  const options = oneOf ?? anyOf;
  if (options !== undefined) return [...new Set(options.map((option) => schemaText(option, indent)))].join(' | ');
  if (part.const !== undefined) return JSON.stringify(part.const);
  if (part.enum !== undefined)
    return `${part.enum.map((value) => JSON.stringify(value)).join(' | ')}${byDefault(part)}`;
  if (properties !== undefined) {
    const deeper = `${indent}  `;
    const lines = Object.entries(properties).map(
      ([name, value]) => `${deeper}${name}${required.includes(name) ? '' : '?'}: ${schemaText(value, deeper)}`,
    );
    return lines.length === 0 ? '{}' : `{\n${lines.join('\n')}\n${indent}}`;
  }
  if (part.type === 'array') return `list of ${schemaText(items, indent)}`;
  if (part.type === 'object') return `{ [name]: ${schemaText(additionalProperties, indent)} }`;
  return `${typeName(part.type)}${range(part)}${part.pattern === undefined ? '' : ` like ${part.pattern}`}${byDefault(part)}`;
}

type Part = z.infer<typeof schemaPart>;

function typeName(type: Part['type']): string {
  if (Array.isArray(type)) return type.map(typeName).join(' | ');
  switch (type) {
    case 'string':
      return 'text';
    case 'integer':
      return 'whole number';
    case 'boolean':
      return 'true | false';
    default:
      return type ?? 'anything';
  }
}

/** The bounds that every whole number has by itself say nothing. */
const telling = (bound: number | undefined): number | undefined =>
  bound === undefined || Math.abs(bound) === Number.MAX_SAFE_INTEGER ? undefined : bound;

function range(part: Part): string {
  const [least, most] = [telling(part.minimum), telling(part.maximum)];
  if (least === undefined) return most === undefined ? '' : ` up to ${most}`;
  return most === undefined ? ` from ${least}` : ` ${least} to ${most}`;
}

const byDefault = (part: Part): string =>
  part.default === undefined ? '' : `, ${JSON.stringify(part.default)} by default`;
