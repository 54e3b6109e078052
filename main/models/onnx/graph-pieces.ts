import { field, message } from './protobuf-write.ts';

/** What onnx.proto calls a NodeProto, an AttributeProto, a TensorProto and a ValueInfoProto, as this station writes them. */

export interface NodePiece {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly output: string;
  readonly attributes?: Readonly<Record<string, number | string | readonly number[]>>;
}

const attributeTypes = { int: 2, string: 3, ints: 7 } as const;
const float32 = 1;
const int64 = 7;

function attribute(name: string, value: number | string | readonly number[]): Uint8Array {
  if (typeof value === 'number') return message(field(1, name), field(3, value), field(20, attributeTypes.int));
  if (typeof value === 'string') return message(field(1, name), field(4, value), field(20, attributeTypes.string));
  return message(field(1, name), ...value.map((number) => field(8, number)), field(20, attributeTypes.ints));
}

export const nodePiece = ({ op, inputs, output, attributes = {} }: NodePiece): Uint8Array =>
  message(
    ...inputs.map((name) => field(1, name)),
    field(2, output),
    field(4, op),
    ...Object.entries(attributes).map(([name, value]) => field(5, attribute(name, value))),
  );

/** So many pixels to a side become their mean. */
export const pooled = (input: string, output: string, side: number): NodePiece => ({
  op: 'AveragePool',
  inputs: [input],
  output,
  attributes: { kernel_shape: [side, side], strides: [side, side] },
});

const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array | BigInt64Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

/** Numbers that lie in the file, whole ones where they come as such. */
export const constantPiece = (
  name: string,
  shape: readonly number[],
  values: Float32Array | BigInt64Array,
): Uint8Array =>
  message(
    ...shape.map((size) => field(1, size)),
    field(2, values instanceof Float32Array ? float32 : int64),
    field(8, name),
    field(9, bytesOf(values)),
  );

/** Without a shape the runtime finds out the sizes. */
export const floatValue = (name: string, shape?: readonly number[]): Uint8Array => {
  const sizes = shape?.map((size) => field(1, field(1, size))) ?? [];
  const form = shape === undefined ? [] : [field(2, message(...sizes))];
  return message(field(1, name), field(2, field(1, message(field(1, float32), ...form))));
};
