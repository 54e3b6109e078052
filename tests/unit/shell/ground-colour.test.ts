import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ground, groundColour } from '../../../main/shell/ground-colour.ts';

const tokens = readFileSync(fileURLToPath(new URL('../../../renderer/theme/tokens.css', import.meta.url)), 'utf8');
const groundIn = (block: string): string | undefined =>
  /--ground:\s*(#[0-9a-f]{6})/.exec(tokens.slice(tokens.indexOf(block)))?.[1];

describe('the ground of the window', () => {
  it('is the ground of the page in each theme, so that nothing flashes', () => {
    expect({
      light: groundIn(':root {'),
      dark: groundIn("[data-theme='dark']"),
      contrast: groundIn("[data-theme='contrast']"),
    }).toEqual(ground);
  });

  it('follows the desktop, high contrast first', () => {
    const of = (shouldUseDarkColors: boolean, shouldUseHighContrastColors: boolean): string =>
      groundColour({ shouldUseDarkColors, shouldUseHighContrastColors });
    expect([of(false, false), of(true, false), of(false, true), of(true, true)]).toEqual([
      ground.light,
      ground.dark,
      ground.contrast,
      ground.contrast,
    ]);
  });
});
