import type { PlcSettings } from '../../preload/contract/output-settings.ts';
import type { HandshakeStep, OutputState, OutputTest } from '../../preload/contract/outputs.ts';
import { type Failure, fail, type Outcome, succeed } from '../domain/outcome.ts';
import type { BreakerRule } from '../domain/outputs/breaker.ts';
import { advance, freshHandshake, type Handshake, type HandshakeEvent } from '../domain/outputs/handshake.ts';
import { bitsOf, goneBits, type PlcBits, pulseBits, writesOf } from '../domain/outputs/plc-bits.ts';
import { addSignal, type Pulse, passTime, restingPulse } from '../domain/outputs/pulse.ts';
import { errorSignal, type Signal } from '../domain/outputs/signal.ts';
import { unreachable } from './failures.ts';
import type { Heard, OutputClock, PlcWire, WireEars } from './job.ts';
import { KeptOpen } from './kept-open.ts';
import { TestSteps } from './test-steps.ts';
import { within } from './within.ts';

export interface PlcNews extends Pick<OutputState, 'state' | 'note' | 'nextTryAt' | 'bits'> {
  readonly step: HandshakeStep | null;
  /** How often the PLC was told NG because a part was not inspected as it should have been. */
  readonly errors: number;
}

export interface PlcOutputOptions {
  readonly name: string;
  readonly settings: PlcSettings;
  readonly deadlineMs: number;
  readonly clock: OutputClock;
  readonly random: () => number;
  readonly rule: BreakerRule;
  readonly retryMs: number;
  /** How often it is looked whether the PLC still answers. */
  readonly beatMs: number;
  readonly open: (ears: WireEars) => Promise<Outcome<PlcWire>>;
  readonly changed: () => void;
  /** A part lies before the camera; `signal` of this turn is its answer. */
  readonly triggered: (turn: number) => void;
  /** The PLC asks for another recipe; with `stands` it was found asking so when it was reached, and may have for long. */
  readonly coded: (code: string, stands: boolean) => void;
}

type Settled = (outcome: Outcome<{ at: number }>) => void;

const testShownMs = 300;
const farewellMs = 300;

/** Tells one PLC, with the handshake or by pulses, and keeps what stands on its wires in step with what shall stand there. */
export class PlcOutput {
  readonly #options: PlcOutputOptions;
  readonly #kept: KeptOpen<PlcWire>;
  #handshake: Handshake;
  #pulse: Pulse = restingPulse;
  /** What was written last; null where nobody knows what stands there. */
  #shown: PlcBits | null = null;
  #test: Signal | null = null;
  #heard: Heard = { trigger: false, ack: false, recipe: '' };
  #isWriting = false;
  #isLeaving = false;
  #lineTrouble = freshHandshake.trouble;
  /** No part is inspected by another recipe than the one that was asked for. */
  #codeTrouble = '';
  #beats = 0;
  #errors = 0;
  #cancelTime: () => void = () => undefined;
  #cancelBeat: () => void = () => undefined;
  readonly #waiting = new Map<Signal, Settled>();
  readonly #written: (() => void)[] = [];

  constructor(options: PlcOutputOptions) {
    this.#options = options;
    const { clock, random, rule, retryMs, open, changed } = options;
    // A verdict may be under way of a turn of whoever told this PLC before: no turn has a number that one of those had.
    this.#handshake = { ...freshHandshake, turn: Math.trunc(clock.monotonicMs()) };
    this.#kept = new KeptOpen({
      clock,
      random,
      rule,
      retryMs,
      open: (lost) => open({ lost, heard: (heard) => this.#hear(heard) }),
      opened: (wire) => void this.#opened(wire),
      closed: (failure) => this.#closed(failure),
      changed,
    });
  }

  get news(): PlcNews {
    const bits = this.#shown === null ? null : { ...this.#shown, trigger: this.#heard.trigger, ack: this.#heard.ack };
    const step = this.#options.settings.handshake ? this.#handshake.step : null;
    const kept = this.#kept.news;
    const note = kept.note || (kept.state === 'connected' ? this.#handshake.trouble || this.#handshake.note : '');
    return { ...kept, note, step, bits, errors: this.#errors };
  }

  start(): void {
    this.#kept.start();
  }

  /** Leaves no result behind, and Error: whoever looks there next knows that nobody is home. */
  async stop(): Promise<void> {
    this.#isLeaving = true;
    if (this.#kept.value !== undefined) await this.#within(farewellMs, this.#whenWritten());
    await this.#kept.stop();
    this.#settleAll(this.#lost(null));
  }

  /** Why the line cannot inspect; empty where it can. */
  line(trouble: string): void {
    this.#lineTrouble = trouble;
    this.#sayTrouble();
  }

  /** What became of the recipe that the PLC asked for last: empty where it is the one by which parts are inspected now. */
  switched(trouble: string): void {
    this.#codeTrouble = trouble;
    this.#sayTrouble();
  }

  /** Settles when the PLC has it. */
  signal(turn: number | null, signal: Signal): Promise<Outcome<{ at: number }>> {
    const { settings, clock } = this.#options;
    if (this.#kept.value === undefined) return Promise.resolve(this.#lost(null));
    const { promise, resolve } = Promise.withResolvers<Outcome<{ at: number }>>();
    if (settings.handshake) {
      if (this.#handshake.step !== 'busy' || this.#handshake.turn !== turn) return Promise.resolve(this.#tooLate());
      this.#waiting.set(signal, resolve);
      this.#advance({ kind: 'verdict', turn, signal });
    } else {
      const before = this.#pulse.next;
      this.#waiting.set(signal, resolve);
      this.#pulse = addSignal(this.#pulse, signal, clock.monotonicMs(), settings.pulseMs);
      if (before !== null) this.#settle(this.#pulse.next === before ? signal : before, this.#replaced());
      this.#show();
    }
    return promise;
  }

  async test(): Promise<OutputTest> {
    const { clock, deadlineMs, name } = this.#options;
    const steps = new TestSteps(clock);
    const wire = this.#kept.value;
    const isOwn = wire !== undefined;
    const idle = await steps.take('No part is in hand', async () => this.#idle());
    if (!idle.ok) return steps.report;
    const reached = isOwn
      ? await steps.take('The connection stands', async () => succeed(wire))
      : await steps.take('Reach the PLC', () => this.#options.open({ heard: () => undefined, lost: () => undefined }));
    if (!reached.ok) return steps.report;
    const one = reached.value;
    await steps.take('Read what the PLC says', () => within(clock, deadlineMs, name, one.read()));
    const signal = errorSignal();
    const told = await steps.take('Tell NG with Error and part 0', () => {
      if (!isOwn) return this.#within(deadlineMs, this.#writeAll(one, pulseBits(signal, '')));
      this.#test = signal;
      return this.#whenWritten();
    });
    if (told.ok) await new Promise<void>((resolve) => void clock.after(testShownMs, resolve));
    await steps.take('Take it back', () => {
      if (!isOwn) return this.#within(deadlineMs, this.#writeAll(one, goneBits));
      this.#test = null;
      return this.#whenWritten();
    });
    if (!isOwn) await one.close();
    return steps.report;
  }

  async #opened(wire: PlcWire): Promise<void> {
    const heard = await this.#within(this.#options.deadlineMs, wire.read());
    if (this.#kept.value !== wire) return;
    if (!heard.ok) return this.#kept.failed(heard.failure, true);
    this.#shown = null;
    this.#heard = { trigger: false, ack: false, recipe: '' };
    this.#code(heard.value);
    const { handshake } = this.#options.settings;
    this.#advance({ kind: 'connected', trigger: handshake && heard.value.trigger, ack: handshake && heard.value.ack });
    this.#hear(heard.value);
    this.#planBeat(wire);
  }

  #closed(failure: Failure | null): void {
    this.#cancelBeat();
    this.#shown = null;
    this.#test = null;
    this.#codeTrouble = '';
    this.#pulse = { ...restingPulse, skipped: this.#pulse.skipped };
    this.#settleAll(this.#lost(failure));
    this.#advance({ kind: 'lost' });
  }

  #hear(heard: Heard): void {
    // Before the trigger that comes with it: that part is of the new recipe.
    this.#code(heard);
    this.#heard = heard;
    const { handshake } = this.#options.settings;
    if (!handshake || this.#handshake.step === 'away') return;
    this.#advance({ kind: 'heard', trigger: heard.trigger, ack: heard.ack });
  }

  #code({ recipe }: Heard): void {
    if (recipe === '' || recipe === this.#heard.recipe) return;
    this.#heard = { ...this.#heard, recipe };
    this.switched('The recipe that the PLC asked for is being got ready.');
    this.#options.coded(recipe, this.#handshake.step === 'away');
  }

  #sayTrouble(): void {
    this.#advance({ kind: 'line', trouble: this.#codeTrouble || this.#lineTrouble });
  }

  #advance(event: HandshakeEvent): void {
    const { clock, settings, triggered, changed } = this.#options;
    const before = this.#handshake;
    this.#handshake = advance(before, event, clock.monotonicMs(), settings);
    const { turn, step, signal } = this.#handshake;
    if (before.signal !== null && before.signal !== signal) this.#settle(before.signal, this.#lost(null));
    if (signal?.error === true && signal !== before.signal) this.#errors += 1;
    this.#show();
    if (settings.handshake && turn !== before.turn && step === 'busy') triggered(turn);
    changed();
  }

  /** The time of a pulse, and of the pause behind it, passes once the PLC has it: else one would be over before it was told. */
  get #isBehind(): boolean {
    const { shown } = this.#pulse;
    return this.#isWriting || (shown !== null && this.#waiting.has(shown));
  }

  /** What time brings: a verdict that did not come, a pulse that ends. */
  #pass(): void {
    const { clock, settings } = this.#options;
    if (!this.#isBehind) this.#pulse = passTime(this.#pulse, clock.monotonicMs(), settings.pulseMs);
    this.#advance({ kind: 'time' });
  }

  #planTime(): void {
    const { clock, settings } = this.#options;
    this.#cancelTime();
    const isResting = this.#isBehind || (this.#pulse.shown === null && this.#pulse.next === null);
    const dueMs = settings.handshake ? this.#handshake.dueMs : isResting ? Number.POSITIVE_INFINITY : this.#pulse.dueMs;
    if (!Number.isFinite(dueMs) || this.#kept.value === undefined) return;
    // Timers of Node are early by up to a millisecond.
    this.#cancelTime = clock.after(Math.max(0, dueMs - clock.monotonicMs()) + 1, () => this.#pass());
  }

  #show(): void {
    this.#planTime();
    void this.#write();
  }

  get #wanted(): { readonly bits: PlcBits; readonly signal: Signal | null } {
    const { settings } = this.#options;
    if (this.#isLeaving) return { bits: goneBits, signal: null };
    if (this.#test !== null) return { bits: pulseBits(this.#test, ''), signal: this.#test };
    const { signal, trouble } = this.#handshake;
    if (settings.handshake) return { bits: bitsOf(this.#handshake), signal };
    return { bits: pulseBits(this.#pulse.shown, trouble), signal: this.#pulse.shown };
  }

  /** One at a time: what is wanted meanwhile is written next. */
  async #write(): Promise<void> {
    if (this.#isWriting) return;
    this.#isWriting = true;
    for (let wire = this.#kept.value; wire !== undefined && this.#handshake.step !== 'away'; wire = this.#kept.value) {
      const { bits, signal } = this.#wanted;
      const steps = writesOf(this.#shown, bits);
      if (steps.length === 0) {
        if (signal !== null) this.#reached(signal);
        break;
      }
      const written = await this.#writeAll(wire, bits, steps);
      if (this.#kept.value !== wire) continue;
      if (!written.ok) {
        this.#kept.failed(written.failure, true);
        continue;
      }
      this.#shown = bits;
      this.#kept.worked();
      if (signal !== null) this.#reached(signal);
      this.#options.changed();
    }
    this.#isWriting = false;
    this.#planTime();
    for (const done of this.#written.splice(0)) done();
  }

  #reached(signal: Signal): void {
    const { clock, settings } = this.#options;
    const now = clock.monotonicMs();
    if (!this.#waiting.has(signal)) return;
    if (signal === this.#pulse.shown) this.#pulse = { ...this.#pulse, dueMs: now + settings.pulseMs };
    this.#settle(signal, succeed({ at: now }));
  }

  #whenWritten(): Promise<Outcome<null>> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#written.push(resolve);
    void this.#write();
    return promise.then(() => (this.#shown === null ? this.#lost(null) : succeed(null)));
  }

  async #writeAll(wire: PlcWire, bits: PlcBits, steps = writesOf(null, bits)): Promise<Outcome<null>> {
    for (const step of steps) {
      const written = await this.#within(this.#options.deadlineMs, wire.write(step));
      if (!written.ok) return written;
    }
    return succeed(null);
  }

  #planBeat(wire: PlcWire): void {
    this.#cancelBeat = this.#options.clock.after(this.#options.beatMs, () => void this.#beat(wire));
  }

  /** Tells the PLC that the station lives, and notices a PLC that does not. */
  async #beat(wire: PlcWire): Promise<void> {
    this.#beats = (this.#beats + 1) % 65_536;
    const { deadlineMs } = this.#options;
    const beat = await this.#within(deadlineMs, wire.write({ heartbeat: this.#beats }));
    const heard = beat.ok ? await this.#within(deadlineMs, wire.read()) : beat;
    if (this.#kept.value !== wire) return;
    if (!heard.ok) return this.#kept.failed(heard.failure, true);
    this.#planBeat(wire);
  }

  #within<T>(deadlineMs: number, work: Promise<Outcome<T>>): Promise<Outcome<T>> {
    return within(this.#options.clock, deadlineMs, this.#options.name, work);
  }

  #settle(signal: Signal, outcome: Outcome<{ at: number }>): void {
    this.#waiting.get(signal)?.(outcome);
    this.#waiting.delete(signal);
  }

  #settleAll(outcome: Outcome<{ at: number }>): void {
    for (const signal of [...this.#waiting.keys()]) this.#settle(signal, outcome);
  }

  #idle(): Outcome<null> {
    const { step } = this.#handshake;
    if (step !== 'busy' && step !== 'result' && this.#pulse.shown === null) return succeed(null);
    return fail('wrong_state', {
      thing: this.#options.name,
      expected: 'no part in hand while it is tried',
      received: 'one that the PLC waits for',
      remedy: 'Try again between two parts, or stop the line.',
    });
  }

  #lost(failure: Failure | null): Outcome<never> {
    if (failure !== null) return { ok: false, failure };
    return unreachable(this.#options.name, this.#kept.news.note || 'a connection that does not stand');
  }

  #tooLate(): Outcome<never> {
    return fail('deadline_exceeded', {
      thing: this.#options.name,
      expected: 'the verdict while its part is in hand',
      received: 'one that came too late: the part was told as NG with Error',
      remedy: 'Give the line more time for its verdict, or make its inspection quicker.',
    });
  }

  #replaced(): Outcome<never> {
    return fail('overloaded', {
      thing: this.#options.name,
      expected: 'a pause between two verdicts that is longer than a pulse',
      received: 'another verdict',
      remedy: 'Make the pulse shorter, or use the handshake.',
    });
  }
}
