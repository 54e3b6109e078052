import type { ReactNode } from 'react';
import { classNames } from '../components/class-names.ts';
import { Icon } from '../icons/icon.tsx';
import { Mark } from '../icons/mark.tsx';
import { useWords } from '../locales/words.tsx';
import { isOnRail, type Seat, seatHref, seatIcons } from './routes.ts';

export function Rail({
  seats,
  current,
}: {
  readonly seats: readonly Seat[];
  readonly current: Seat | null;
}): ReactNode {
  const words = useWords();
  return (
    <nav
      aria-label={words.rail}
      className="flex w-24 shrink-0 flex-col border-r-hair bg-surface [--mark-eye:var(--surface)]"
    >
      <a
        aria-label={words.product}
        className="focus-inset grid h-14 place-items-center border-b-hair text-ink"
        href={seatHref('inspect')}
        title={words.product}
      >
        <Mark size={38} />
      </a>
      <ul className="flex flex-1 flex-col gap-1 p-2">
        {seats.filter(isOnRail).map((seat) => (
          <li className={classNames(seat === 'settings' && 'mt-auto')} key={seat}>
            <a
              aria-current={seat === current ? 'page' : undefined}
              className={classNames(
                'focus-inset relative flex h-[4.25rem] flex-col items-center justify-center gap-1 rounded-md text-xs',
                seat === current
                  ? 'bg-sunken font-semibold text-ink before:absolute before:inset-y-3 before:-left-2 before:w-1 before:bg-ink'
                  : 'font-medium text-ink-2 hover:bg-sunken hover:text-ink',
              )}
              href={seatHref(seat)}
            >
              <Icon name={seatIcons[seat]} size={26} />
              {words.seats[seat]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
