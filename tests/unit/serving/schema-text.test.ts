import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { schemaText } from '../../../main/serving/schema-text.ts';

describe('a schema as a person reads it', () => {
  it.each([
    [z.string(), 'text'],
    [z.int(), 'whole number'],
    [z.int().min(1).max(500).default(100), 'whole number 1 to 500, 100 by default'],
    [z.number().min(0.1), 'number from 0.1'],
    [z.boolean().nullable(), 'true | false | null'],
    [z.enum(['pass', 'fail']), '"pass" | "fail"'],
    [z.array(z.string()), 'list of text'],
    [z.record(z.string(), z.number()), '{ [name]: number }'],
    [z.string().regex(/^a+$/), 'text like ^a+$'],
    [z.object({}), '{}'],
    [z.object({ id: z.string(), note: z.string().optional() }), '{\n  id: text\n  note?: text\n}'],
    [z.object({ in: z.object({ x: z.number() }) }), '{\n  in: {\n    x: number\n  }\n}'],
    [
      z.discriminatedUnion('kind', [z.object({ kind: z.literal('a') }), z.object({ kind: z.literal('b') })]),
      '{\n  kind: "a"\n} | {\n  kind: "b"\n}',
    ],
    [z.unknown(), 'anything'],
  ])('%#', (schema, text) => {
    expect(schemaText(z.toJSONSchema(schema, { io: 'input' }))).toBe(text);
  });
});
