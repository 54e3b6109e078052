import { type ReactNode, useState } from 'react';
import { contract } from '../../../preload/contract/contract.ts';
import type { Recipe, RecipeBody } from '../../../preload/contract/recipes.ts';
import { useMay } from '../../app/may.ts';
import { useAction } from '../../app/query.ts';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';
import { Notice, TroubleNotice } from '../../components/notice.tsx';
import { SideSheet } from '../../components/side-sheet.tsx';
import { useWords } from '../../locales/words.tsx';
import { DifferenceList } from './difference-list.tsx';
import type { Difference } from './differences.ts';
import { freeId } from './free-id.ts';

export interface Keeping {
  /** Null for a recipe that is new. */
  readonly id: string | null;
  readonly name: string;
  readonly body: RecipeBody;
  readonly madeFrom: number;
}

export interface SaveSheetProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly keeping: Keeping;
  readonly differences: readonly Difference[];
  readonly onSaved: (recipe: Recipe) => void;
  /** Null where nobody saved a newer version meanwhile. */
  readonly newest: number | null;
}

interface Wish extends Keeping {
  readonly note: string;
}

export function SaveSheet({ open, onClose, keeping, differences, onSaved, newest }: SaveSheetProps): ReactNode {
  const { save } = useWords().recipes;
  const mayStart = useMay(contract.inspections.start);
  const [note, setNote] = useState('');
  const keep = useAction(async (client, wish: Wish) =>
    client.recipes.save({ ...wish, id: wish.id ?? (await freeId(client, wish.name)) }),
  );
  const start = useAction((client, recipe: string) => client.inspections.start({ recipe }));
  const madeFrom = newest ?? keeping.madeFrom;
  const run = async (thenStart: boolean): Promise<void> => {
    const kept = await keep.run({ ...keeping, madeFrom, note: note.trim() });
    if (kept === null) return;
    if (thenStart) await start.run(kept.id);
    onSaved(kept);
  };
  const isBusy = keep.busy || start.busy;
  return (
    <SideSheet
      footer={
        <div className="grid grid-cols-2 gap-3">
          <Button disabled={isBusy} look={mayStart ? 'plain' : 'action'} onClick={() => void run(false)} size="large">
            {keep.busy ? save.saving : save.only}
          </Button>
          {mayStart && (
            <Button disabled={isBusy} icon="play" look="action" onClick={() => void run(true)} size="large">
              {save.andStart}
            </Button>
          )}
        </div>
      }
      lead={save.lead}
      onClose={onClose}
      open={open}
      title={save.title(madeFrom + 1)}
    >
      <div className="space-y-6">
        {newest !== null && <Notice text={save.newerText} title={save.newerTitle} tone="care" />}
        <section>
          <h3 className="mb-2 font-semibold">{save.changes}</h3>
          {madeFrom === 0 ? <p className="text-ink-2">{save.first}</p> : <DifferenceList differences={differences} />}
        </section>
        <TextField hint={save.noteHint} label={save.note} maxLength={200} onText={setNote} value={note} />
        {keep.trouble !== null && <TroubleNotice trouble={keep.trouble} />}
      </div>
    </SideSheet>
  );
}
