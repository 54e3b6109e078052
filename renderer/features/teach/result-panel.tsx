import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { TaughtResult, TeachDraft, TeachState } from '../../../preload/contract/teach.ts';
import { useAction } from '../../app/query.ts';
import { seatHref } from '../../app/routes.ts';
import { useStation } from '../../app/station.tsx';
import { Button } from '../../components/button.tsx';
import { TroubleNotice } from '../../components/notice.tsx';
import { bytes, duration, fixed } from '../../components/numbers.ts';
import { Panel } from '../../components/page.tsx';
import { useWords } from '../../locales/words.tsx';
import { GoodPictureView } from './good-picture.tsx';
import { PictureGrid } from './picture-grid.tsx';
import { RateSlider } from './rate-slider.tsx';
import { ScoreHistogram } from './score-histogram.tsx';

const oddestShown = 4;

export interface ResultPanelProps {
  readonly draft: TeachDraft;
  readonly result: TaughtResult;
  readonly onTold: (state: TeachState) => void;
}

/** What was learnt, what it promises, which of the good ones to look at again; and then it becomes a model. */
export function ResultPanel({ draft, result, onTold }: ResultPanelProps): ReactNode {
  const { teach, tag } = useWords();
  const { toasts } = useStation();
  const { limits, scores, memory, usualRate, tookMs } = result;
  const usual = limits.findLastIndex(({ rate }) => rate <= usualRate + 1e-9);
  const [chosen, setChosen] = useState(Math.max(0, usual));
  const { rate = usualRate, limit = 0 } = limits[chosen] ?? {};
  const finish = useAction((client, wanted: number) => client.teach.finish({ rate: wanted }));
  const start = useAction((client, wish: { sourceId: string; model: string }) => client.inspections.start(wish));
  const save = async (): Promise<void> => {
    const entry = await finish.run(rate);
    if (entry === null) return;
    toasts.say({ tone: 'plain', title: teach.saved(entry.name), text: '' });
    location.hash = seatHref('models');
  };
  const use = async (sourceId: string): Promise<void> => {
    const entry = await finish.run(rate);
    if (entry === null) return;
    const line = await start.run({ sourceId, model: entry.name });
    const isUsed = line !== null;
    toasts.say({ tone: isUsed ? 'plain' : 'bad', title: isUsed ? teach.used(entry.name) : teach.unusable, text: '' });
    location.hash = seatHref('inspect', { source: sourceId });
  };
  const { sourceId } = draft;
  const busy = finish.busy || start.busy;
  const numbers = scores.map(({ score }) => score);
  const top = useRef<HTMLDivElement>(null);
  // Whoever looked through the pictures below is to see what was learnt from them.
  // What a browser gives back is not the end of an effect.
  useEffect(() => void top.current?.scrollIntoView({ block: 'start' }), []);
  return (
    <div className="scroll-mt-32 space-y-4" ref={top}>
      <Panel title={teach.result}>
        <p className="text-ink-2">
          {teach.resultText(scores.length, memory.patches, bytes(memory.bytes, tag), duration(tookMs))}
        </p>
        <div className="mt-5 grid gap-x-10 gap-y-6 lg:grid-cols-2">
          <ScoreHistogram limit={limit} scores={numbers} />
          <RateSlider chosen={chosen} heldOut={scores.length} limits={limits} onChoose={setChosen} />
        </div>
        <div className="mt-6 flex flex-wrap gap-3">
          {sourceId !== null && (
            <Button disabled={busy} icon="play" look="action" onClick={() => void use(sourceId)} size="large">
              {busy ? teach.saving : teach.use}
            </Button>
          )}
          <Button disabled={busy} onClick={() => void save()} size="large">
            {teach.save}
          </Button>
        </div>
        {finish.trouble !== null && (
          <div className="mt-4">
            <TroubleNotice trouble={finish.trouble} />
          </div>
        )}
      </Panel>
      <Panel title={teach.oddest}>
        <p className="text-ink-2">{teach.oddestText}</p>
        <ul className="mt-4 grid grid-cols-2 gap-4 lg:grid-cols-4">
          {scores.slice(0, oddestShown).map(({ id, score }, place) => (
            <li className="grid gap-1.5" key={id}>
              <GoodPictureView id={id} name={`${teach.oddest} ${place + 1}`} />
              <p className="text-sm text-ink-2 tabular-nums">{teach.oddestScore(fixed(score / limit, 2, tag))}</p>
            </li>
          ))}
        </ul>
      </Panel>
      <Panel title={teach.pictures}>
        <PictureGrid onTold={onTold} pictures={draft.pictures} />
      </Panel>
    </div>
  );
}
