import type { ReactNode } from 'react';
import { contract } from '../../../preload/contract/contract.ts';
import { useMay } from '../../app/may.ts';
import { seatHref } from '../../app/routes.ts';
import { SwitchField } from '../../components/field.tsx';
import { Fault } from '../../components/stepper.tsx';
import { useWords } from '../../locales/words.tsx';
import type { TabProps } from './editor-tabs.tsx';

export function TellTab({ editor, choices, checked }: TabProps): ReactNode {
  const { tell } = useWords().recipes;
  const mayTell = useMay(contract.outputs.list);
  const chosen = editor.editing.draft.outputs;
  const known = choices.outputs ?? [];
  const gone = choices.outputs === null ? [] : chosen.filter((id) => !known.some((output) => output.id === id));
  const put = (outputs: readonly string[]): void => editor.write({ outputs }, `outputs ${outputs.length}`);
  const toggle = (id: string, on: boolean): void => put(on ? [...chosen, id] : chosen.filter((one) => one !== id));
  return (
    <section>
      <h3 className="font-semibold">{tell.title}</h3>
      <p className="mt-0.5 text-sm text-ink-3">{tell.text}</p>
      {choices.outputs !== null && known.length === 0 && gone.length === 0 && (
        <p className="mt-4 text-ink-2">{tell.none}</p>
      )}
      {mayTell && (
        <a
          className="focus-inset mt-3 inline-flex min-h-12 items-center gap-2 font-medium underline decoration-edge underline-offset-4 hover:decoration-ink"
          href={seatHref('outputs')}
        >
          {tell.toOutputs}
        </a>
      )}
      <ul className="mt-3 divide-y divide-line">
        {known.map(({ id, name, enabled }) => (
          <li key={id}>
            <SwitchField
              label={enabled ? name : `${name}, ${tell.off}`}
              on={chosen.includes(id)}
              onSwitch={(on) => toggle(id, on)}
            />
            <Fault text={checked.at(`outputs.${chosen.indexOf(id)}`)} />
          </li>
        ))}
        {gone.map((id) => (
          <li key={id}>
            <SwitchField label={tell.gone(id)} on onSwitch={(on) => toggle(id, on)} />
            <Fault text={checked.at(`outputs.${chosen.indexOf(id)}`)} />
          </li>
        ))}
      </ul>
    </section>
  );
}
