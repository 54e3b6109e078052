import type { ReactNode } from 'react';

export interface TitledFieldProps {
  readonly title: string;
  readonly hint?: string;
  /** A control that names itself: the title is for the eye. */
  readonly children: ReactNode;
}

/** A title over what is not typed but picked, at the same distances as those of text fields. */
export function TitledField({ title, hint, children }: TitledFieldProps): ReactNode {
  return (
    <div>
      <p aria-hidden="true" className="mb-1.5 font-medium">
        {title}
      </p>
      {children}
      {hint !== undefined && <p className="mt-1 text-sm text-ink-3">{hint}</p>}
    </div>
  );
}
