import type { SourceId } from '../../preload/contract/values.ts';
import { fail, type Outcome } from '../domain/outcome.ts';
import type { SamplingWish } from '../domain/sampling/sampler.ts';
import { FairTurns } from '../vision/fair-turns.ts';
import type { GrabbedFrame, GrabWish } from '../vision/frame-grab.ts';
import { ModelPool } from './model-pool.ts';
import { mostLines, type VisionChange, type VisionStart, type VisionVerbs } from './protocol.ts';
import { notRunning, VisionLine, type VisionLineOptions } from './vision-line.ts';

/** The lines of one vision worker, each known by its source: they share networks, and take turns at them. */
export class VisionLines {
  readonly #options: VisionLineOptions;
  readonly #lines = new Map<SourceId, VisionLine>();
  /** For whatever else looks at pictures in this process. */
  readonly shared: Pick<VisionLineOptions, 'models' | 'turns'>;

  constructor(options: Omit<VisionLineOptions, 'models' | 'turns' | 'limits'>) {
    this.shared = { models: new ModelPool(), turns: new FairTurns() };
    this.#options = { ...options, ...this.shared, limits: {} };
  }

  async start(start: VisionStart): Promise<Outcome<VisionVerbs['start']['output']>> {
    const { sourceId } = start;
    const known = this.#lines.get(sourceId);
    if (known === undefined && this.#lines.size >= mostLines) return tooMany(sourceId);
    const line = known ?? new VisionLine(this.#options);
    this.#lines.set(sourceId, line);
    const started = await line.start(start);
    this.#tidy(sourceId, line);
    return started;
  }

  change(change: VisionChange): Promise<Outcome<VisionVerbs['change']['output']>> {
    return this.#lines.get(change.sourceId)?.change(change) ?? Promise.resolve(notRunning());
  }

  async stop(sourceId: SourceId): Promise<void> {
    const line = this.#lines.get(sourceId);
    if (line === undefined) return;
    await line.stop();
    this.#tidy(sourceId, line);
  }

  async stopAll(): Promise<void> {
    await Promise.all([...this.#lines.keys()].map((sourceId) => this.stop(sourceId)));
  }

  view(sourceId: SourceId, wanted: boolean): void {
    this.#lines.get(sourceId)?.view(wanted);
  }

  sampling(sourceId: SourceId, wish: SamplingWish): void {
    this.#lines.get(sourceId)?.sampling(wish);
  }

  grab(sourceId: SourceId, wish: GrabWish): Promise<Outcome<GrabbedFrame>> {
    return this.#lines.get(sourceId)?.grab(wish) ?? Promise.resolve(notRunning());
  }

  /** One that neither runs nor is about to leaves its place to another. */
  #tidy(sourceId: SourceId, line: VisionLine): void {
    if (line.isIdle && this.#lines.get(sourceId) === line) this.#lines.delete(sourceId);
  }
}

const tooMany = (sourceId: SourceId): Outcome<never> =>
  fail('wrong_state', {
    thing: `The line of ${sourceId}`,
    expected: `at most ${mostLines} lines at once`,
    received: `${mostLines} that run`,
    remedy: 'Stop one of them first.',
  });
