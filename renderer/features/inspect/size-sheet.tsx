import type { ReactNode } from 'react';
import { contract } from '../../../preload/contract/contract.ts';
import { useMay } from '../../app/may.ts';
import { seatHref } from '../../app/routes.ts';
import { Choice } from '../../components/choice.tsx';
import { sizeOf, sizeOptions, sizeToChoose, valueOfSize } from '../../components/input-size.ts';
import { Notice, TroubleNotice } from '../../components/notice.tsx';
import { SideSheet } from '../../components/side-sheet.tsx';
import { useWords } from '../../locales/words.tsx';
import type { Line } from './use-line.ts';

export interface SizeSheetProps {
  readonly open: boolean;
  readonly state: Line;
  readonly away: boolean;
  readonly onClose: () => void;
}

/** A recipe says it for each of its models: here it can only be read. */
function SaidByRecipe({ name, id }: { readonly name: string; readonly id: string }): ReactNode {
  const { inspect } = useWords();
  const mayEdit = useMay(contract.recipes.save);
  return (
    <>
      <Notice title={inspect.size.byRecipe(name)} tone="plain" />
      {mayEdit && (
        <a
          className="focus-inset inline-flex min-h-12 items-center font-medium underline decoration-edge underline-offset-4 hover:decoration-ink"
          href={seatHref('recipes', { edit: id })}
        >
          {inspect.size.change}
        </a>
      )}
    </>
  );
}

/** How large the model sees pictures: a trade between speed and small defects that a person makes knowingly. */
export function SizeSheet({ open, state, away, onClose }: SizeSheetProps): ReactNode {
  const words = useWords();
  const { size } = words.inspect;
  const { model, recipe, inputSize } = state;
  const taken = sizeToChoose(model);
  return (
    <SideSheet lead={size.lead(model?.title ?? '')} onClose={onClose} open={open && taken !== null} title={size.title}>
      <div className="space-y-5">
        {taken !== null && (
          <Choice
            disabled={away || state.busy !== null || recipe !== null}
            label={size.label}
            onChoose={(value) => state.pickSize(sizeOf(value))}
            options={sizeOptions(taken, inputSize, words)}
            value={valueOfSize(inputSize, taken)}
          />
        )}
        {recipe !== null && <SaidByRecipe id={recipe.id} name={recipe.name} />}
        {recipe === null && state.moving && <p className="text-ink-2">{size.restarts}</p>}
        {state.trouble !== null && <TroubleNotice trouble={state.trouble} />}
      </div>
    </SideSheet>
  );
}
