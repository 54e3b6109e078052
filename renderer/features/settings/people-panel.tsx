import { type ReactNode, useState } from 'react';
import { contract } from '../../../preload/contract/contract.ts';
import type { PeopleState } from '../../../preload/contract/people.ts';
import { useMay } from '../../app/may.ts';
import { useAction, useQuery } from '../../app/query.ts';
import { useStation } from '../../app/station.tsx';
import { Button } from '../../components/button.tsx';
import { SwitchField } from '../../components/field.tsx';
import { TroubleNotice } from '../../components/notice.tsx';
import { Panel } from '../../components/page.tsx';
import { useWords } from '../../locales/words.tsx';

/** Deleting takes a second word: what is gone cannot be brought back. */
function DeleteSamples({ kept, onDone }: { readonly kept: number; readonly onDone: () => void }): ReactNode {
  const words = useWords();
  const { people } = words.settings;
  const { toasts } = useStation();
  const [asked, setAsked] = useState(false);
  const remove = useAction((client, _: null) => client.people.deleteSamples());
  const go = async (): Promise<void> => {
    const done = await remove.run(null);
    if (done === null) return;
    setAsked(false);
    toasts.say({ tone: 'plain', title: people.deleted(done.deleted), text: '' });
    onDone();
  };
  if (!asked) return <Button onClick={() => setAsked(true)}>{people.deleteAll(kept)}</Button>;
  return (
    <div className="space-y-3">
      <p>{people.deleteText}</p>
      <div className="flex flex-wrap gap-3">
        <Button disabled={remove.busy} look="action" onClick={() => void go()}>
          {people.sure}
        </Button>
        <Button onClick={() => setAsked(false)}>{words.cancel}</Button>
      </div>
      {remove.trouble !== null && <TroubleNotice trouble={remove.trouble} />}
    </div>
  );
}

export function PeoplePanel(): ReactNode {
  const { settings } = useWords();
  const { people } = settings;
  const mayChange = useMay(contract.people.set);
  const mayDelete = useMay(contract.people.deleteSamples);
  const asked = useQuery('people', (client, signal) => client.people.get(undefined, { signal }));
  const [told, setTold] = useState<PeopleState | null>(null);
  const set = useAction((client, keepSamples: boolean) => client.people.set({ keepSamples }));
  const state = told ?? asked.data;
  const trouble = asked.trouble ?? set.trouble;
  const reload = (): void => {
    setTold(null);
    asked.reload();
  };
  return (
    <Panel id="people" title={settings.sections.people}>
      <p className="max-w-prose text-ink-2">{people.text}</p>
      {state === null && trouble === null && <div aria-busy="true" className="skeleton mt-3 h-12" />}
      {state !== null && (
        <>
          <div className="mt-3">
            <SwitchField
              disabled={!mayChange || set.busy}
              label={people.keep}
              on={state.keepSamples}
              onSwitch={(on) => void set.run(on).then((next) => next !== null && setTold(next))}
            />
          </div>
          {!mayChange && <p className="text-sm text-ink-3">{people.onlyAdmin}</p>}
          <p className="mt-1 max-w-prose text-ink-2">{state.keepSamples ? people.on : people.off}</p>
          {state.kept > 0 && (
            <div className="mt-4 space-y-3 border-t-hair pt-4">
              <p>
                {people.kept(state.kept)} {state.heldBack > 0 && people.held(state.heldBack)} {people.gone}
              </p>
              {mayDelete && <DeleteSamples kept={state.kept} onDone={reload} />}
            </div>
          )}
        </>
      )}
      {trouble !== null && (
        <div className="mt-4">
          <TroubleNotice trouble={trouble} />
        </div>
      )}
    </Panel>
  );
}
