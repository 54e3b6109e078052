import { createContext, type ReactNode, use } from 'react';
import { useStore } from 'zustand';
import type { Theme, ThemeChoice } from './preferences.ts';

const Context = createContext<ThemeChoice | null>(null);

export function ThemeProvider({
  choice,
  children,
}: {
  readonly choice: ThemeChoice;
  readonly children: ReactNode;
}): ReactNode {
  return <Context value={choice}>{children}</Context>;
}

export function useTheme(): { readonly theme: Theme; readonly choose: (theme: Theme) => void } {
  const choice = use(Context);
  if (choice === null) throw new Error('Expected a ThemeProvider above, found none');
  return { theme: useStore(choice.store), choose: choice.choose };
}
