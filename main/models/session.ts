import { join } from 'node:path';
import { env, InferenceSession, Tensor } from 'onnxruntime-node';
import type { ModelCard, PictureCard } from '../../preload/contract/model-card.ts';
import { fail, type Outcome, succeed } from '../domain/outcome.ts';
import type { CardedModel } from './card.ts';
import { verifyFile } from './hash.ts';
import { type Disagreement, disagreement, type TensorShape, unfed } from './io-check.ts';
import { sessionOptions } from './session-options.ts';

// A provider that is missing is told through `passedOver`, not on the worker's error stream.
env.logLevel = 'fatal';

export const providers = ['cuda', 'coreml', 'dml', 'cpu'] as const;
export type Provider = (typeof providers)[number];

export interface NetworkOptions {
  /** Tried one by one: asked for together, one that is missing would refuse them all. */
  readonly providers: readonly Provider[];
  readonly threads: number;
  /** Monotonic milliseconds. */
  readonly now: () => number;
}

export interface SessionOptions extends NetworkOptions {
  /** Another input size than the card's, for networks that take several. */
  readonly size?: { readonly width: number; readonly height: number };
}

/** How one opened network came about. */
export interface OpenedOn {
  /** For a person, e.g. "cpu, 2 threads". */
  readonly runsOn: string;
  readonly warmUpMs: number;
  /** Providers that were tried before, each with its reason. */
  readonly passedOver: readonly string[];
}

/** One opened network. Only the worker that opened it runs it, one run at a time. */
export interface Network extends OpenedOn {
  /** In the plan's order, with the sizes that the warm-up run gave. */
  readonly outputs: readonly TensorShape[];
  /** Takes a tensor for each input of the plan without copying it, and gives the outputs in the plan's order. */
  run(tensors: readonly Float32Array[]): Promise<readonly Float32Array[]>;
  release(): Promise<void>;
}

/** What a card says of its file, in the words of the runtime. */
interface NetworkPlan {
  readonly inputs: readonly TensorShape[];
  /** Whole numbers that are the same at every run. */
  readonly constants: readonly { readonly name: string; readonly value: bigint }[];
  readonly outputs: readonly TensorShape[];
  /** True where the sizes of the outputs are not known before the first run. */
  readonly anyOutputSize: boolean;
}

/** A network that looks at pictures: one tensor goes in. */
export interface ModelSession extends Omit<Network, 'run'> {
  readonly input: TensorShape;
  /** Takes a tensor of the input's size without copying it, and gives the outputs in the card's order. */
  run(tensor: Float32Array): Promise<readonly Float32Array[]>;
}

export async function openSession(
  model: CardedModel<PictureCard>,
  options: SessionOptions,
): Promise<Outcome<ModelSession>> {
  const { size } = options;
  const { io } = model.card;
  const input = { name: io.input.name, shape: [1, 3, size?.height ?? io.input.height, size?.width ?? io.input.width] };
  const plan = { inputs: [input], constants: [], outputs: io.outputs, anyOutputSize: size !== undefined };
  const opened = await openNetwork(model, plan, options);
  if (!opened.ok) return opened;
  const { runsOn, warmUpMs, passedOver, outputs } = opened.value;
  return succeed({
    runsOn,
    warmUpMs,
    passedOver,
    input,
    outputs,
    run: (tensor) => opened.value.run([tensor]),
    release: () => opened.value.release(),
  });
}

export async function openNetwork(
  model: CardedModel,
  plan: NetworkPlan,
  options: NetworkOptions,
): Promise<Outcome<Network>> {
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
    const warm = new WarmNetwork(session.value, model.card, plan, describeProvider(provider, options.threads), [
      ...passedOver,
    ]);
    const refused = refusal(model.card, session.value, plan);
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

const refuseCard = ({ name }: ModelCard, wrong: Disagreement): Outcome<never> =>
  fail('model_refused', {
    ...wrong,
    thing: `${wrong.thing} of ${name}`,
    remedy: 'Correct card.json, or bring the file that the card describes.',
  });

const asFound = (tensor: TensorShape) => ({ ...tensor, isTensor: true, type: 'float32' });

const describeProvider = (provider: Provider, threads: number): string =>
  provider === 'cpu' ? `cpu, ${threads} ${threads === 1 ? 'thread' : 'threads'}` : provider;

/** Whether the file takes and gives what the card says. */
function refusal(card: ModelCard, session: InferenceSession, plan: NetworkPlan): Outcome<never> | undefined {
  const constants = plan.constants.map(({ name }) => ({ name, shape: [], type: 'int64' }) as const);
  const inputs = [...plan.inputs, ...constants];
  const outputs = plan.anyOutputSize
    ? plan.outputs.map(({ name, shape }) => ({ name, shape: shape.map(() => -1) }))
    : plan.outputs;
  const wrong =
    disagreement('input', inputs, session.inputMetadata) ?? disagreement('output', outputs, session.outputMetadata);
  if (wrong !== undefined) return refuseCard(card, wrong);
  const other = unfed(inputs, session.inputMetadata);
  if (other === undefined) return undefined;
  return fail('model_refused', {
    thing: `inputs of ${card.name}`,
    expected: `${inputs.map(({ name }) => name).join(', ')} alone`,
    received: `${other} beside it`,
    remedy: inputs.length === 1 ? 'Export the network with a single input.' : 'Export the network with these alone.',
  });
}

class WarmNetwork implements Network {
  readonly runsOn: string;
  readonly passedOver: readonly string[];
  readonly #session: InferenceSession;
  readonly #card: ModelCard;
  readonly #plan: NetworkPlan;
  readonly #names: readonly string[];
  readonly #constants: Readonly<Record<string, Tensor>>;
  /** One wrapper for each buffer of the caller's pool: the numbers are never copied on this side. */
  readonly #wrapped = new WeakMap<Float32Array, Tensor>();
  #outputs: readonly TensorShape[] = [];
  #warmUpMs = 0;

  constructor(
    session: InferenceSession,
    card: ModelCard,
    plan: NetworkPlan,
    runsOn: string,
    passedOver: readonly string[],
  ) {
    this.#session = session;
    this.#card = card;
    this.#plan = plan;
    this.#names = plan.outputs.map(({ name }) => name);
    this.#constants = Object.fromEntries(
      plan.constants.map(({ name, value }) => [name, new Tensor('int64', BigInt64Array.of(value), [])]),
    );
    this.runsOn = runsOn;
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
    const zeros = this.#plan.inputs.map(({ shape }) => new Float32Array(lengthOf(shape)));
    const ran = await attempt(() => this.#run(zeros));
    if (!ran.ok) return { reason: ran.reason };
    this.#warmUpMs = now() - start;
    this.#outputs = ran.value.map(({ dims }, index) => ({ name: this.#names[index] ?? '', shape: dims }));
    const { outputs, anyOutputSize } = this.#plan;
    const lie = anyOutputSize ? undefined : disagreement('output', outputs, this.#outputs.map(asFound));
    if (lie !== undefined) return refuseCard(this.#card, lie);
    return 'warm';
  }

  async run(tensors: readonly Float32Array[]): Promise<readonly Float32Array[]> {
    const results = await this.#run(tensors);
    return results.map(floats);
  }

  async release(): Promise<void> {
    await this.#session.release();
  }

  async #run(tensors: readonly Float32Array[]): Promise<readonly Tensor[]> {
    const feeds = { ...this.#constants };
    for (const [index, { name, shape }] of this.#plan.inputs.entries()) {
      const length = lengthOf(shape);
      const tensor = tensors[index];
      if (tensor?.length !== length) {
        throw new RangeError(`Expected tensor to be ${length} numbers, got ${tensor?.length ?? 'none'}`);
      }
      feeds[name] = this.#wrap(tensor, shape);
    }
    const results = await this.#session.run(feeds, this.#names);
    // By name: JavaScript sorts names that look like numbers to the front of an object.
    return this.#names.map((name) => {
      const result = results[name];
      if (result instanceof Tensor) return result;
      throw new TypeError(`Expected output ${name} to be a tensor, got ${typeof result}`);
    });
  }

  #wrap(tensor: Float32Array, shape: readonly number[]): Tensor {
    const known = this.#wrapped.get(tensor);
    if (known !== undefined) return known;
    const wrapper = new Tensor('float32', tensor, [...shape]);
    this.#wrapped.set(tensor, wrapper);
    return wrapper;
  }
}

const lengthOf = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1);

function floats({ data }: Tensor): Float32Array {
  if (data instanceof Float32Array) return data;
  throw new TypeError(`Expected an output of type float32, got ${data.constructor.name}`);
}
