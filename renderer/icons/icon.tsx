import type { ReactNode } from 'react';
import { type IconName, iconPaths } from './paths.ts';

export interface IconProps {
  readonly name: IconName;
  readonly size?: number;
  readonly className?: string;
}

/** Always beside a word or inside a labelled control, so it is hidden from assistive technology. */
export function Icon({ name, size = 24, className }: IconProps): ReactNode {
  return (
    <svg
      aria-hidden="true"
      className={className}
      fill="none"
      height={size}
      stroke="currentColor"
      strokeLinecap="round"
      strokeLinejoin="round"
      strokeWidth={1.75}
      viewBox="0 0 24 24"
      width={size}
    >
      <path d={iconPaths[name]} />
    </svg>
  );
}
