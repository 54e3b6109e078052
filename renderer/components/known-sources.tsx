import type { ReactNode } from 'react';
import type { Source } from '../../preload/contract/sources.ts';
import { useAction } from '../app/query.ts';
import { useStation } from '../app/station.tsx';
import { Icon } from '../icons/icon.tsx';
import type { IconName } from '../icons/paths.ts';
import { IconButton } from './button.tsx';
import { TroubleNotice } from './notice.tsx';

export interface KnownSourcesProps<S extends Source> {
  readonly sources: readonly S[];
  /** What is watched or heard just now, which stays. */
  readonly inUse: string | null;
  readonly iconOf: (source: S) => IconName;
  readonly noteOf: (source: S) => string;
  readonly words: {
    readonly mine: string;
    readonly remove: (name: string) => string;
    readonly removed: (name: string) => string;
  };
  readonly onChanged: () => void;
}

/** The sources that are there already, each to be taken out again unless it came with the station. */
export function KnownSources<S extends Source>(props: KnownSourcesProps<S>): ReactNode {
  const { sources, inUse, iconOf, noteOf, words, onChanged } = props;
  const { toasts } = useStation();
  const remove = useAction((client, id: string) => client.sources.remove({ id }));
  const forget = async ({ id, name }: S): Promise<void> => {
    if ((await remove.run(id)) === null) return;
    toasts.say({ tone: 'plain', title: words.removed(name), text: '' });
    onChanged();
  };
  if (sources.length === 0) return null;
  return (
    <section className="mt-8 border-t-hair pt-5">
      <h3 className="font-semibold">{words.mine}</h3>
      <ul className="mt-1 divide-y divide-line">
        {sources.map((source) => (
          <li className="flex min-h-14 items-center gap-3" key={source.id}>
            <Icon className="shrink-0 text-ink-2" name={iconOf(source)} size={22} />
            <div className="min-w-0 flex-1">
              <p className="truncate font-medium">{source.name}</p>
              <p className="truncate text-sm text-ink-3">{noteOf(source)}</p>
            </div>
            {!source.builtIn && (
              <IconButton
                disabled={remove.busy || source.id === inUse}
                icon="bin"
                label={words.remove(source.name)}
                onClick={() => void forget(source)}
              />
            )}
          </li>
        ))}
      </ul>
      {remove.trouble !== null && <TroubleNotice trouble={remove.trouble} />}
    </section>
  );
}
