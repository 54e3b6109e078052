import type { NativeTheme } from 'electron';

/**
 * The page's ground in each theme, painted by the window before the first pixel of the page: no white flash. The same
 * as `--ground` in renderer/theme/tokens.css.
 */
export const ground = { light: '#e3e5e3', dark: '#141718', contrast: '#000000' } as const;

export function groundColour(theme: Pick<NativeTheme, 'shouldUseDarkColors' | 'shouldUseHighContrastColors'>): string {
  if (theme.shouldUseHighContrastColors) return ground.contrast;
  return theme.shouldUseDarkColors ? ground.dark : ground.light;
}
