import type { ReactNode } from 'react';
import type { LineState } from '../../../preload/contract/inspections.ts';
import type { Recipe } from '../../../preload/contract/recipes.ts';
import { seatHref } from '../../app/routes.ts';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { Ago } from '../../components/time.tsx';
import { Icon } from '../../icons/icon.tsx';
import { useWords } from '../../locales/words.tsx';
import { modelsSentence, type Names } from './differences.ts';

export interface RecipeRowProps {
  readonly recipe: Recipe;
  readonly names: Names;
  /** The line that inspects by it, where one does. */
  readonly line: LineState | null;
  readonly hasDraft: boolean;
  readonly mayEdit: boolean;
  readonly mayStart: boolean;
  readonly isStarting: boolean;
  readonly away: boolean;
  readonly onStart: () => void;
}

function Running({ recipe, line }: { readonly recipe: Recipe; readonly line: LineState }): ReactNode {
  const { recipes } = useWords();
  const version = line.recipe?.version ?? recipe.version;
  if (line.state === 'failed') return <Badge shape="bad">{recipes.failed}</Badge>;
  if (line.state === 'stalled') return <Badge shape="care">{recipes.stalled}</Badge>;
  return version === recipe.version ? (
    <Badge shape="moving">{recipes.runs}</Badge>
  ) : (
    <Badge shape="care">{recipes.runsOlder(version)}</Badge>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactNode {
  return (
    <div className="min-w-0">
      <dt className="text-xs text-ink-3">{name}</dt>
      <dd className="truncate">{children}</dd>
    </div>
  );
}

export function RecipeRow(props: RecipeRowProps): ReactNode {
  const { recipe, names, line, hasDraft, mayEdit, mayStart, isStarting, away, onStart } = props;
  const words = useWords();
  const { recipes } = words;
  const { id, name, version, body, note, by, at } = recipe;
  const isNewest = line !== null && line.recipe?.version === version;
  const link =
    'focus-inset inline-flex min-h-12 items-center gap-2.5 rounded-md border-hair border-edge bg-raised px-4 font-medium hover:bg-sunken';
  return (
    <li className="rounded-lg border-hair bg-surface p-4" data-recipe={id}>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <div className="flex min-w-64 flex-1 flex-wrap items-center gap-x-3 gap-y-1.5">
          <h2 className="text-lg font-semibold">{name}</h2>
          <span className="text-ink-2">{recipes.version(version)}</span>
          {line !== null && <Running line={line} recipe={recipe} />}
          {hasDraft && <Badge shape="care">{recipes.draftWaits}</Badge>}
        </div>
        <div className="flex flex-wrap items-center gap-2">
          {mayEdit && (
            <a aria-label={recipes.open(name)} className={link} href={seatHref('recipes', { edit: id })}>
              <Icon name="pen" size={20} />
              {recipes.change}
            </a>
          )}
          <a
            aria-label={mayEdit ? recipes.history.title(name) : recipes.look(name)}
            className={link}
            href={seatHref('recipes', { versions: id })}
          >
            <Icon name="history" size={20} />
            {mayEdit ? recipes.versions : recipes.lookAt}
          </a>
          {mayStart && (
            <Button
              aria-label={recipes.startThis(name, names.source(body.sourceId))}
              className="min-w-40"
              disabled={isStarting || away || isNewest}
              icon={isNewest ? 'check' : 'play'}
              look="action"
              onClick={onStart}
              size="large"
            >
              {isStarting
                ? recipes.starting
                : isNewest
                  ? recipes.runs
                  : line !== null
                    ? recipes.restart
                    : recipes.start}
            </Button>
          )}
        </div>
      </div>
      <dl className="mt-3 grid grid-cols-2 gap-x-6 gap-y-2 min-[1100px]:grid-cols-[2fr_4fr_2fr_2.5fr]">
        <Fact name={recipes.columns.source}>{names.source(body.sourceId)}</Fact>
        <Fact name={recipes.columns.models}>{modelsSentence(body, names)}</Fact>
        <Fact name={recipes.columns.code}>
          {body.code === null ? (
            <span className="text-ink-3">{recipes.noCode}</span>
          ) : (
            <span className="inline-flex items-center gap-2 font-medium tabular-nums">
              <Icon className="shrink-0 text-ink-3" name="barcode" size={18} />
              {body.code}
            </span>
          )}
        </Fact>
        <Fact name={recipes.columns.changed}>
          <Ago at={at} /> {recipes.by(words.settings.roles[by])}
        </Fact>
      </dl>
      {note !== '' && <p className="mt-2 text-ink-2">{note}</p>}
    </li>
  );
}
