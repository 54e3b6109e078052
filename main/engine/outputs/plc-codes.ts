import type { Recipe } from '../../../preload/contract/recipes.ts';
import type { Failure } from '../../domain/outcome.ts';
import type { OutputEvents } from '../../workers/outputs-protocol.ts';
import type { ToldLine } from '../line/line-plan.ts';
import type { CodeAsked, SwitchByCode } from './switch-by-code.ts';

export interface PlcCodesOptions {
  readonly switchTo: SwitchByCode;
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

/** The recipe codes that PLCs ask by: none of them gets Ready before the recipe that it asked for last is in use. */
export class PlcCodes {
  readonly #options: PlcCodesOptions;
  readonly #asked = new Map<string, AskedCode>();
  readonly #waiting = new Map<string, Recipe>();
  readonly #linesKnown = Promise.withResolvers<void>();

  constructor(options: PlcCodesOptions) {
    this.#options = options;
  }

  async heard({ output, code, stands }: OutputEvents['code']): Promise<void> {
    const before = this.#asked.get(output);
    const asked = { code, came: this.#follow(code, stands, before) };
    this.#asked.set(output, asked);
    this.#waiting.delete(output);
    const { trouble, waitsFor } = await asked.came;
    if (this.#asked.get(output) !== asked) return;
    this.#options.say(output, trouble);
    if (waitsFor !== undefined) this.#waiting.set(output, waitsFor);
    this.linesChanged();
  }

  linesChanged(): void {
    this.#linesKnown.resolve();
    for (const [output, recipe] of this.#waiting) {
      if (!this.#runsBy(recipe)) continue;
      this.#waiting.delete(output);
      const asked = this.#asked.get(output);
      if (asked !== undefined) asked.came = Promise.resolve(done);
      this.#options.say(output, '');
    }
  }

  /** The output is gone. */
  forget(output: string): void {
    this.#asked.delete(output);
    this.#waiting.delete(output);
  }

  async #follow(code: string, stands: boolean, before: AskedCode | undefined): Promise<Came> {
    // A PLC may be reached before the lines go on that ran when the station was last stopped.
    await this.#linesKnown.promise;
    const asked = stands ? await howItStands(code, before) : 'now';
    if (asked === 'followed') return done;
    const { switchTo, warn, moved } = this.#options;
    const switched = await switchTo(code, asked);
    if (!switched.ok) warn(switched.failure);
    moved();
    if (!switched.ok) return { trouble: switched.failure.message };
    const { recipe, isLeft } = switched.value;
    return isLeft ? { trouble: stoppedOf(recipe), waitsFor: recipe } : done;
  }

  #runsBy({ id, body: { sourceId } }: Recipe): boolean {
    return this.#options
      .lines()
      .some(({ state }) => state.sourceId === sourceId && state.state === 'running' && state.recipe?.id === id);
  }
}

/** A PLC that was lost, or a worker that began anew, asks for nothing by that: a person may have done otherwise since. */
async function howItStands(code: string, before: AskedCode | undefined): Promise<CodeAsked | 'followed'> {
  if (before?.code !== code) return 'once';
  const { trouble, waitsFor } = await before.came;
  if (waitsFor !== undefined) return 'left';
  return trouble === '' ? 'followed' : 'in-vain';
}

const stoppedOf = ({ name, body: { sourceId } }: Recipe): string =>
  `The line of ${sourceId} was stopped. Start it by the recipe ${name}, or write the code anew.`;
