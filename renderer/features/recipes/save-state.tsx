import type { ReactNode } from 'react';
import { Button } from '../../components/button.tsx';
import { StateGlyph } from '../../components/state-glyph.tsx';
import { useWords } from '../../locales/words.tsx';
import type { Checked, Flaw } from './use-check.ts';

export interface SaveStateProps {
  readonly checked: Checked;
  readonly isChanged: boolean;
  readonly maySave: boolean;
  readonly away: boolean;
  /** That would be saved. */
  readonly version: number;
  readonly onFirst: (flaw: Flaw) => void;
  readonly onSave: () => void;
}

/** At the foot of the seat: whether it can be saved, and what stands in the way. */
export function SaveState(props: SaveStateProps): ReactNode {
  const { checked, isChanged, maySave, away, version, onFirst, onSave } = props;
  const { recipes } = useWords();
  const [first] = checked.flaws;
  const told = (): string => {
    if (away || checked.state === 'away') return recipes.notChecked;
    if (first !== undefined) return recipes.toMend(checked.flaws.length);
    if (!isChanged) return recipes.noChange(version - 1);
    return checked.state === 'checking' ? recipes.checking : recipes.allWell;
  };
  return (
    <footer className="flex items-center gap-3 border-t-hair p-3">
      <div aria-live="polite" className="min-w-0 flex-1">
        {first === undefined ? (
          <p className="pl-1 text-sm text-ink-2">{told()}</p>
        ) : (
          <button
            className="focus-inset flex min-h-12 w-full items-center gap-2.5 rounded-md px-2 text-left font-medium hover:bg-sunken"
            onClick={() => onFirst(first)}
            title={recipes.toMendFirst}
            type="button"
          >
            <StateGlyph shape="care" />
            <span className="underline decoration-edge underline-offset-4">{told()}</span>
          </button>
        )}
      </div>
      <Button disabled={!maySave} icon="check" look="action" onClick={onSave} size="large">
        {recipes.save.act(version)}
      </Button>
    </footer>
  );
}
