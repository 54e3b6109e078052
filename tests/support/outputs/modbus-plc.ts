import { type AddressInfo, createServer, type Socket } from 'node:net';
import modbus from 'jsmodbus';
import type { PlcSettings } from '../../../preload/contract/output-settings.ts';
import { modbusSettings } from '../../../preload/contract/output-settings.ts';
import type { Plc, PlcSide } from './plc.ts';

const coils = { ready: 0, busy: 1, result: 2, ok: 3, ng: 4, error: 5 } as const;
const heard = { trigger: 10, ack: 11 } as const;
const registers = { part: 0, heartbeat: 4, recipe: 8 } as const;

interface ModbusPlc extends Plc {
  /** In the order in which they came. */
  readonly requests: ('read' | 'write')[];
}

/** A PLC that speaks Modbus TCP on loopback: its coils and registers are there to be looked at. */
export async function openModbusPlc(): Promise<ModbusPlc> {
  const listener = createServer();
  const server = new modbus.server.TCP(listener, {
    coils: Buffer.alloc(8),
    discrete: Buffer.alloc(8),
    holding: Buffer.alloc(64),
    input: Buffer.alloc(64),
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  // The server leaves it to whoever made the listener what becomes of a caller that goes without a word.
  const callers = new Set<Socket>();
  listener.on('connection', (socket) => {
    callers.add(socket);
    socket.on('error', () => socket.destroy());
  });
  const log: string[] = [];
  const note = (): void => void log.push(story(get));
  server.on('postWriteMultipleCoils', note);
  const requests: ModbusPlc['requests'] = [];
  const looked = (): void => void requests.push('read');
  server.on('preReadCoils', looked);
  server.on('preReadHoldingRegisters', looked);
  const written = (): void => void requests.push('write');
  server.on('preWriteMultipleCoils', written);
  server.on('preWriteMultipleRegisters', written);
  const bit = (at: number): boolean => (((server.coils[at >> 3] ?? 0) >> (at & 7)) & 1) === 1;
  const get: Plc['get'] = (side) => {
    if (side === 'part') return server.holding.readUInt32BE(registers.part * 2);
    if (side === 'heartbeat') return server.holding.readUInt16BE(registers.heartbeat * 2);
    return bit(coils[side]) ? 1 : 0;
  };
  return {
    port: (listener.address() as AddressInfo).port,
    settings: (port, over) =>
      modbusSettings.parse({
        kind: 'modbus-tcp',
        host: '127.0.0.1',
        port,
        coils,
        heard,
        registers,
        pollMs: 5,
        ...over,
      }) as PlcSettings,
    get,
    set: (side, value) => {
      if (side === 'recipe') return void server.holding.writeUInt16BE(Number(value), registers.recipe * 2);
      const at = heard[side];
      const byte = server.coils[at >> 3] ?? 0;
      server.coils[at >> 3] = value ? byte | (1 << (at & 7)) : byte & ~(1 << (at & 7));
    },
    log,
    requests,
    close: async () => {
      for (const caller of callers) caller.destroy();
      await new Promise<void>((resolve) => listener.close(() => resolve()));
    },
  };
}

const story = (get: Plc['get']): string =>
  (['ready', 'busy', 'result', 'ok', 'ng', 'error'] as const satisfies readonly PlcSide[])
    .filter((side) => get(side) === 1)
    .join(' ');
