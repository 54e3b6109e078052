import { createContext, type ReactNode, use, useEffect, useId, useMemo } from 'react';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { IconName } from '../icons/paths.ts';
import { isTyping, keyName } from './key-name.ts';

export interface Command {
  readonly id: string;
  readonly words: string;
  readonly group: 'go' | 'do' | 'source' | 'look';
  readonly icon: IconName;
  readonly run: () => void;
  /** As `KeyboardEvent.key` gives it, lower case. */
  readonly keyName?: string;
  readonly disabled?: boolean;
}

/** One list feeds the keys, the palette and the page that shows the keys, so that they cannot disagree. */
export type Commands = StoreApi<ReadonlyMap<string, readonly Command[]>>;

export const createCommands = (): Commands => createStore(() => new Map());

const Context = createContext<Commands | null>(null);

export function CommandsProvider({
  commands,
  children,
}: {
  readonly commands: Commands;
  readonly children: ReactNode;
}): ReactNode {
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
      const key = keyName(event);
      const command = [...commands.getState().values()]
        .flat()
        .findLast((known) => known.keyName === key && known.disabled !== true);
      if (command === undefined) return;
      event.preventDefault();
      command.run();
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, [commands]);
  return <Context value={commands}>{children}</Context>;
}

function useCommandStore(): Commands {
  const commands = use(Context);
  if (commands === null) throw new Error('Expected a CommandsProvider above, found none');
  return commands;
}

/** Offers commands for as long as the calling component is on screen. */
export function useCommands(list: readonly Command[]): void {
  const store = useCommandStore();
  const owner = useId();
  useEffect(() => {
    store.setState((all) => new Map(all).set(owner, list), true);
  }, [store, owner, list]);
  useEffect(
    () => () =>
      store.setState((all) => {
        const left = new Map(all);
        left.delete(owner);
        return left;
      }, true),
    [store, owner],
  );
}

export function useAllCommands(): readonly Command[] {
  const all = useStore(useCommandStore());
  return useMemo(() => [...all.values()].flat(), [all]);
}
