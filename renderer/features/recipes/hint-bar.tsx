import type { ReactNode } from 'react';
import { Button } from '../../components/button.tsx';
import { useWords } from '../../locales/words.tsx';
import type { ShapeKind } from './shapes.ts';

export interface HintBarProps {
  readonly tool: ShapeKind | null;
  readonly held: ShapeKind | null;
  /** Corners of a polygon that are there so far. */
  readonly traced: number;
  readonly onPlace: () => void;
  readonly onClose: () => void;
  readonly onStop: () => void;
}

const isOpen = (kind: ShapeKind): boolean => kind === 'line' || kind === 'scale';

/** One line that says what the hand can do now. */
export function HintBar({ tool, held, traced, onPlace, onClose, onStop }: HintBarProps): ReactNode {
  const { hints } = useWords().recipes;
  const text = (): string => {
    if (tool !== null) return traced > 0 ? hints.traced(traced) : hints[tool];
    if (held === null) return hints.none;
    return isOpen(held) ? hints.heldLine : hints.held;
  };
  return (
    <div className="flex min-h-16 items-center gap-2 border-b-hair bg-surface px-4 py-2">
      <p aria-live="polite" className="min-w-0 flex-1 text-sm text-ink-2">
        {text()}
      </p>
      {tool !== null && (
        <>
          {traced >= 3 && (
            <Button icon="check" look="action" onClick={onClose}>
              {hints.close}
            </Button>
          )}
          {traced === 0 && <Button onClick={onPlace}>{hints.place}</Button>}
          <Button look="quiet" onClick={onStop}>
            {hints.stop}
          </Button>
        </>
      )}
    </div>
  );
}
