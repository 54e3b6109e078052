import { type ReactNode, useState } from 'react';
import type { Recipe } from '../../../preload/contract/recipes.ts';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { classNames } from '../../components/class-names.ts';
import { Notice } from '../../components/notice.tsx';
import { Ago } from '../../components/time.tsx';
import { useWords } from '../../locales/words.tsx';

export interface Pair {
  readonly from: number;
  readonly to: number;
}

export interface VersionListProps {
  /** Newest first. */
  readonly versions: readonly Recipe[];
  readonly pair: Pair;
  readonly onPair: (pair: Pair) => void;
  readonly mayEdit: boolean;
  readonly isBusy: boolean;
  readonly onRollback: (version: number) => void;
}

interface SideProps {
  readonly name: string;
  readonly label: string;
  readonly isOn: boolean;
  readonly onPick: () => void;
}

function Side({ name, label, isOn, onPick }: SideProps): ReactNode {
  return (
    <button
      aria-label={label}
      aria-pressed={isOn}
      className={classNames(
        'focus-inset min-h-12 min-w-16 rounded-md border-hair px-3 text-sm font-medium',
        isOn ? 'border-action bg-action text-on-action' : 'border-edge bg-raised hover:bg-sunken',
      )}
      onClick={onPick}
      type="button"
    >
      {name}
    </button>
  );
}

/** Who changed what, when and why; two of them are chosen to be compared. */
export function VersionList({ versions, pair, onPair, mayEdit, isBusy, onRollback }: VersionListProps): ReactNode {
  const words = useWords();
  const { recipes } = words;
  const { history } = recipes;
  const [asked, setAsked] = useState<number | null>(null);
  const newest = versions[0]?.version ?? 0;
  return (
    <ol className="divide-y divide-line">
      {versions.map(({ version, note, by, at, name }) => (
        <li className="py-3" data-version={version} key={version}>
          <div className="flex flex-wrap items-center gap-3">
            <div className="min-w-40 flex-1">
              <p className="flex items-center gap-2">
                <span className="font-semibold">{recipes.version(version)}</span>
                {version === newest && <Badge shape="well">{history.newest}</Badge>}
              </p>
              <p className="text-sm text-ink-2">
                <Ago at={at} /> {recipes.by(words.settings.roles[by])}
                {name !== versions[0]?.name && `, ${name}`}
              </p>
            </div>
            {versions.length > 1 && (
              <div className="flex gap-1.5">
                <Side
                  isOn={pair.from === version}
                  label={history.pickFrom(version)}
                  name={history.from}
                  onPick={() => onPair({ ...pair, from: version })}
                />
                <Side
                  isOn={pair.to === version}
                  label={history.pickTo(version)}
                  name={history.to}
                  onPick={() => onPair({ ...pair, to: version })}
                />
              </div>
            )}
          </div>
          <p className={note === '' ? 'mt-1 text-ink-3' : 'mt-1'}>{note === '' ? history.noNote : note}</p>
          {mayEdit && version !== newest && asked !== version && (
            <Button className="mt-2" icon="undo" onClick={() => setAsked(version)}>
              {history.rollback(version)}
            </Button>
          )}
          {asked === version && (
            <div className="mt-2">
              <Notice
                act={
                  <div className="flex gap-2">
                    <Button
                      disabled={isBusy}
                      look="action"
                      onClick={() => {
                        setAsked(null);
                        onRollback(version);
                      }}
                    >
                      {history.yes}
                    </Button>
                    <Button look="quiet" onClick={() => setAsked(null)}>
                      {words.cancel}
                    </Button>
                  </div>
                }
                text={history.askText(newest + 1)}
                title={history.ask(version)}
                tone="care"
              />
            </div>
          )}
        </li>
      ))}
    </ol>
  );
}
