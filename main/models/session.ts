import { join } from 'node:path';
import { env, InferenceSession, Tensor } from 'onnxruntime-node';
import type { PictureCard } from '../../preload/contract/model-card.ts';
import { fail, type Outcome, succeed } from '../domain/outcome.ts';
import type { CardedModel } from './card.ts';
import { verifyFile } from './hash.ts';
import { type Disagreement, disagreement, type TensorShape, unfed } from './io-check.ts';
import { sessionOptions } from './session-options.ts';

// A provider that is missing is told through `passedOver`, not on the worker's error stream.
env.logLevel = 'fatal';

export const providers = ['cuda', 'coreml', 'dml', 'cpu'] as const;
export type Provider = (typeof providers)[number];

export interface SessionOptions {
  /** Tried one by one: asked for together, one that is missing would refuse them all. */
  readonly providers: readonly Provider[];
  readonly threads: number;
  /** Another input size than the card's, for networks that take several. */
  readonly size?: { readonly width: number; readonly height: number };
  /** Monotonic milliseconds. */
  readonly now: () => number;
}

/** One opened network. Only the worker that opened it runs it, one run at a time. */
export interface ModelSession {
  /** For a person, e.g. "cpu, 2 threads". */
  readonly runsOn: string;
  readonly warmUpMs: number;
  /** Providers that were tried before, each with its reason. */
  readonly passedOver: readonly string[];
  readonly input: TensorShape;
  /** In the card's order, with the sizes that the warm-up run gave. */
  readonly outputs: readonly TensorShape[];
  /** Takes a tensor of the input's size without copying it, and gives the outputs in the card's order. */
  run(tensor: Float32Array): Promise<readonly Float32Array[]>;
  release(): Promise<void>;
}

export async function openSession(
  model: CardedModel<PictureCard>,
  options: SessionOptions,
): Promise<Outcome<ModelSession>> {
  const path = join(model.folder, model.card.file);
  // What was hashed is what is opened: the file is not read a second time.
  const pieces: Uint8Array[] = [];
  const verified = await verifyFile(path, model.card, (piece) => pieces.push(piece.slice()));
  if (!verified.ok) return verified;
  const bytes = Buffer.concat(pieces);
  const passedOver: string[] = [];
  for (const provider of options.providers) {
    const session = await attempt(() => InferenceSession.create(bytes, sessionOptions(provider, options.threads)));
    if (!session.ok) {
      passedOver.push(`${provider}: ${session.reason}`);
      continue;
    }
    const warm = new WarmSession(session.value, model.card, options, provider, passedOver);
    const refused = refusal(model.card, session.value, warm.input, options.size !== undefined);
    const tried = refused ?? (await warm.warmUp(options.now));
    if (tried === 'warm') return succeed(warm);
    await warm.release();
    // A card that is wrong is wrong everywhere; a run that fails may fail on this provider alone.
    if ('ok' in tried) return tried;
    passedOver.push(`${provider}: ${tried.reason}`);
  }
  return fail('model_refused', {
    thing: path,
    expected: `a network that opens and runs on ${options.providers.join(' or ')}`,
    received: passedOver.join('; '),
    remedy: 'Bring a file that this ONNX Runtime can run.',
  });
}

type Attempt<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };

/** What the runtime threw, in its first line: it is how a provider says that it is not there. */
async function attempt<T>(act: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { ok: true, value: await act() };
  } catch (cause) {
    return { ok: false, reason: (cause instanceof Error ? cause.message : String(cause)).split('\n', 1)[0] ?? '' };
  }
}

const refuseCard = ({ name }: PictureCard, wrong: Disagreement): Outcome<never> =>
  fail('model_refused', {
    ...wrong,
    thing: `${wrong.thing} of ${name}`,
    remedy: 'Correct card.json, or bring the file that the card describes.',
  });

const asFound = (tensor: TensorShape) => ({ ...tensor, isTensor: true, type: 'float32' });

const inputShape = ({ io }: PictureCard, { size }: SessionOptions): readonly number[] => [
  1,
  3,
  size?.height ?? io.input.height,
  size?.width ?? io.input.width,
];

const describeProvider = (provider: Provider, threads: number): string =>
  provider === 'cpu' ? `cpu, ${threads} ${threads === 1 ? 'thread' : 'threads'}` : provider;

/** Whether the file takes and gives what the card says; output sizes are left open where another input size was asked. */
function refusal(
  card: PictureCard,
  session: InferenceSession,
  input: TensorShape,
  resized: boolean,
): Outcome<never> | undefined {
  const outputs = resized
    ? card.io.outputs.map(({ name, shape }) => ({ name, shape: shape.map(() => -1) }))
    : card.io.outputs;
  const wrong =
    disagreement('input', [input], session.inputMetadata) ?? disagreement('output', outputs, session.outputMetadata);
  if (wrong !== undefined) return refuseCard(card, wrong);
  const other = unfed([input], session.inputMetadata);
  if (other === undefined) return undefined;
  return fail('model_refused', {
    thing: `inputs of ${card.name}`,
    expected: `${input.name} alone`,
    received: `${other} beside it`,
    remedy: 'Export the network with a single input.',
  });
}

class WarmSession implements ModelSession {
  readonly runsOn: string;
  readonly passedOver: readonly string[];
  readonly input: TensorShape;
  readonly #session: InferenceSession;
  readonly #card: PictureCard;
  readonly #names: readonly string[];
  readonly #length: number;
  readonly #resized: boolean;
  /** One wrapper for each buffer of the caller's pool: the numbers are never copied on this side. */
  readonly #wrapped = new WeakMap<Float32Array, Tensor>();
  #outputs: readonly TensorShape[] = [];
  #warmUpMs = 0;

  constructor(
    session: InferenceSession,
    card: PictureCard,
    options: SessionOptions,
    provider: Provider,
    passedOver: readonly string[],
  ) {
    this.#session = session;
    this.#card = card;
    this.#names = card.io.outputs.map(({ name }) => name);
    this.input = { name: card.io.input.name, shape: inputShape(card, options) };
    this.#length = this.input.shape.reduce((product, size) => product * size, 1);
    this.#resized = options.size !== undefined;
    this.runsOn = describeProvider(provider, options.threads);
    this.passedOver = passedOver;
  }

  get outputs(): readonly TensorShape[] {
    return this.#outputs;
  }

  get warmUpMs(): number {
    return this.#warmUpMs;
  }

  async warmUp(now: () => number): Promise<'warm' | Outcome<never> | { readonly reason: string }> {
    const start = now();
    const ran = await attempt(() => this.#run(new Float32Array(this.#length)));
    if (!ran.ok) return { reason: ran.reason };
    this.#warmUpMs = now() - start;
    this.#outputs = ran.value.map(({ dims }, index) => ({ name: this.#names[index] ?? '', shape: dims }));
    const declared = this.#card.io.outputs;
    const lie = this.#resized ? undefined : disagreement('output', declared, this.#outputs.map(asFound));
    if (lie !== undefined) return refuseCard(this.#card, lie);
    return 'warm';
  }

  async run(tensor: Float32Array): Promise<readonly Float32Array[]> {
    const tensors = await this.#run(tensor);
    return tensors.map(floats);
  }

  async release(): Promise<void> {
    await this.#session.release();
  }

  async #run(tensor: Float32Array): Promise<readonly Tensor[]> {
    if (tensor.length !== this.#length) {
      throw new RangeError(`Expected tensor to be ${this.#length} numbers, got ${tensor.length}`);
    }
    const feeds = { [this.input.name]: this.#wrap(tensor) };
    const results = await this.#session.run(feeds, this.#names);
    // By name: JavaScript sorts names that look like numbers to the front of an object.
    return this.#names.map((name) => {
      const result = results[name];
      if (result instanceof Tensor) return result;
      throw new TypeError(`Expected output ${name} to be a tensor, got ${typeof result}`);
    });
  }

  #wrap(tensor: Float32Array): Tensor {
    const known = this.#wrapped.get(tensor);
    if (known !== undefined) return known;
    const wrapper = new Tensor('float32', tensor, [...this.input.shape]);
    this.#wrapped.set(tensor, wrapper);
    return wrapper;
  }
}

function floats({ data }: Tensor): Float32Array {
  if (data instanceof Float32Array) return data;
  throw new TypeError(`Expected an output of type float32, got ${data.constructor.name}`);
}
