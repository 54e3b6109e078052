import { constantPiece, floatValue, type NodePiece, nodePiece } from './graph-pieces.ts';
import { type Field, fieldsOf, partsOf, textOf } from './protobuf.ts';
import { field, joined } from './protobuf-write.ts';

/** As onnx.proto numbers its fields. */
const modelTag = { graph: 7, operators: 8, metadata: 14 } as const;
const graphTag = { node: 1, initializer: 5, input: 11, output: 12, valueInfo: 13 } as const;
const nodeTag = { input: 1, output: 2, attribute: 5 } as const;
const attributeGraphs: readonly number[] = [6, 11];
const initializerName = 8;

export interface Constant {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array | BigInt64Array;
}

/** What is put onto the part of a network that leads to some of its inner numbers. */
export interface Graft {
  /** Inner numbers that the new nodes read. */
  readonly wanted: readonly string[];
  /** In place of the network's own input, whose name one of the nodes before it must give. */
  readonly input?: { readonly name: string; readonly shape: readonly number[] };
  readonly before?: readonly NodePiece[];
  readonly after: readonly NodePiece[];
  readonly constants: readonly Constant[];
  /** The only output: given by one of the nodes. */
  readonly output: string;
}

interface Part extends Field {
  /** With the head of the field. */
  readonly whole: Uint8Array;
  readonly content: Uint8Array;
}

/**
 * A network that begins like another one and ends otherwise: what only the other's outputs needed, weights too, is left away.
 * Undefined where it is no network, lacks one of the wanted numbers, or holds networks within.
 */
export function graftNetwork(bytes: Uint8Array, graft: Graft): Uint8Array | undefined {
  const top = partsIn(bytes);
  const body = top?.find(({ tag }) => tag === modelTag.graph);
  const parts = body && partsIn(body.content);
  const kept = parts && leadingTo(parts, graft.wanted);
  if (top === undefined || kept === undefined) return undefined;
  const { input, before = [], after, constants, output } = graft;
  const own = kept.filter(({ tag }) => input === undefined || tag !== graphTag.input).map(({ whole }) => whole);
  const graph = joined([
    // Nodes stand in the order in which they run.
    ...before.map((node) => field(graphTag.node, nodePiece(node))),
    ...own,
    ...after.map((node) => field(graphTag.node, nodePiece(node))),
    ...constants.map(({ name, shape, values }) => field(graphTag.initializer, constantPiece(name, shape, values))),
    ...(input === undefined ? [] : [field(graphTag.input, floatValue(input.name, input.shape))]),
    field(graphTag.output, floatValue(output)),
  ]);
  // What was said of the whole network, its labels say, does not hold for a part of it.
  const rest = top.filter(({ tag }) => tag !== modelTag.graph && tag !== modelTag.metadata);
  return joined([...rest.map(({ whole }) => whole), field(modelTag.graph, graph)]);
}

/** The version of ONNX's own operators that a network is written in: some are written otherwise in a later one. */
export function operatorsVersion(bytes: Uint8Array): number {
  for (const content of partsOf(bytes, modelTag.operators)) {
    const fields = fieldsOf(content) ?? [];
    const domain = textOf(content, fields, 1);
    if (domain === '' || domain === 'ai.onnx') return fields.find(({ tag }) => tag === 2)?.value ?? 0;
  }
  return 0;
}

function leadingTo(parts: readonly Part[], wanted: readonly string[]): readonly Part[] | undefined {
  const nodes = parts.filter(({ tag }) => tag === graphTag.node);
  const maker = new Map(nodes.flatMap((node) => namesIn(node, nodeTag.output).map((name) => [name, node])));
  if (wanted.some((name) => !maker.has(name))) return undefined;
  const needed = new Set<string>(wanted);
  const keptNodes = new Set<Part>();
  // A set that grows while it is walked is walked to its new end.
  for (const name of needed) {
    const node = maker.get(name);
    if (node === undefined || keptNodes.has(node)) continue;
    if (holdsGraph(node)) return undefined;
    keptNodes.add(node);
    for (const input of namesIn(node, nodeTag.input)) needed.add(input);
  }
  return parts.filter((part) => {
    if (part.tag === graphTag.node) return keptNodes.has(part);
    if (part.tag === graphTag.initializer) return namesIn(part, initializerName).some((name) => needed.has(name));
    return part.tag !== graphTag.output && part.tag !== graphTag.valueInfo;
  });
}

function partsIn(bytes: Uint8Array): readonly Part[] | undefined {
  let head = 0;
  return fieldsOf(bytes)?.map((found) => {
    const whole = bytes.subarray(head, found.end);
    head = found.end;
    return { ...found, whole, content: bytes.subarray(found.start, found.end) };
  });
}

const decoder = new TextDecoder();

const namesIn = ({ content }: Part, tag: number): readonly string[] =>
  partsOf(content, tag).map((name) => decoder.decode(name));

/** Its inner networks may read any name of this one: what they need cannot be told from outside. */
const holdsGraph = ({ content }: Part): boolean =>
  partsOf(content, nodeTag.attribute).some((attribute) =>
    (fieldsOf(attribute) ?? []).some(({ tag, kind }) => kind === 'bytes' && attributeGraphs.includes(tag)),
  );
