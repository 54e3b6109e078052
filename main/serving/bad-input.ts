import { z } from 'zod';
import type { FailureDetail } from '../../preload/contract/failures.ts';

const pathStep = z.union([z.string(), z.number()]);

/** What is read of a schema library's complaint; everything but the message may be absent. */
const complaint = z.looseObject({
  message: z.string(),
  code: z.string().optional(),
  path: z.array(pathStep).optional(),
  options: z.array(z.unknown()).optional(),
  discriminator: z.string().optional(),
  keys: z.array(z.string()).optional(),
});

/** Fields whose value never enters a message: it may be a secret or name a person. */
const unspoken = /name|title|token|secret|pass|key|url|address|template|path|folder|device/i;

/** One sentence's worth of facts from the first complaint of a schema, without a value that should stay unspoken. */
export function describeIssue(issue: unknown, input: unknown): FailureDetail {
  const read = complaint.safeParse(issue);
  if (!read.success) return { thing: 'input', expected: 'what the capability takes', remedy };
  const path = read.data.path ?? [];
  const unknownKey = read.data.code === 'unrecognized_keys' ? read.data.keys?.[0] : undefined;
  if (unknownKey !== undefined) {
    return {
      thing: [...path, unknownKey].join('.'),
      expected: 'no such field',
      received: 'one',
      remedy: 'Leave this field out.',
    };
  }
  return {
    thing: path.length === 0 ? 'input' : path.join('.'),
    expected: expectedBy(read.data),
    received: spoken(path, valueAt(input, path)),
    remedy,
  };
}

const remedy = 'Correct this field and try again.';

function expectedBy({ message, options, discriminator }: z.infer<typeof complaint>): string {
  if (discriminator !== undefined && options !== undefined) return `one of ${options.join(', ')}`;
  const said = /expected (.+?)(?:, received .*)?$/.exec(message)?.[1] ?? message;
  const choices = [...said.matchAll(/"([^"]*)"/g)].map(([, choice]) => choice);
  return said.startsWith('one of') && choices.length > 0 ? `one of ${choices.join(', ')}` : said;
}

function valueAt(input: unknown, path: readonly (string | number)[]): unknown {
  let value = input;
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = new Map<string, unknown>(Object.entries(value)).get(String(step));
  }
  return value;
}

function spoken(path: readonly (string | number)[], value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value !== 'string') return `a value of type ${typeof value}`;
  if (value === '') return 'an empty text';
  const secret = path.some((step) => unspoken.test(String(step)));
  return secret || !/^[\w .:-]{1,40}$/.test(value) ? `a text of ${value.length} characters` : `"${value}"`;
}
