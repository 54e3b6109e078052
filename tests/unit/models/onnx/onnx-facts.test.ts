import { writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ByteSource, bytesInMemory, bytesOfFile } from '../../../../main/models/onnx/byte-source.ts';
import { readOnnxFacts } from '../../../../main/models/onnx/onnx-facts.ts';
import { tinyNetwork } from '../../../support/model-folder.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { tinyOnnx } from '../../../support/tiny-onnx.ts';

const weight = { name: 'weight', shape: [1_000], values: new Float32Array(1_000) };
const metadata = { task: 'detect', names: "{0: 'open'}", licence: 'MIT, by Ärzte' };
const network = tinyOnnx(
  [
    { name: 'images', shape: [1, 3, 'height', ''] },
    { name: 'weight', shape: [1_000] },
    { name: 'half', shape: [1], type: 10 },
  ],
  [{ name: '792', shape: [1, 84, 8_400], type: 7 }],
  [{ op: 'Identity', inputs: ['weight'], output: '792' }],
  { constants: [weight], metadata },
);
const read = (bytes: Uint8Array) => readOnnxFacts(bytesInMemory(bytes));

/** A source that counts what is read of it. */
function counted(bytes: Uint8Array): ByteSource & { readBytes: number } {
  const inner = bytesInMemory(bytes);
  const source = {
    length: bytes.length,
    readBytes: 0,
    read: async (at: number, length: number) => {
      const found = await inner.read(at, length);
      source.readBytes += found.length;
      return found;
    },
  };
  return source;
}

describe('what an ONNX file says of itself', () => {
  it('is its inputs without its weights, its outputs and what its exporter wrote', async () => {
    expect(await read(network)).toEqual({
      inputs: [
        { name: 'images', type: 'float32', shape: [1, 3, 'height', ''] },
        { name: 'half', type: 'float16', shape: [1] },
      ],
      outputs: [{ name: '792', type: 'int64', shape: [1, 84, 8_400] }],
      metadata: new Map(Object.entries(metadata)),
    });
  });

  it('is read from a file as from memory', async () => {
    const path = join(temporaryFolder(), 'model.onnx');
    writeFileSync(path, network);
    await using file = await open(path, 'r');
    expect(await readOnnxFacts(bytesOfFile(file, network.length))).toEqual(await read(network));
  });

  it('costs no more with large weights: they are stepped over', async () => {
    const large = (count: number) =>
      tinyOnnx(
        [{ name: 'images', shape: [1, 3, 8, 8] }],
        [{ name: 'out', shape: [count] }],
        [{ op: 'Identity', inputs: ['w'], output: 'out' }],
        { constants: [{ name: 'w', shape: [count], values: new Float32Array(count) }] },
      );
    const [small, huge] = [counted(large(10_000)), counted(large(1_000_000))];
    expect(await readOnnxFacts(small)).toBeDefined();
    expect(await readOnnxFacts(huge)).toMatchObject({ outputs: [{ shape: [1_000_000] }] });
    expect(huge.length).toBeGreaterThan(50 * small.length);
    expect(huge.readBytes).toBeLessThan(small.readBytes + 1_000);
  });

  it.each([
    ['nothing', new Uint8Array(0)],
    ['a page', new TextEncoder().encode('<!DOCTYPE html><html><body>404</body></html>')],
    ['a card', new TextEncoder().encode('{"name":"tiny"}')],
    ['zeros', new Uint8Array(5_000)],
    ['ones', new Uint8Array(5_000).fill(255)],
    ['a length far beyond its end', Uint8Array.of(58, 255, 255, 255, 255, 255, 255, 255, 127, 1, 2, 3)],
    ['a graph without outputs', tinyOnnx([{ name: 'a', shape: [1] }], [], [])],
  ])('is nothing where it is %s', async (_what, bytes) => {
    expect(await read(bytes)).toBeUndefined();
  });

  it('is nothing where the file was cut short, wherever that was', async () => {
    const cuts = fc.integer({ min: 0, max: network.length - 1 });
    // What stands last may be missing without a trace: then there is less to read, never something else.
    await fc.assert(
      fc.asyncProperty(cuts, async (length) => {
        const facts = await read(network.subarray(0, length));
        if (facts === undefined) return;
        expect(facts.outputs).toMatchObject([{ name: '792' }]);
        for (const [key, value] of facts.metadata) expect(metadata).toMatchObject({ [key]: value });
      }),
    );
  });

  it('never breaks, whatever bytes come', async () => {
    const garbage = fc.uint8Array({ maxLength: 400 });
    const spoilt = fc
      .record({ at: fc.nat(tinyNetwork.length - 1), bytes: fc.uint8Array({ minLength: 1, maxLength: 6 }) })
      .map(({ at, bytes }) => {
        const copy = tinyNetwork.slice();
        copy.set(bytes.subarray(0, copy.length - at), at);
        return copy;
      });
    await fc.assert(
      fc.asyncProperty(fc.oneof(garbage, spoilt), async (bytes) => {
        const facts = await read(bytes);
        expect(facts === undefined || facts.outputs.length > 0).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is nothing where it has more parts than any network that could run', async () => {
    const many = new Uint8Array(2 * 200_001);
    for (let at = 0; at < many.length; at += 2) many.set([8, 8], at);
    expect(await read(many)).toBeUndefined();
    const metadataOf = (count: number) =>
      tinyOnnx([{ name: 'a', shape: [1] }], [{ name: 'b', shape: [1] }], [{ op: 'Abs', inputs: ['a'], output: 'b' }], {
        metadata: Object.fromEntries(Array.from({ length: count }, (_, index) => [`key${index}`, ''])),
      });
    expect(await read(metadataOf(256))).toBeDefined();
    expect(await read(metadataOf(257))).toBeUndefined();
  });
});
