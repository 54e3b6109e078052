/** Writes small ONNX files by hand, so that sessions can be tested without anyone's weights. */
export interface TinyTensor {
  readonly name: string;
  /** A word stands for a size that may vary. */
  readonly shape: readonly (number | string)[];
  /** 1 is float32, 7 is int64. */
  readonly type?: number;
}

export interface TinyNode {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly output: string;
}

/** Numbers that lie in the file. */
export interface TinyConstant {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

export interface TinyExtras {
  readonly constants?: readonly TinyConstant[];
  /** What whoever exports a network writes beside it. */
  readonly metadata?: Readonly<Record<string, string>>;
}

type Field = readonly [tag: number, value: number | string | Uint8Array];

const varint = (value: number): number[] =>
  value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];

function message(...fields: readonly Field[]): Uint8Array {
  const parts = fields.map(([tag, value]) => {
    if (typeof value === 'number') return Uint8Array.from([...varint(tag * 8), ...varint(value)]);
    const bytes = typeof value === 'string' ? new TextEncoder().encode(value) : value;
    return Uint8Array.from(Buffer.concat([Uint8Array.from([...varint(tag * 8 + 2), ...varint(bytes.length)]), bytes]));
  });
  return Uint8Array.from(Buffer.concat(parts));
}

const dimension = (size: number | string): Field => [
  1,
  typeof size === 'number' ? message([1, size]) : message([2, size]),
];

const valueInfo = ({ name, shape, type = 1 }: TinyTensor): Uint8Array =>
  message([1, name], [2, message([1, message([1, type], [2, message(...shape.map(dimension))])])]);

const tensorOf = ({ name, shape, values }: TinyConstant): Uint8Array =>
  message(
    ...shape.map((size): Field => [1, size]),
    [2, 1],
    [8, name],
    [9, new Uint8Array(values.buffer, values.byteOffset, values.byteLength)],
  );

export function tinyOnnx(
  inputs: readonly TinyTensor[],
  outputs: readonly TinyTensor[],
  nodes: readonly TinyNode[],
  { constants = [], metadata = {} }: TinyExtras = {},
): Uint8Array {
  const graph = message(
    ...nodes.map(
      ({ op, inputs: names, output }): Field => [
        1,
        message(...names.map((name): Field => [1, name]), [2, output], [4, op]),
      ],
    ),
    [2, 'tiny'],
    ...constants.map((constant): Field => [5, tensorOf(constant)]),
    ...inputs.map((tensor): Field => [11, valueInfo(tensor)]),
    ...outputs.map((tensor): Field => [12, valueInfo(tensor)]),
  );
  const entries = Object.entries(metadata).map(([key, value]): Field => [14, message([1, key], [2, value])]);
  return message([1, 8], [8, message([1, ''], [2, 13])], [7, graph], ...entries);
}
