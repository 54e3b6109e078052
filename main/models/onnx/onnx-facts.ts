import type { ByteSource } from './byte-source.ts';
import { fieldsBetween } from './byte-source.ts';
import { type Field, fieldsOf, partsOf, textOf } from './protobuf.ts';

/** A size that may vary is a word, maybe an empty one. */
export interface OnnxTensor {
  readonly name: string;
  readonly type: string;
  readonly shape: readonly (number | string)[];
}

/** What an ONNX file says of itself; its weights are never read. */
export interface OnnxFacts {
  readonly inputs: readonly OnnxTensor[];
  readonly outputs: readonly OnnxTensor[];
  /** What whoever exported it wrote beside the network. */
  readonly metadata: ReadonlyMap<string, string>;
}

/** As onnx.proto numbers its fields. */
const model = { graph: 7, metadata: 14 } as const;
const graph = { initializer: 5, input: 11, output: 12 } as const;
const tensorName = 8;
const elementTypes = ['', 'float32', 'uint8', 'int8', 'uint16', 'int16', 'int32', 'int64', 'string', 'bool', 'float16'];

const mostFields = 200_000;
const mostTensors = 256;
const mostEntries = 256;
const mostPartBytes = 1 << 20;

/** Undefined where it is no ONNX file, is cut short, or has more parts than a network that a station could run. */
export async function readOnnxFacts(source: ByteSource): Promise<OnnxFacts | undefined> {
  const top = await fieldsBetween(source, 0, source.length, mostFields);
  const body = top?.find(({ tag, kind }) => tag === model.graph && kind === 'bytes');
  if (top === undefined || body === undefined) return undefined;
  const parts = await fieldsBetween(source, body.start, body.end, mostFields);
  if (parts === undefined) return undefined;
  const inputs = await tensorsOf(source, parts, graph.input);
  const outputs = await tensorsOf(source, parts, graph.output);
  const metadata = await metadataOf(source, top);
  if (inputs === undefined || outputs === undefined || outputs.length === 0 || metadata === undefined) return undefined;
  // Older files name their weights among the inputs; nobody has to feed those.
  const weights = inputs.length > 1 ? await weightNames(source, parts) : new Set<string>();
  return { inputs: inputs.filter(({ name }) => !weights.has(name)), outputs, metadata };
}

/** The messages under one tag, each read whole; undefined where they are too many or too large. */
async function read(
  source: ByteSource,
  fields: readonly Field[],
  wanted: number,
  most: number,
): Promise<readonly Uint8Array[] | undefined> {
  const found = fields.filter(({ tag, kind }) => tag === wanted && kind === 'bytes');
  if (found.length > most || found.some(({ start, end }) => end - start > mostPartBytes)) return undefined;
  const parts: Uint8Array[] = [];
  for (const { start, end } of found) parts.push(await source.read(start, end - start));
  return parts;
}

async function tensorsOf(
  source: ByteSource,
  fields: readonly Field[],
  tag: number,
): Promise<readonly OnnxTensor[] | undefined> {
  const parts = await read(source, fields, tag, mostTensors);
  const tensors = parts?.map(tensorOf);
  return tensors?.every((tensor) => tensor !== undefined) ? tensors : undefined;
}

/** ValueInfoProto { name, type { tensor { element, shape { dim... } } } } */
function tensorOf(bytes: Uint8Array): OnnxTensor | undefined {
  const fields = fieldsOf(bytes);
  if (fields === undefined) return undefined;
  const [tensor = new Uint8Array(0)] = partsOf(bytes, 2).flatMap((type) => partsOf(type, 1));
  const element = (fieldsOf(tensor) ?? []).find(({ tag, kind }) => tag === 1 && kind === 'number')?.value ?? 0;
  const shape = partsOf(tensor, 2).flatMap((dimensions) => partsOf(dimensions, 1).map(sizeOf));
  return { name: textOf(bytes, fields, 1), type: elementTypes[element] ?? `type ${element}`, shape };
}

function sizeOf(bytes: Uint8Array): number | string {
  const fields = fieldsOf(bytes) ?? [];
  const size = fields.find(({ tag, kind }) => tag === 1 && kind === 'number')?.value;
  return size !== undefined && Number.isSafeInteger(size) && size > 0 ? size : textOf(bytes, fields, 2);
}

async function metadataOf(source: ByteSource, top: readonly Field[]): Promise<ReadonlyMap<string, string> | undefined> {
  const entries = await read(source, top, model.metadata, mostEntries);
  if (entries === undefined) return undefined;
  const pairs = entries.map((bytes): [string, string] => {
    const fields = fieldsOf(bytes) ?? [];
    return [textOf(bytes, fields, 1), textOf(bytes, fields, 2)];
  });
  return new Map(pairs);
}

async function weightNames(source: ByteSource, parts: readonly Field[]): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  for (const { tag, kind, start, end } of parts) {
    if (tag !== graph.initializer || kind !== 'bytes') continue;
    const fields = await fieldsBetween(source, start, end, mostTensors);
    const name = fields?.find((field) => field.tag === tensorName && field.kind === 'bytes');
    if (name === undefined || name.end - name.start > mostPartBytes) continue;
    names.add(new TextDecoder().decode(await source.read(name.start, name.end - name.start)));
  }
  return names;
}
