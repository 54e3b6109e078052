import { type ReactNode, useEffect } from 'react';
import { useStore } from 'zustand';
import { IconButton } from '../components/button.tsx';
import { StateGlyph } from '../components/state-glyph.tsx';
import { useWords } from '../locales/words.tsx';
import { useStation } from './station.tsx';
import type { Toast } from './toast-store.ts';

const shownMs = 7_000;

function OneToast({ toast }: { readonly toast: Toast }): ReactNode {
  const words = useWords();
  const { toasts } = useStation();
  useEffect(() => {
    // What went wrong stays until it was read; good news leaves by itself.
    if (toast.tone === 'bad') return;
    const timer = setTimeout(() => toasts.dismiss(toast.id), shownMs);
    return () => clearTimeout(timer);
  }, [toast, toasts]);
  return (
    <li className="flex items-start gap-3 rounded-md border-hair border-edge bg-raised py-2 pr-2 pl-4 shadow-float">
      <span className="flex min-h-12 items-center">{toast.tone === 'bad' && <StateGlyph shape="bad" />}</span>
      <div className="min-w-0 flex-1 self-center py-1.5">
        <p className="font-semibold">{toast.title}</p>
        {toast.text !== '' && <p className="text-sm break-words text-ink-2">{toast.text}</p>}
      </div>
      <IconButton icon="close" label={words.toast.dismiss} onClick={() => toasts.dismiss(toast.id)} />
    </li>
  );
}

export function Toaster(): ReactNode {
  const words = useWords();
  const { toasts } = useStation();
  const all = useStore(toasts.store);
  return (
    <section aria-label={words.toast.region} aria-live="polite">
      <ol className="toasts fixed top-[4.25rem] left-1/2 z-50 -translate-x-1/2 flex w-[min(26rem,80vw)] flex-col gap-2 empty:hidden">
        {all.map((toast) => (
          <OneToast key={toast.id} toast={toast} />
        ))}
      </ol>
    </section>
  );
}
