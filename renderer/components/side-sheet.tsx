import { Dialog } from 'radix-ui';
import type { ReactNode } from 'react';
import { useWords } from '../locales/words.tsx';
import { IconButton } from './button.tsx';
import { reachable } from './reachable.ts';

export interface SideSheetProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: ReactNode;
  /** One line under the title. */
  readonly lead?: ReactNode;
  readonly children: ReactNode;
  readonly footer?: ReactNode;
}

/** Slides in over the right edge and leaves the rest of the page alive: the picture goes on behind it. */
export function SideSheet({ open, onClose, title, lead, children, footer }: SideSheetProps): ReactNode {
  const words = useWords();
  return (
    <Dialog.Root modal={false} onOpenChange={(next) => !next && onClose()} open={open}>
      <Dialog.Portal>
        <Dialog.Content
          {...(lead === undefined ? { 'aria-describedby': undefined } : {})}
          className="sheet-in fixed inset-y-0 right-0 z-40 flex w-[min(30rem,100vw)] flex-col border-l-hair border-edge bg-surface shadow-float outline-none"
          onOpenAutoFocus={(event) => {
            // The sheet itself takes the focus: Tab then walks it from its top, and no control lights up unasked.
            event.preventDefault();
            if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
          }}
          tabIndex={-1}
          onInteractOutside={(event) => event.preventDefault()}
        >
          <header className="flex items-start gap-3 border-b-hair py-3 pr-3 pl-6">
            <div className="min-w-0 flex-1 py-2">
              <Dialog.Title className="text-xl font-semibold">{title}</Dialog.Title>
              {lead !== undefined && (
                <Dialog.Description className="mt-1 text-sm text-ink-2">{lead}</Dialog.Description>
              )}
            </div>
            <Dialog.Close asChild>
              <IconButton icon="close" label={words.close} />
            </Dialog.Close>
          </header>
          <div {...reachable} className="focus-inset min-h-0 flex-1 overflow-y-auto overscroll-contain px-6 py-5">
            {children}
          </div>
          {footer !== undefined && <footer className="border-t-hair px-6 py-4">{footer}</footer>}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
