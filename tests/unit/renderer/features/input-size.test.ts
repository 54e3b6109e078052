import { describe, expect, it } from 'vitest';
import { stoppedLine } from '../../../../main/engine/line/stopped-line.ts';
import { isOwnSide, otherSides, takesSide } from '../../../../preload/contract/input-sizes.ts';
import type { ModelEntry } from '../../../../preload/contract/models.ts';
import { recipeBody } from '../../../../preload/contract/recipes.ts';
import {
  modelAtSize,
  sizeOf,
  sizeOptions,
  sizeToChoose,
  valueOfSize,
} from '../../../../renderer/components/input-size.ts';
import { plainStart, sizeNow, startAgain } from '../../../../renderer/features/inspect/start-again.ts';
import { english } from '../../../../renderer/locales/words.tsx';
import { fixtureCard } from '../../../support/fixture-card.ts';

const taken = { width: 640, height: 640, strideMultiple: 32 };
const fixed = { width: 640, height: 640 };

describe('the sizes that a network takes', () => {
  it('are its own, and the multiples of its step where it has one', () => {
    expect([640, 320, 330].map((side) => takesSide(taken, side))).toEqual([true, true, false]);
    expect([640, 320].map((side) => takesSide(fixed, side))).toEqual([true, false]);
    expect(isOwnSide({ width: 640, height: 384 }, 640)).toBe(false);
  });

  it('of which some are worth a choice', () => {
    expect(otherSides(taken)).toEqual([320, 480, 960, 1_280]);
    expect(otherSides({ width: 352, height: 352, strideMultiple: 32 })).toEqual([192, 256, 544, 704]);
    expect(otherSides({ width: 64, height: 32, strideMultiple: 64 })).toEqual([64, 128]);
    expect(otherSides({ width: 4_096, height: 4_096, strideMultiple: 32 })).toEqual([2_048, 3_072]);
    expect(otherSides(fixed)).toEqual([]);
  });
});

describe('the choice of a size', () => {
  const entry: ModelEntry = {
    ...fixtureCard,
    commercial: true,
    state: 'installed',
    builtIn: true,
    note: '',
    card: fixtureCard,
  };

  it('is offered where the card allows another one', () => {
    expect(sizeToChoose(entry)).toMatchObject(taken);
    const { strideMultiple: _, ...input } = fixtureCard.io.input;
    expect(sizeToChoose({ ...entry, card: { ...fixtureCard, io: { ...fixtureCard.io, input } } })).toBeNull();
    expect([sizeToChoose({ ...entry, card: null }), sizeToChoose(null)]).toEqual([null, null]);
  });

  it('says what each costs, the own one among them, and has one that was chosen otherwise', () => {
    const told = (chosen: number | null) =>
      sizeOptions(taken, chosen, english).map(({ value, label, note }) => [value, label, note]);
    expect(told(null)).toEqual([
      ['320', '320 px', '25% of the work; small things are told apart less well'],
      ['480', '480 px', '56% of the work; small things are told apart less well'],
      ['', '640 px', 'Its own: its numbers were measured at it'],
      ['960', '960 px', '2.3 times the work'],
      ['1280', '1,280 px', '4 times the work'],
    ]);
    expect(told(416).map(([value]) => value)).toEqual(['320', '416', '480', '', '960', '1280']);
    expect(told(640)).toEqual(told(null));
    expect([valueOfSize(640, taken), valueOfSize(null, taken), valueOfSize(320, taken)]).toEqual(['', '', '320']);
    expect([sizeOf(''), sizeOf('320')]).toEqual([null, 320]);
  });

  it('stands beside the name of the model where it is not its own', () => {
    expect([modelAtSize('Boards', null, english), modelAtSize('Boards', 320, english)]).toEqual([
      'Boards',
      'Boards at 320 px',
    ]);
  });
});

describe('a line that is started again', () => {
  const model = { name: 'pcb-defects', version: '1.0.0' };

  it('has the model and the size that it had, or its recipe', () => {
    const inputSizes = { 'pcb-defects': 320 };
    expect(startAgain({ ...stoppedLine, model, inputSizes }, 'gate')).toEqual({
      sourceId: 'gate',
      model: 'pcb-defects',
      inputSize: 320,
    });
    expect(startAgain({ ...stoppedLine, model }, 'gate')).toEqual({ sourceId: 'gate', model: 'pcb-defects' });
    const recipe = { id: 'boards', version: 2, name: 'Boards' };
    expect(startAgain({ ...stoppedLine, model, recipe, inputSizes }, 'gate')).toEqual({ recipe: 'boards' });
    expect(startAgain(stoppedLine, 'gate')).toEqual({ sourceId: 'gate' });
    expect(plainStart('gate', 'yunet', null)).toEqual({ sourceId: 'gate', model: 'yunet' });
  });

  it('sees as it runs, else as its recipe says, as was picked, or as it did last', () => {
    const line = { inputSizes: { 'pcb-defects': 320 } };
    const body = recipeBody.parse({ sourceId: 'gate', models: ['pcb-defects'], inputSizes: { 'pcb-defects': 480 } });
    const now = (known: Partial<Parameters<typeof sizeNow>[1]>, name = 'pcb-defects') =>
      sizeNow(name, { line, isMoving: false, recipe: null, picked: undefined, ...known });
    expect(now({ isMoving: true, recipe: { body }, picked: 960 })).toBe(320);
    expect(now({ recipe: { body }, picked: 960 })).toBe(480);
    expect([now({ picked: 960 }), now({ picked: null })]).toEqual([960, null]);
    expect([now({}), now({}, 'yunet'), now({ line: null })]).toEqual([320, null, null]);
  });
});
