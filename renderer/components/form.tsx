import type { ReactNode } from 'react';

export interface FormProps {
  readonly onSubmit: () => void;
  readonly className?: string;
  readonly children: ReactNode;
}

/** Fields that are sent together, by its button or by Enter in one of them; the page stays where it is. */
export function Form({ onSubmit, className = 'space-y-5', children }: FormProps): ReactNode {
  return (
    <form
      className={className}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
    </form>
  );
}
