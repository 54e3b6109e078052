import type { ReactNode } from 'react';
import { Icon } from '../icons/icon.tsx';
import type { IconName } from '../icons/paths.ts';

export interface LinkProps {
  readonly href: string;
  readonly children: ReactNode;
}

/** A way to another page within or under a text, as high as a finger needs. */
export function TextLink({ href, children }: LinkProps): ReactNode {
  return (
    <a
      className="focus-inset inline-flex min-h-12 items-center font-medium underline decoration-edge underline-offset-4 hover:decoration-ink"
      href={href}
    >
      {children}
    </a>
  );
}

/** A way to another page that looks like what is pressed. */
export function ButtonLink({ href, icon, children }: LinkProps & { readonly icon: IconName }): ReactNode {
  return (
    <a
      className="inline-flex min-h-12 items-center gap-2.5 rounded-md border-hair border-edge bg-raised px-4 font-medium hover:bg-sunken"
      href={href}
    >
      <Icon name={icon} size={20} />
      {children}
    </a>
  );
}
