import type { Recipe } from '../../../preload/contract/recipes.ts';
import type { Failure } from '../../domain/outcome.ts';
import type { OutputEvents } from '../../workers/outputs-protocol.ts';
import type { ToldLine } from '../line/line-plan.ts';
import type { KeptCode, SettingsDesk } from '../settings.ts';
import type { CodeAsked, SwitchByCode } from './switch-by-code.ts';

export interface PlcCodesOptions {
  readonly switchTo: SwitchByCode;
  readonly settings: Pick<SettingsDesk, 'get' | 'set'>;
  readonly lines: () => readonly ToldLine[];
  /** Which lines there are may be otherwise now. */
  readonly moved: () => void;
  /** The PLC is told what came of its code: empty where parts are inspected by it. */
  readonly say: (output: string, trouble: string) => void;
  readonly warn: (failure: Failure) => void;
}

interface Came {
  /** Empty where parts are inspected by that recipe. */
  readonly trouble: string;
  /** Somebody has stopped its line: all is well when that goes by it again. */
  readonly waitsFor?: Recipe | undefined;
}

interface AskedCode {
  readonly code: string;
  came: Promise<Came>;
}

const done: Came = { trouble: '' };

/**
 * The recipe codes that PLCs ask by: none of them gets Ready before the recipe that it asked for last is in use. What each asked for
 * last is kept over a restart: found there again it is no act, whatever a person has done since.
 */
export class PlcCodes {
  readonly #options: PlcCodesOptions;
  readonly #asked = new Map<string, AskedCode>();
  readonly #waiting = new Map<string, Recipe>();
  #kept: Promise<Record<string, KeptCode>> | undefined;
  readonly #linesKnown = Promise.withResolvers<void>();

  constructor(options: PlcCodesOptions) {
    this.#options = options;
  }

  async heard(event: OutputEvents['code']): Promise<void> {
    const { output, code } = event;
    const asked = { code, came: this.#follow(event, this.#asked.get(output)) };
    this.#asked.set(output, asked);
    this.#waiting.delete(output);
    const came = await asked.came;
    if (this.#asked.get(output) !== asked) return;
    await this.#keep(output, { code, came: cameTo(came) });
    if (this.#asked.get(output) !== asked) return;
    this.#options.say(output, came.trouble);
    if (came.waitsFor !== undefined) this.#waiting.set(output, came.waitsFor);
    this.linesChanged();
  }

  linesChanged(): void {
    this.#linesKnown.resolve();
    for (const [output, recipe] of this.#waiting) {
      if (!this.#runsBy(recipe)) continue;
      this.#waiting.delete(output);
      const asked = this.#asked.get(output);
      if (asked === undefined) continue;
      asked.came = Promise.resolve(done);
      void this.#keep(output, { code: asked.code, came: 'followed' });
      this.#options.say(output, '');
    }
  }

  /** The output is gone. */
  async forget(output: string): Promise<void> {
    this.#asked.delete(output);
    this.#waiting.delete(output);
    if ((await this.#known())[output] !== undefined) await this.#keep(output, undefined);
  }

  async #follow({ output, code, stands }: OutputEvents['code'], before: AskedCode | undefined): Promise<Came> {
    // A PLC may be reached before the lines go on that ran when the station was last stopped.
    await this.#linesKnown.promise;
    const asked = stands ? howItStands(code, await this.#before(output, before)) : 'now';
    if (asked === 'followed') return done;
    // Should the power go now, it was asked for and not followed yet.
    if (asked !== 'left') await this.#keep(output, { code, came: 'asked' });
    const { switchTo, warn, moved } = this.#options;
    const switched = await switchTo(code, asked);
    if (!switched.ok) warn(switched.failure);
    moved();
    if (!switched.ok) return { trouble: switched.failure.message };
    const { recipe, isLeft } = switched.value;
    return isLeft ? { trouble: stoppedOf(recipe), waitsFor: recipe } : done;
  }

  /** What is under way counts when it is through. */
  async #before(output: string, before: AskedCode | undefined): Promise<KeptCode | undefined> {
    if (before === undefined) return (await this.#known())[output];
    return { code: before.code, came: cameTo(await before.came) };
  }

  /** Where it cannot be written the PLC gets its Ready all the same: after a restart it may be followed once more. */
  async #keep(output: string, code: KeptCode | undefined): Promise<void> {
    const known = await this.#known();
    if (code === undefined) delete known[output];
    else known[output] = code;
    const kept = await this.#options.settings.set('plcCodes', { asked: known });
    if (!kept.ok) this.#options.warn(kept.failure);
  }

  #known(): Promise<Record<string, KeptCode>> {
    this.#kept ??= this.#options.settings.get('plcCodes').then(({ asked }) => ({ ...asked }));
    return this.#kept;
  }

  #runsBy({ id, body: { sourceId } }: Recipe): boolean {
    return this.#options
      .lines()
      .some(({ state }) => state.sourceId === sourceId && state.state === 'running' && state.recipe?.id === id);
  }
}

/** A PLC that was lost, or a worker that began anew, asks for nothing by that: a person may have done otherwise since. */
function howItStands(code: string, kept: KeptCode | undefined): CodeAsked | 'followed' {
  if (kept?.code !== code) return 'once';
  return kept.came === 'asked' ? 'in-vain' : kept.came;
}

function cameTo({ trouble, waitsFor }: Came): KeptCode['came'] {
  if (waitsFor !== undefined) return 'left';
  return trouble === '' ? 'followed' : 'asked';
}

const stoppedOf = ({ name, body: { sourceId } }: Recipe): string =>
  `The line of ${sourceId} was stopped. Start it by the recipe ${name}, or write the code anew.`;
