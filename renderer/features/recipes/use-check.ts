import { useEffect, useState } from 'react';
import type { RecipeProblem } from '../../../preload/contract/recipes.ts';
import { useClient } from '../../app/station.tsx';
import { useWords } from '../../locales/words.tsx';
import type { Read } from './recipe-draft.ts';
import { type TabName, tabOf } from './tab-of.ts';

/** What stands in the way of a recipe, at the field that it belongs to. */
export interface Flaw {
  readonly path: string;
  readonly tab: TabName;
  readonly text: string;
}

export interface Checked {
  readonly flaws: readonly Flaw[];
  readonly state: 'checking' | 'done' | 'away';
  /** What is wrong with one field, or with what is in it. */
  readonly at: (path: string) => string | undefined;
  readonly inside: (path: string) => readonly Flaw[];
}

const restMs = 300;

interface Answer {
  readonly asked: string;
  readonly problems: readonly RecipeProblem[];
}

/** The station looks a recipe over whenever it rests for a moment; the last answer stays meanwhile. */
function useProblems(
  id: string | null,
  read: Read,
): { readonly problems: readonly RecipeProblem[]; readonly isNew: boolean } {
  const client = useClient();
  const [answer, setAnswer] = useState<Answer>({ asked: '', problems: [] });
  const asked = read.body === null ? '' : JSON.stringify(read.body);
  useEffect(() => {
    if (client === null || asked === '') return;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      client.recipes.check({ ...(id !== null && { id }), body: JSON.parse(asked) }, { signal: stop.signal }).then(
        (problems) => {
          if (!stop.signal.aborted) setAnswer({ asked, problems });
        },
        // A station that went away is asked again when it is back.
        () => undefined,
      );
    }, restMs);
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [client, id, asked]);
  return { problems: answer.problems, isNew: answer.asked === asked };
}

const isFault = (key: string, faults: object): key is keyof typeof faults => Object.hasOwn(faults, key);

export function useCheck(id: string | null, read: Read): Checked {
  const { recipes } = useWords();
  const isAway = useClient() === null;
  const { problems, isNew } = useProblems(id, read);
  const ofField = (path: string): string => {
    const parts = path.split('.').toReversed();
    const key = parts.find((part) => isFault(part, recipes.faults));
    return key !== undefined && isFault(key, recipes.faults) ? recipes.faults[key] : recipes.otherFault;
  };
  const flaws: readonly Flaw[] =
    read.body === null
      ? read.faults.map(({ path }) => ({ path, tab: tabOf(path), text: ofField(path) }))
      : problems.map(({ path, code }) => ({ path, tab: tabOf(path), text: recipes.problems[code] }));
  const inside = (path: string) => flaws.filter((flaw) => flaw.path === path || flaw.path.startsWith(`${path}.`));
  return {
    flaws,
    state: read.body === null || isNew ? 'done' : isAway ? 'away' : 'checking',
    at: (path) => inside(path)[0]?.text,
    inside,
  };
}
