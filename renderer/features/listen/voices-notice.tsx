import type { ReactNode } from 'react';
import { contract } from '../../../preload/contract/contract.ts';
import { useMay } from '../../app/may.ts';
import { useQuery } from '../../app/query.ts';
import { seatHref } from '../../app/routes.ts';
import { TextLink } from '../../components/text-link.tsx';
import { useWords } from '../../locales/words.tsx';

/** Without the consent that Settings holds no voice is kept: said here, where somebody may wonder why nothing waits to be labelled. */
export function VoicesNotice(): ReactNode {
  const { voices } = useWords().listen;
  const mayRead = useMay(contract.people.get);
  const mayChange = useMay(contract.people.set);
  const people = useQuery(`people ${mayRead}`, async (client, signal) =>
    mayRead ? client.people.get(undefined, { signal }) : null,
  );
  if (people.data == null || people.data.keepSamples) return null;
  return (
    <section aria-label={voices.off} className="rounded-lg border-hair bg-surface px-5 py-3">
      <h2 className="font-semibold">{voices.off}</h2>
      <p className="mt-1 text-sm text-ink-2">{voices.offText}</p>
      {mayChange && <TextLink href={seatHref('settings')}>{voices.change}</TextLink>}
    </section>
  );
}
