import type { ReactNode } from 'react';
import { contract } from '../../../preload/contract/contract.ts';
import { useMay } from '../../app/may.ts';
import { useQuery } from '../../app/query.ts';
import { seatHref } from '../../app/routes.ts';
import { useWords } from '../../locales/words.tsx';

/** With a model that looks at people: what of them stays here, said where they are seen. */
export function KeptPanel(): ReactNode {
  const { kept } = useWords().inspect.finds;
  const mayRead = useMay(contract.people.get);
  const mayChange = useMay(contract.people.set);
  const people = useQuery(`people ${mayRead}`, async (client, signal) =>
    mayRead ? client.people.get(undefined, { signal }) : null,
  );
  const isOn = people.data?.keepSamples;
  return (
    <section aria-label={kept.title} className="why-panel rounded-lg border-hair bg-surface p-4">
      <h2 className="font-semibold">{kept.title}</h2>
      <p className="mt-2">{kept.always}</p>
      <p className="mt-1 text-ink-2">{isOn === undefined ? kept.unknown : isOn ? kept.on : kept.off}</p>
      {mayChange && (
        <a className="mt-2 inline-flex min-h-12 items-center font-medium underline" href={seatHref('settings')}>
          {kept.change}
        </a>
      )}
    </section>
  );
}
