import type { LineState } from '../../../preload/contract/inspections.ts';
import { isPlcSettings } from '../../../preload/contract/output-settings.ts';
import type { Output } from '../../../preload/contract/outputs.ts';
import type { SourceId } from '../../../preload/contract/values.ts';
import type { LineTelling, ToldLine } from '../line/line-plan.ts';

/**
 * Which outputs hear of which line: those that its recipe names; without a recipe those that always do. A line that was stopped
 * is missing to those that its recipe names, until it is started or its recipe names them no more.
 */
export class LineRoutes {
  #lines: readonly ToldLine[] = [];

  update(lines: readonly ToldLine[]): void {
    this.#lines = lines;
  }

  linesOf(output: Pick<Output, 'id' | 'always'>): readonly SourceId[] {
    return this.#of(output).flatMap(({ state }) => (state.wanted ? (state.sourceId ?? []) : []));
  }

  /** Those without which no part is OK to it: one that was stopped refuses, and that is an error. */
  neededBy(output: Pick<Output, 'id' | 'always'>): readonly SourceId[] {
    return this.#of(output).flatMap(({ state }) => state.sourceId ?? []);
  }

  /** Why the lines of an output cannot inspect; empty where all can. */
  troubleOf(output: Pick<Output, 'id' | 'always' | 'settings'>): string {
    const { settings } = output;
    const lines = this.#of(output);
    if (!lines.some(({ state }) => state.wanted)) return 'No line is running that tells this output.';
    const down = lines.find(({ state }) => state.state !== 'running' || !state.judges)?.state;
    if (down === undefined) return isPlcSettings(settings) && settings.handshake ? untriggered(lines) : '';
    if (down.state === 'running') return `The model of ${down.sourceId} judges nothing.`;
    if (!down.wanted && down.state === 'stopped') return missing(down);
    return `The line of ${down.sourceId} is ${down.state}.${down.note === '' ? '' : ` ${down.note}`}`;
  }

  #of(output: Pick<Output, 'id' | 'always'>): readonly ToldLine[] {
    return this.#lines.filter(({ state, telling }) => {
      // Stopped without a recipe it is missing to nobody: there is nothing that an output could be taken out of.
      return hears(output, telling) && (state.wanted || telling.outputs !== null);
    });
  }
}

export const hears = ({ id, always }: Pick<Output, 'id' | 'always'>, { outputs }: LineTelling): boolean =>
  outputs === null ? always : outputs === 'any' || outputs.includes(id);

function missing({ sourceId, recipe, note }: LineState): string {
  const why = note === '' ? '' : ` ${note}`;
  const from = recipe === null ? 'its recipe' : `the recipe ${recipe.name}`;
  return `The line of ${sourceId} was stopped.${why} Start it, or take this output out of ${from}.`;
}

/** A PLC that asks for each part needs lines that wait for that. */
function untriggered(lines: readonly ToldLine[]): string {
  const line = lines.find(({ telling }) => !telling.byTrigger)?.state;
  return line === undefined
    ? ''
    : `The parts of ${line.sourceId} do not begin with a trigger: its recipe has to say so.`;
}
