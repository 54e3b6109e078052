import { createStore, type StoreApi } from 'zustand/vanilla';

export const themes = ['auto', 'light', 'dark', 'contrast'] as const;
export type Theme = (typeof themes)[number];

const key = 'caracal.theme';
const isTheme = (value: unknown): value is Theme => themes.some((theme) => theme === value);

export interface ThemeChoice {
  readonly store: StoreApi<Theme>;
  readonly choose: (theme: Theme) => void;
}

/** The choice stays on this screen: two screens of one station may stand in different light. */
export function keepTheme(root: HTMLElement, storage: Storage, media: (query: string) => MediaQueryList): ThemeChoice {
  const stored = storage.getItem(key);
  const store = createStore<Theme>(() => (isTheme(stored) ? stored : 'auto'));
  const prefersDark = media('(prefers-color-scheme: dark)');
  const prefersContrast = media('(prefers-contrast: more)');
  const apply = (): void => {
    const chosen = store.getState();
    const system = prefersContrast.matches ? 'contrast' : prefersDark.matches ? 'dark' : 'light';
    root.dataset.theme = chosen === 'auto' ? system : chosen;
  };
  prefersDark.addEventListener('change', apply);
  prefersContrast.addEventListener('change', apply);
  apply();
  return {
    store,
    choose: (theme) => {
      storage.setItem(key, theme);
      store.setState(theme, true);
      apply();
    },
  };
}
