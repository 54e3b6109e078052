import type { NativeTheme } from 'electron';

/** The page's ground in each theme, painted by the window before the first pixel of the page: no white flash. */
export const ground = { light: '#f4f5f6', dark: '#15181b', contrast: '#000000' } as const;

export function groundColour(theme: Pick<NativeTheme, 'shouldUseDarkColors' | 'shouldUseHighContrastColors'>): string {
  if (theme.shouldUseHighContrastColors) return ground.contrast;
  return theme.shouldUseDarkColors ? ground.dark : ground.light;
}
