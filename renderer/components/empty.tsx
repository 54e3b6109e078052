import type { ReactNode } from 'react';
import { Icon } from '../icons/icon.tsx';
import type { IconName } from '../icons/paths.ts';

export interface EmptyProps {
  readonly icon: IconName;
  readonly title: string;
  readonly text: string;
  readonly act?: ReactNode;
}

/** Says what will be here and the one thing to do. */
export function Empty({ icon, title, text, act }: EmptyProps): ReactNode {
  return (
    <div className="mx-auto flex max-w-md flex-col items-center px-6 py-16 text-center">
      <span className="grid size-16 place-items-center rounded-full border-hair border-edge text-ink-3">
        <Icon name={icon} size={28} />
      </span>
      <h2 className="mt-5 text-lg font-semibold">{title}</h2>
      <p className="mt-1 text-ink-2">{text}</p>
      {act !== undefined && <div className="mt-6">{act}</div>}
    </div>
  );
}
