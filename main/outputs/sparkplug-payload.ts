import type { Type } from 'protobufjs';

/** The types of Sparkplug B that verdicts need, by the numbers of its specification. */
export const dataTypes = { Int64: 4, UInt32: 7, UInt64: 8, Boolean: 11, String: 12, DateTime: 13 } as const;
export type DataTypeName = keyof typeof dataTypes;

export interface Metric {
  readonly name: string;
  readonly type: DataTypeName;
  /** Null is said as such. */
  readonly value: number | boolean | string | null;
  readonly timestamp: number;
  /** Told late: whoever hears it must not take it for what holds now. */
  readonly isHistorical?: boolean;
}

export interface Payload {
  readonly timestamp: number;
  /** Absent in a death certificate. */
  readonly seq?: number | undefined;
  readonly metrics: readonly Metric[];
}

const optional = (type: string, id: number) => ({ type, id });

/** A number is told where it is there, also where it is 0, as the first message of a session has it. */
const byPresence = 'proto2';

/** Of the messages of Sparkplug B what is told and heard here; what else comes in one is passed over by its number. */
const schema = {
  nested: {
    Payload: {
      edition: byPresence,
      fields: {
        timestamp: optional('uint64', 1),
        metrics: { rule: 'repeated', type: 'Metric', id: 2 },
        seq: optional('uint64', 3),
      },
    },
    Metric: {
      edition: byPresence,
      oneofs: { value: { oneof: ['intValue', 'longValue', 'booleanValue', 'stringValue'] } },
      fields: {
        name: optional('string', 1),
        alias: optional('uint64', 2),
        timestamp: optional('uint64', 3),
        datatype: optional('uint32', 4),
        isHistorical: optional('bool', 5),
        isNull: optional('bool', 7),
        intValue: optional('uint32', 10),
        longValue: optional('uint64', 11),
        booleanValue: optional('bool', 14),
        stringValue: optional('string', 15),
      },
    },
  },
};

export class SparkplugCodec {
  readonly #payload: Type;

  private constructor(payload: Type) {
    this.#payload = payload;
  }

  static async open(): Promise<SparkplugCodec> {
    const { default: protobuf } = await import('protobufjs');
    return new SparkplugCodec(protobuf.Root.fromJSON(schema).lookupType('Payload'));
  }

  encode({ timestamp, seq, metrics }: Payload): Buffer {
    const message = { timestamp, metrics: metrics.map(fieldsOf), ...(seq === undefined ? {} : { seq }) };
    return Buffer.from(this.#payload.encode(this.#payload.fromObject(message)).finish());
  }

  /** Undefined where it is no payload. */
  decode(bytes: Buffer): Payload | undefined {
    try {
      return payloadOf(this.#payload.toObject(this.#payload.decode(bytes), { longs: Number }));
    } catch {
      // Anybody may write to a topic: what is no payload is nobody's command.
      return undefined;
    }
  }
}

function fieldsOf({ name, type, value, timestamp, isHistorical }: Metric): Record<string, unknown> {
  const common = { name, timestamp, datatype: dataTypes[type], ...(isHistorical ? { isHistorical } : {}) };
  if (value === null) return { ...common, isNull: true };
  if (typeof value === 'boolean') return { ...common, booleanValue: value };
  if (typeof value === 'string') return { ...common, stringValue: value };
  return type === 'UInt32' ? { ...common, intValue: value } : { ...common, longValue: value };
}

interface Told {
  readonly timestamp?: number;
  readonly seq?: number;
  readonly metrics?: readonly {
    readonly name?: string;
    readonly timestamp?: number;
    readonly datatype?: number;
    readonly isHistorical?: boolean;
    readonly intValue?: number;
    readonly longValue?: number;
    readonly booleanValue?: boolean;
    readonly stringValue?: string;
  }[];
}

const typeNames = new Map<number, DataTypeName>(
  Object.entries(dataTypes).map(([name, number]) => [number, name as DataTypeName]),
);

function payloadOf({ timestamp = 0, seq, metrics = [] }: Told): Payload {
  return {
    timestamp,
    seq,
    metrics: metrics.map((metric) => ({
      name: metric.name ?? '',
      type: typeNames.get(metric.datatype ?? 0) ?? 'String',
      value: metric.booleanValue ?? metric.stringValue ?? metric.longValue ?? metric.intValue ?? null,
      timestamp: metric.timestamp ?? 0,
      isHistorical: metric.isHistorical ?? false,
    })),
  };
}
