import type { ReactNode } from 'react';

/** How far it is; where nobody knows how far it has to go, only that it moves. */
export function ProgressBar({
  share,
  label,
  isMoving,
}: {
  readonly share: number | null;
  readonly label: string;
  readonly isMoving: boolean;
}): ReactNode {
  const width = share === null ? (isMoving ? 100 : 0) : Math.round(share * 1000) / 10;
  return (
    <div
      aria-label={label}
      aria-valuemax={100}
      aria-valuemin={0}
      className="h-2 overflow-hidden rounded-full bg-sunken"
      role="progressbar"
      {...(share === null ? {} : { 'aria-valuenow': Math.floor(width) })}
    >
      <div
        className={`h-full rounded-full bg-ink-2 ${share === null && isMoving ? 'waiting' : ''}`}
        style={{ width: `${width}%` }}
      />
    </div>
  );
}
