import { type ReactNode, useState } from 'react';
import type { Batch, BatchPart } from '../../../preload/contract/batch.ts';
import { useQuery } from '../../app/query.ts';
import { Button } from '../../components/button.tsx';
import { Choice } from '../../components/choice.tsx';
import { TroubleNotice } from '../../components/notice.tsx';
import { whole } from '../../components/numbers.ts';
import { Panel } from '../../components/page.tsx';
import { VerdictWord } from '../../components/verdict.tsx';
import { useWords } from '../../locales/words.tsx';
import { mediaTime } from './media-time.ts';
import { PartPicture } from './part-picture.tsx';

const shows = ['bad', 'fail', 'unsure', 'broken'] as const;
type Shown = (typeof shows)[number];
const step = 12;
/** What the station gives in one answer. */
const most = 500;

function Card({ part }: { readonly part: BatchPart }): ReactNode {
  const words = useWords();
  const name = part.name ?? (part.atMs === null ? words.batch.part(String(part.index + 1)) : mediaTime(part.atMs));
  const found = part.defects.map(({ label, score }) => (score > 0 ? `${label} ${score.toFixed(2)}` : label)).join(', ');
  return (
    <li className="min-w-0" data-part={part.index}>
      <PartPicture name={name} part={part} />
      <p className="mt-2 flex items-center justify-between gap-2">
        <span className="truncate font-medium" title={name}>
          {name}
        </span>
        <VerdictWord verdict={part.verdict} />
      </p>
      <p className="truncate text-sm text-ink-2" title={found || part.reason}>
        {found || part.reason}
      </p>
    </li>
  );
}

function BrokenRow({ part }: { readonly part: BatchPart }): ReactNode {
  const words = useWords();
  return (
    <li className="py-2.5">
      <p className="font-medium">{part.name ?? words.batch.broken(part.frames)}</p>
      <p className="text-sm break-words text-ink-2">{part.reason}</p>
    </li>
  );
}

/** What did not pass, with its pictures, and what could not be looked at. */
export function FoundPanel({ batch }: { readonly batch: Batch }): ReactNode {
  const words = useWords();
  const [show, setShow] = useState<Shown>('bad');
  const [count, setCount] = useState(step);
  const { id, counts, broken } = batch;
  const counted: Record<Shown, number> = {
    bad: counts.fail + counts.unsure,
    fail: counts.fail,
    unsure: counts.unsure,
    broken,
  };
  // Asked again when there is more to show, and not with every picture of a batch that goes on.
  const known = Math.min(counted[show], count);
  const limit = Math.min(most, count);
  const parts = useQuery(`batch ${id} ${show} ${limit} ${known}`, async (client, signal) => ({
    show,
    rows: (await client.batch.parts({ id, show, limit }, { signal })).rows,
  }));
  // What was asked for before is not shown as what is asked for now.
  const rows = parts.data?.show === show ? parts.data.rows : null;
  return (
    <Panel title={words.batch.toLookAt}>
      <Choice
        className="mb-5 grid-cols-[repeat(auto-fit,minmax(8.5rem,1fr))]"
        label={words.batch.found}
        onChoose={(value) => {
          setShow(shows.find((one) => one === value) ?? 'bad');
          setCount(step);
        }}
        options={shows.map((value) => ({
          value,
          label: words.batch.show[value],
          note: whole(counted[value], words.tag),
        }))}
        value={show}
      />
      {parts.trouble !== null && <TroubleNotice trouble={parts.trouble} />}
      {rows === null && parts.trouble === null && <div aria-busy="true" className="skeleton h-48" />}
      {rows?.length === 0 && <p className="text-ink-2">{words.batch.nothing[show === 'broken' ? 'broken' : 'bad']}</p>}
      {show === 'broken' ? (
        <ul className="divide-y divide-line">
          {rows?.map((part) => (
            <BrokenRow key={part.index} part={part} />
          ))}
        </ul>
      ) : (
        <ul className="grid grid-cols-[repeat(auto-fill,minmax(11rem,1fr))] gap-5">
          {rows?.map((part) => (
            <Card key={part.index} part={part} />
          ))}
        </ul>
      )}
      {counted[show] > count && count < most && (
        <Button className="mt-5" disabled={parts.busy} onClick={() => setCount(count + step)}>
          {words.batch.more}
        </Button>
      )}
    </Panel>
  );
}
