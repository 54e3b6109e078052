import { useEffect, useRef } from 'react';
import { isTyping } from '../../app/key-name.ts';

export interface RowKeys {
  readonly active: number;
  readonly last: number;
  readonly perView: number;
  readonly move: (rank: number) => void;
  readonly open: (rank: number) => void;
}

function rankAfter(key: string, { active, last, perView }: RowKeys): number | null {
  switch (key) {
    case 'ArrowDown':
      return Math.min(last, active + 1);
    case 'ArrowUp':
      return Math.max(0, active - 1);
    case 'PageDown':
      return Math.min(last, active + perView);
    case 'PageUp':
      return Math.max(0, active - perView);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}

const ownsArrows = '[role="menu"], [role="tablist"], [role="radiogroup"], [aria-haspopup="menu"]';

/** The rows are the page: its keys work at once, without first having to put the focus on a row. */
export function useRowKeys(keys: RowKeys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
      if (event.target instanceof Element && event.target.closest(ownsArrows) !== null) return;
      if (event.key === 'Enter') {
        latest.current.open(latest.current.active);
        return;
      }
      const next = rankAfter(event.key, latest.current);
      if (next === null) return;
      event.preventDefault();
      latest.current.move(next);
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, []);
}
