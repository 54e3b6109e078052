import type { ReactNode } from 'react';
import { scaledScore } from '../../preload/contract/confidence.ts';
import { useQuery } from '../app/query.ts';
import { useWords } from '../locales/words.tsx';
import { whole } from './numbers.ts';

/** Beside a score how often the model is right with it, where that was learned from labels and is in use. */
export function ScoreWorth({ model, score }: { readonly model: string; readonly score: number }): ReactNode {
  const words = useWords();
  const scaling = useQuery(`scaling ${model}`, (client, signal) => client.confidence.scaling({ model }, { signal }));
  if (scaling.data === null) return null;
  return (
    <p className="text-sm text-ink-2">
      {words.confidence.worth(whole(scaledScore(scaling.data, score) * 100, words.tag))}
    </p>
  );
}
