import { connect, type Socket } from 'node:net';
import type { ModbusTCPClient } from 'jsmodbus';
import type { SettingsOf } from '../../preload/contract/output-settings.ts';
import { fail, type Outcome, succeed } from '../domain/outcome.ts';
import type { OutputJob } from '../domain/outputs/output-job.ts';
import type { PlcBits } from '../domain/outputs/plc-bits.ts';
import { garbage, unreachable, wordsOf } from './failures.ts';
import type { Heard, OutputClock, PlcWire, WireEars } from './job.ts';

type Settings = SettingsOf<'modbus-tcp'>;
/** An answer has 260 bytes at most; the library keeps what it does not understand for ever. */
const mostUnread = 4_096;

type Writes = Partial<PlcBits> & { readonly heartbeat?: number };

/** Reaches a PLC over Modbus TCP; it is looked at again and again, since Modbus tells nothing unasked. */
export async function openModbus(
  { settings, deadlineMs }: OutputJob<'modbus-tcp'>,
  ears: WireEars,
  clock: OutputClock,
): Promise<Outcome<PlcWire>> {
  const { default: modbus } = await import('jsmodbus');
  const thing = nameOf(settings);
  const reached = await reach(settings, deadlineMs);
  if (!reached.ok) return reached;
  const socket = reached.value;
  const client = new modbus.client.TCP(socket, settings.unit, deadlineMs);
  // It hears of the connection by this event, and that has been.
  socket.emit('connect');
  const wire = new ModbusWire({ settings, socket, client, ears, clock, thing });
  const first = await wire.read();
  if (!first.ok) {
    await wire.close();
    return first;
  }
  wire.start(first.value);
  return succeed(wire);
}

const nameOf = ({ host, port }: Settings): string => `The PLC at ${host}:${port}`;

function reach(settings: Settings, deadlineMs: number): Promise<Outcome<Socket>> {
  const { host, port } = settings;
  const socket = connect({ host, port, noDelay: true, keepAlive: true, timeout: deadlineMs });
  return new Promise((resolve) => {
    const failed = (error: unknown): void => {
      socket.destroy();
      resolve(unreachable(nameOf(settings), error));
    };
    const late = (): void => failed(`no connection within ${deadlineMs} ms`);
    socket.once('error', failed);
    socket.once('timeout', late);
    socket.once('connect', () => {
      socket.off('error', failed);
      socket.off('timeout', late);
      socket.setTimeout(0);
      resolve(succeed(socket));
    });
  });
}

interface WireParts {
  readonly settings: Settings;
  readonly socket: Socket;
  readonly client: ModbusTCPClient;
  readonly ears: WireEars;
  readonly clock: OutputClock;
  readonly thing: string;
}

class ModbusWire implements PlcWire {
  readonly #parts: WireParts;
  #isOver = false;
  #unread = 0;
  #cancelPoll: () => void = () => undefined;
  #last = '';
  #writes = 0;
  readonly #givingWay: (() => void)[] = [];

  constructor(parts: WireParts) {
    this.#parts = parts;
    const { socket, thing } = parts;
    socket.on('error', (error) => this.#lose(unreachable(thing, error)));
    socket.on('close', () => this.#lose(unreachable(thing, 'a connection that was closed')));
    this.#guardAgainstGarbage();
  }

  start(first: Heard): void {
    this.#last = JSON.stringify(first);
    this.#plan();
  }

  async write(bits: Writes): Promise<Outcome<null>> {
    this.#writes += 1;
    const written = await this.#writeAll(bits);
    this.#writes -= 1;
    // Not at once: what is written step by step is written to its end.
    setImmediate(() => this.#goOn());
    return written;
  }

  async #writeAll(bits: Writes): Promise<Outcome<null>> {
    const { client, settings } = this.#parts;
    for (const { start, values } of coilRuns(settings, bits)) {
      const written = await this.#ask(() => client.writeMultipleCoils(start, [...values]));
      if (!written.ok) return written;
    }
    for (const { start, values } of registerRuns(settings, bits)) {
      const written = await this.#ask(() => client.writeMultipleRegisters(start, [...values]));
      if (!written.ok) return written;
    }
    return succeed(null);
  }

  async read(): Promise<Outcome<Heard>> {
    const bits = await this.#readBits();
    if (!bits.ok) return bits;
    const recipe = await this.#readRecipe();
    return recipe.ok ? succeed({ ...bits.value, recipe: recipe.value }) : recipe;
  }

  async close(): Promise<void> {
    this.#isOver = true;
    this.#cancelPoll();
    this.#parts.socket.destroy();
  }

  /** In one request where they lie beside each other. */
  async #readBits(): Promise<Outcome<Pick<Heard, 'trigger' | 'ack'>>> {
    const { heard } = this.#parts.settings;
    const places = [heard.trigger ?? null, heard.ack ?? null].filter((place) => place !== null);
    const bits = new Map<number, boolean>();
    for (const { start, values } of runsOf(places.map((at) => ({ at, value: at })))) {
      const read = await this.#readRun(start, values.length);
      if (!read.ok) return read;
      for (const [index, bit] of read.value.entries()) bits.set(start + index, bit);
    }
    return succeed({ trigger: bits.get(heard.trigger ?? -1) === true, ack: bits.get(heard.ack ?? -1) === true });
  }

  async #readRun(start: number, count: number): Promise<Outcome<readonly boolean[]>> {
    const { client, settings, thing } = this.#parts;
    await this.#givesWay();
    const read =
      settings.heardFrom === 'coils'
        ? await this.#ask(() => client.readCoils(start, count))
        : await this.#ask(() => client.readDiscreteInputs(start, count));
    if (!read.ok) return read;
    const values = read.value.response.body.valuesAsArray.slice(0, count);
    if (values.length < count) return noSuchPlace(thing, 'an answer without a value');
    return succeed([...values].map((value) => Number(value) === 1));
  }

  async #readRecipe(): Promise<Outcome<string>> {
    const { client, settings, thing } = this.#parts;
    const place = settings.registers.recipe ?? null;
    if (place === null) return succeed('');
    await this.#givesWay();
    const read = await this.#ask(() => client.readHoldingRegisters(place, 1));
    if (!read.ok) return read;
    const code = read.value.response.body.valuesAsArray[0];
    if (code === undefined) return noSuchPlace(thing, 'an answer without a value');
    return succeed(code === 0 ? '' : String(code));
  }

  /** The connection carries one request after the other: no verdict waits behind a look at what the PLC says. */
  #givesWay(): Promise<void> | undefined {
    return this.#writes === 0 ? undefined : new Promise((go) => void this.#givingWay.push(go));
  }

  #goOn(): void {
    if (this.#writes > 0) return;
    for (const go of this.#givingWay.splice(0)) go();
  }

  /** A bug in the packet reader of the library would throw in a handler of the socket: there it is an answer that nobody understands. */
  #guardAgainstGarbage(): void {
    const { socket, thing } = this.#parts;
    const readers = socket.listeners('data');
    socket.removeAllListeners('data');
    socket.on('data', (data: Buffer) => {
      this.#unread += data.length;
      if (this.#unread > mostUnread) this.#lose(garbage(thing, 'more than any answer is long'));
      try {
        for (const read of readers) read.call(socket, data);
      } catch (error) {
        this.#lose(garbage(thing, wordsOf(error)));
      }
    });
  }

  async #ask<T>(act: () => Promise<T>): Promise<Outcome<T>> {
    const { thing } = this.#parts;
    if (this.#isOver) return unreachable(thing, 'a connection that was closed');
    const answered = await act().then(succeed, (error: unknown) => refused(thing, error));
    if (answered.ok) this.#unread = 0;
    return answered;
  }

  #plan(): void {
    const { clock, settings } = this.#parts;
    if (this.#isOver) return;
    this.#cancelPoll = clock.after(settings.pollMs, () => void this.#poll());
  }

  async #poll(): Promise<void> {
    const heard = await this.read();
    if (this.#isOver) return;
    if (!heard.ok) return this.#lose(heard);
    const said = JSON.stringify(heard.value);
    if (said !== this.#last) {
      this.#last = said;
      this.#parts.ears.heard(heard.value);
    }
    this.#plan();
  }

  #lose(why: Outcome<never>): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#cancelPoll();
    this.#parts.ears.lost(why);
  }
}

interface Run<T> {
  readonly start: number;
  readonly values: readonly T[];
}

const coilNames = ['ready', 'busy', 'result', 'ok', 'ng', 'error'] as const;

/** Coils that lie beside each other go in one request: then they change together. */
function coilRuns({ coils }: Settings, bits: Writes): readonly Run<boolean>[] {
  const places = coilNames.flatMap((name) => {
    const [at, value] = [coils[name] ?? null, bits[name]];
    return at === null || value === undefined ? [] : [{ at, value }];
  });
  return runsOf(places);
}

function registerRuns({ registers }: Settings, { part, heartbeat }: Writes): readonly Run<number>[] {
  const places: { at: number; value: number }[] = [];
  const partAt = registers.part ?? null;
  if (partAt !== null && part !== undefined) {
    places.push({ at: partAt, value: part >>> 16 }, { at: partAt + 1, value: part & 0xffff });
  }
  const beatAt = registers.heartbeat ?? null;
  if (beatAt !== null && heartbeat !== undefined) places.push({ at: beatAt, value: heartbeat & 0xffff });
  return runsOf(places);
}

function runsOf<T>(places: readonly { readonly at: number; readonly value: T }[]): readonly Run<T>[] {
  const runs: { start: number; values: T[] }[] = [];
  for (const { at, value } of places.toSorted((one, other) => one.at - other.at)) {
    const last = runs.at(-1);
    if (last !== undefined && last.start + last.values.length === at) last.values.push(value);
    else runs.push({ start: at, values: [value] });
  }
  return runs;
}

/** The library rejects with values of its own that are no errors. */
function refused(thing: string, error: unknown): Outcome<never> {
  const kind = typeof error === 'object' && error !== null && 'err' in error ? String(error.err) : '';
  if (kind === 'OutOfSync' || kind === 'Protocol') return garbage(thing, wordsOf(error));
  if (kind !== 'ModbusException') return unreachable(thing, kind === 'Timeout' ? 'no answer in time' : error);
  return noSuchPlace(thing, wordsOf(error));
}

const noSuchPlace = (thing: string, received: string): Outcome<never> =>
  fail('bad_input', {
    thing,
    expected: 'its places to be there to be read and written',
    received,
    remedy: 'Compare unit, coils and registers with the program of the PLC.',
  });
