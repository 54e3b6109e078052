import type { ReactNode } from 'react';
import type { SoundLevel } from '../../../preload/contract/listen.ts';
import { dash, whole } from '../../components/numbers.ts';
import { useWords } from '../../locales/words.tsx';
import { shareOf } from './level-history.ts';

const ticksDb = [-60, -48, -36, -24, -12, 0];

/** How loud it is now: its mean as a bar, its peak as a line. Nothing around it moves when the numbers change. */
export function LevelMeter({ level }: { readonly level: SoundLevel | null }): ReactNode {
  const words = useWords();
  const { listen } = words;
  const rmsDb = level?.rmsDb ?? -100;
  const peakDb = level?.peakDb ?? -100;
  const inWords = level === null ? dash : rmsDb <= -100 ? listen.silence : listen.decibels(whole(rmsDb, words.tag));
  return (
    <div className="grid grid-cols-[3.5rem_minmax(0,1fr)_6.5rem] items-start gap-x-4 px-5 py-3">
      <span className="text-sm font-medium">{listen.level}</span>
      <div>
        <meter aria-label={listen.level} className="sr-only" max={0} min={-100} value={Math.round(rmsDb)}>
          {inWords}
        </meter>
        <div aria-hidden="true" className="relative h-5 overflow-hidden rounded-sm border-hair border-edge bg-sunken">
          <div className="absolute inset-0 origin-left bg-ink-2" style={{ transform: `scaleX(${shareOf(rmsDb)})` }} />
          {shareOf(peakDb) > 0 && (
            <div
              className="absolute inset-0 bg-linear-to-r from-ink to-ink bg-[length:2px_100%] bg-no-repeat"
              style={{ backgroundPositionX: `${shareOf(peakDb) * 100}%` }}
            />
          )}
        </div>
        <div aria-hidden="true" className="mt-1 flex justify-between text-xs text-ink-3 tabular-nums">
          {ticksDb.map((db) => (
            <span key={db}>{db}</span>
          ))}
        </div>
      </div>
      <span className="text-sm tabular-nums">
        <span className="block font-semibold">{inWords}</span>
        <span className="block text-ink-2">{rmsDb <= -100 ? '\u00a0' : listen.peak(whole(peakDb, words.tag))}</span>
      </span>
    </div>
  );
}
