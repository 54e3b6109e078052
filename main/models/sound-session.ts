import type { SoundCard } from '../../preload/contract/model-card.ts';
import { type Outcome, succeed } from '../domain/outcome.ts';
import type { CardedModel } from './card.ts';
import { type NetworkOptions, type OpenedOn, openNetwork } from './session.ts';

/** A network that listens: it remembers what it heard from one run to the next. */
export interface SoundSession extends OpenedOn {
  /** Samples at each run: the context first, then what is new. */
  readonly inputSamples: number;
  /** Takes samples from -1 to 1 without copying them. */
  run(samples: Float32Array): Promise<Float32Array>;
  /** Forgets what was heard so far. */
  reset(): void;
  release(): Promise<void>;
}

export async function openSoundSession(
  model: CardedModel<SoundCard>,
  options: NetworkOptions,
): Promise<Outcome<SoundSession>> {
  const { io, preprocessing } = model.card;
  const inputSamples = preprocessing.contextSamples + preprocessing.windowSamples;
  const opened = await openNetwork(
    model,
    {
      inputs: [
        { name: io.input.name, shape: [1, inputSamples] },
        { name: io.state.input, shape: io.state.shape },
      ],
      constants: [{ name: io.rate.name, value: BigInt(preprocessing.sampleRateHz) }],
      outputs: [...io.outputs, { name: io.state.output, shape: io.state.shape }],
      anyOutputSize: false,
    },
    options,
  );
  if (!opened.ok) return opened;
  const { runsOn, warmUpMs, passedOver } = opened.value;
  const state = new Float32Array(io.state.shape.reduce((product, size) => product * size, 1));
  return succeed({
    runsOn,
    warmUpMs,
    passedOver,
    inputSamples,
    run: async (samples) => {
      const [output, next] = await opened.value.run([samples, state]);
      if (output === undefined || next === undefined) throw new Error(`Expected two outputs of ${model.card.name}`);
      state.set(next);
      return output;
    },
    reset: () => void state.fill(0),
    release: () => opened.value.release(),
  });
}
