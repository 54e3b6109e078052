import { createStore, type StoreApi } from 'zustand/vanilla';

export interface Toast {
  readonly id: number;
  readonly tone: 'plain' | 'bad';
  readonly title: string;
  readonly text: string;
}

export interface Toasts {
  readonly store: StoreApi<readonly Toast[]>;
  readonly say: (toast: Omit<Toast, 'id'>) => void;
  readonly dismiss: (id: number) => void;
}

const atMost = 4;

const saysTheSame = (one: Omit<Toast, 'id'>, other: Omit<Toast, 'id'>): boolean =>
  one.tone === other.tone && one.title === other.title && one.text === other.text;

export function createToasts(): Toasts {
  const store = createStore<readonly Toast[]>(() => []);
  let count = 0;
  return {
    store,
    // The same words a second time are shown anew, not beside themselves.
    say: (toast) =>
      store.setState((all) => {
        const others = all.filter((known) => !saysTheSame(known, toast));
        return [...others, { ...toast, id: ++count }].slice(-atMost);
      }, true),
    dismiss: (id) => store.setState((all) => all.filter((toast) => toast.id !== id), true),
  };
}
