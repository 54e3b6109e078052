import { z } from 'zod';
import { filePath } from './values.ts';

/** The handshake: Trigger is answered by Result with OK or NG, and that stands until the PLC says Ack. */
const handshake = {
  /** Off, each verdict is a pulse of Result and nobody waits for anybody. */
  handshake: z.boolean().default(true),
  /** After a trigger the line has this long for its verdict; then the part is NG with Error. */
  verdictMs: z.number().int().min(10).max(600_000).default(2_000),
  /** The PLC has this long to acknowledge; then the result is taken back and Error stands until the next trigger. */
  ackMs: z.number().int().min(10).max(600_000).default(5_000),
  /** How long a verdict stands without a handshake. */
  pulseMs: z.number().int().min(20).max(60_000).default(200),
};

const user = z.string().trim().min(1).max(120).nullable().default(null);

const nodeId = z
  .string()
  .trim()
  .regex(/^(ns=\d{1,5};)?[isgb]=\S.{0,240}$/, 'a node id such as ns=2;s=Line.Ready')
  .nullable()
  .default(null);

/** Without name and password: those are given by themselves, and shown to nobody. */
const address = (pattern: RegExp, such: string) => z.string().trim().max(300).regex(pattern, such);

export const opcUaSecurity = [
  'none',
  'sign-basic256sha256',
  'sign-and-encrypt-basic256sha256',
  'sign-and-encrypt-aes128-sha256',
  'sign-and-encrypt-aes256-sha256',
] as const;

export const opcUaSettings = z.strictObject({
  kind: z.literal('opc-ua'),
  url: address(/^opc\.tcp:\/\/[^\s@/]+(\/[^\s@]*)?$/, 'an address such as opc.tcp://plc.local:4840'),
  security: z.enum(opcUaSecurity).default('none'),
  user,
  /** SHA-1 of the server's certificate: any other is refused. With security it is needed, and a refusal names it. */
  thumbprint: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[0-9a-f]{40}$/, '40 digits from 0 to f')
    .nullable()
    .default(null),
  nodes: z
    .strictObject({
      ready: nodeId,
      busy: nodeId,
      result: nodeId,
      ok: nodeId,
      ng: nodeId,
      error: nodeId,
      part: nodeId,
      heartbeat: nodeId,
      trigger: nodeId,
      ack: nodeId,
      recipe: nodeId,
    })
    .partial()
    .prefault({}),
  ...handshake,
});

/** Signals that a PLC does not have are left out; which are needed is told by name. */
const place = z.number().int().min(0).max(65_535).nullable().default(null);

export const modbusSettings = z.strictObject({
  kind: z.literal('modbus-tcp'),
  host: z
    .string()
    .trim()
    .regex(/^[\w.:-]{1,253}$/, 'a host name or an IP address'),
  port: z.number().int().min(1).max(65_535).default(502),
  unit: z.number().int().min(0).max(255).default(1),
  /** Counted from 0. */
  coils: z
    .strictObject({ ready: place, busy: place, result: place, ok: place, ng: place, error: place })
    .partial()
    .prefault({}),
  /** Where the PLC says Trigger and Ack. */
  heardFrom: z.enum(['coils', 'discrete-inputs']).default('coils'),
  heard: z.strictObject({ trigger: place, ack: place }).partial().prefault({}),
  /** Holding registers, counted from 0. The part number takes two, its high word first; recipe is a number that the PLC writes. */
  registers: z.strictObject({ part: place, heartbeat: place, recipe: place }).partial().prefault({}),
  /** How often Trigger and Ack are looked at. */
  pollMs: z.number().int().min(5).max(1_000).default(20),
  ...handshake,
});

export const mqttSettings = z.strictObject({
  kind: z.literal('mqtt'),
  url: address(/^mqtts?:\/\/[^\s@/]+\/?$/, 'an address such as mqtt://broker.local:1883'),
  user,
  /** PEM file of who vouches for the broker; the system's own where null. */
  caFile: filePath.nullable().default(null),
  payload: z
    .discriminatedUnion('format', [
      z.strictObject({
        format: z.literal('json'),
        topic: z
          .string()
          .trim()
          .min(1)
          .max(200)
          .regex(/^[^#+\0]+$/, 'a topic without # and +'),
        retained: z.boolean().default(false),
      }),
      z.strictObject({
        format: z.literal('sparkplug-b'),
        group: sparkplugName(),
        node: sparkplugName(),
        device: sparkplugName(),
      }),
    ])
    .default({ format: 'json', topic: 'caracal/verdict', retained: false }),
  qos: z.union([z.literal(0), z.literal(1)]).default(1),
});

export const webhookSettings = z.strictObject({
  kind: z.literal('webhook'),
  url: address(/^https?:\/\/[^\s@/]+(\/[^\s@]*)?$/, 'an address such as https://mes.local/verdicts'),
});

export const folderSettings = z.strictObject({
  kind: z.literal('folder'),
  path: filePath,
  /** The picture beside the JSON, where one of the part was kept. */
  pictures: z.boolean().default(false),
});

function sparkplugName() {
  return z
    .string()
    .trim()
    .min(1)
    .max(80)
    .regex(/^[^/#+\0]+$/, 'a name without / # and +');
}

export const outputSettings = z.discriminatedUnion('kind', [
  opcUaSettings,
  modbusSettings,
  mqttSettings,
  webhookSettings,
  folderSettings,
]);
export type OutputSettings = z.infer<typeof outputSettings>;
export type OutputKind = OutputSettings['kind'];
export type PlcSettings = Extract<OutputSettings, { handshake: boolean }>;
export type SettingsOf<K extends OutputKind> = Extract<OutputSettings, { kind: K }>;

export const isPlcSettings = (settings: OutputSettings): settings is PlcSettings => 'handshake' in settings;
