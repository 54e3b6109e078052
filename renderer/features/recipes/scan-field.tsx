import { type ReactNode, useId, useState } from 'react';
import type { RecipeRef } from '../../../preload/contract/recipes.ts';
import { useAction } from '../../app/query.ts';
import { Button } from '../../components/button.tsx';
import { TroubleNotice } from '../../components/notice.tsx';
import { Icon } from '../../icons/icon.tsx';
import { useWords } from '../../locales/words.tsx';

export interface ScanFieldProps {
  readonly away: boolean;
  readonly onSwitched: (to: { readonly recipe: RecipeRef; readonly sourceId: string }) => void;
}

/** A scanner types what it reads and presses Enter: the line changes over at once. */
export function ScanField({ away, onSwitched }: ScanFieldProps): ReactNode {
  const { recipes } = useWords();
  const id = useId();
  const [code, setCode] = useState('');
  const change = useAction((client, wish: string) => client.recipes.switchTo({ code: wish }));
  const run = async (): Promise<void> => {
    if (code.trim() === '') return;
    const to = await change.run(code.trim());
    if (to === null) return;
    setCode('');
    onSwitched(to);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void run();
      }}
    >
      <label className="sr-only" htmlFor={id}>
        {recipes.scan}
      </label>
      <div className="flex gap-2">
        <span className="flex h-12 w-72 items-center gap-2.5 rounded-md border-hair border-edge bg-raised px-3.5 focus-within:outline-(length:--focus-width) focus-within:outline-offset-2 focus-within:outline-accent">
          <Icon className="shrink-0 text-ink-3" name="barcode" size={22} />
          <input
            autoComplete="off"
            className="h-full min-w-0 flex-1 bg-transparent outline-none placeholder:text-ink-3"
            id={id}
            onChange={(event) => {
              setCode(event.target.value);
              change.clear();
            }}
            placeholder={recipes.scan}
            spellCheck={false}
            title={recipes.scanHint}
            value={code}
          />
        </span>
        <Button disabled={away || change.busy || code.trim() === ''} submit>
          {recipes.scanAct}
        </Button>
      </div>
      {change.trouble !== null && (
        <div className="mt-2 max-w-md">
          <TroubleNotice trouble={change.trouble} />
        </div>
      )}
    </form>
  );
}
