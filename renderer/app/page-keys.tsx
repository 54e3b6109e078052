import { createContext, type Dispatch, type ReactNode, type SetStateAction, use, useEffect, useState } from 'react';
import type { PageKey } from './keys-sheet.tsx';

const Reading = createContext<readonly PageKey[]>([]);
const Writing = createContext<Dispatch<SetStateAction<readonly PageKey[]>>>(() => {});

/** Keys that a page handles itself, such as those of a table; `?` lists them beside the commands. */
export function PageKeysProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [keys, setKeys] = useState<readonly PageKey[]>([]);
  return (
    <Writing value={setKeys}>
      <Reading value={keys}>{children}</Reading>
    </Writing>
  );
}

export const useShownPageKeys = (): readonly PageKey[] => use(Reading);

export function usePageKeys(keys: readonly PageKey[]): void {
  const show = use(Writing);
  useEffect(() => {
    show(keys);
    return () => show([]);
  }, [show, keys]);
}
