import { z } from 'zod';
import { succeed } from '../domain/outcome.ts';
import { type Verb, verb } from './answer.ts';
import { guardEdge } from './edge.ts';
import type { Port } from './port.ts';
import { serveBehind } from './serve-behind.ts';
import { adoptFolder } from './teach-adopt.ts';
import { buildMemory } from './teach-build.ts';
import type { TeachEvents, TeachVerbs } from './teach-protocol.ts';

/** Entry of the teaching worker: it lives for one piece of work, beside a line that goes on. */
guardEdge('The teaching worker');
const nothing = z.null();

const buildInput = z.object({
  backboneFolder: z.string(),
  pictures: z.array(z.object({ id: z.string(), file: z.string(), part: z.string() })).max(100),
  intoFolder: z.string(),
  threads: z.number().int().min(1).max(256),
});

function verbsOf(port: Port): Record<keyof TeachVerbs, Verb> {
  const tell = (value: TeachEvents['progress']): void => port.post({ kind: 'told', event: 'progress', value });
  return {
    ping: verb(nothing, async () => succeed(null)),
    adopt: verb(z.object({ folder: z.string(), into: z.string(), most: z.number().int().min(1) }), adoptFolder),
    build: verb(buildInput, (build) => buildMemory(build, tell)),
  };
}

serveBehind('The teaching worker', verbsOf);
