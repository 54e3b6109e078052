import { useEffect, useState } from 'react';
import { contract } from '../../../preload/contract/contract.ts';
import type { LineStartWish, LineState } from '../../../preload/contract/inspections.ts';
import { isPictureCard } from '../../../preload/contract/model-card.ts';
import { looksAtPeople, taskTraits } from '../../../preload/contract/model-tasks.ts';
import type { ModelEntry } from '../../../preload/contract/models.ts';
import type { Recipe } from '../../../preload/contract/recipes.ts';
import { isPictureSource, type PictureSource } from '../../../preload/contract/sources.ts';
import type { SourceId } from '../../../preload/contract/values.ts';
import { lookAt } from '../../app/live.ts';
import { useMay } from '../../app/may.ts';
import { useAction, useQuery } from '../../app/query.ts';
import { seatHref } from '../../app/routes.ts';
import { useLive, useStation } from '../../app/station.tsx';
import type { Trouble } from '../../app/trouble.ts';
import { plainStart, sizeNow } from './start-again.ts';

const starter = 'pcb-defects';

export interface Line {
  readonly line: LineState | null;
  readonly moving: boolean;
  readonly sources: readonly PictureSource[];
  /** Installed, of those that look at pictures. */
  readonly models: readonly ModelEntry[];
  /** In the catalogue and not installed, of those that a line can use. */
  readonly available: readonly ModelEntry[];
  readonly recipes: readonly Recipe[];
  readonly source: PictureSource | null;
  readonly model: ModelEntry | null;
  /** What runs, or would be started; null for the source and the model alone. */
  readonly recipe: Recipe | null;
  /** At which the model sees, or would; null for its card's own. */
  readonly inputSize: number | null;
  /** Of all models that look: what may be found. */
  readonly labels: readonly string[] | null;
  /** Whether what runs, or would be started, gives verdicts, and whether it looks at people. */
  readonly judges: boolean;
  readonly ofPeople: boolean;
  readonly busy: 'starting' | 'stopping' | null;
  readonly trouble: Trouble | null;
  readonly toggle: () => void;
  readonly pickSource: (id: string) => void;
  readonly pickModel: (name: string) => void;
  /** Null for the card's own. */
  readonly pickSize: (size: number | null) => void;
  /** The empty id is no recipe. */
  readonly pickRecipe: (id: string) => void;
  readonly reloadSources: () => void;
  readonly reloadModels: () => void;
}

interface Picked {
  readonly source: SourceId;
  readonly model?: string;
  readonly recipe?: string;
  readonly inputSize?: number | null;
}

/** Everything that can be picked; nothing for a screen that only watches. */
function useShelves(readable: boolean) {
  const mayRecipes = useMay(contract.recipes.list);
  const sources = useQuery(`sources ${readable}`, async (client, signal) =>
    readable ? client.sources.list(undefined, { signal }) : [],
  );
  const models = useQuery(`models ${readable}`, async (client, signal) =>
    readable ? client.models.list(undefined, { signal }) : [],
  );
  // Asked again with another version of what runs: somebody saved one meanwhile.
  const running = useLive(({ line }) => (line?.recipe == null ? '' : `${line.recipe.id} ${line.recipe.version}`));
  const recipes = useQuery(`recipes ${mayRecipes} ${running}`, async (client, signal) =>
    mayRecipes ? client.recipes.list(undefined, { signal }) : [],
  );
  return { sources, models, recipes };
}

/** The line of one source as the seat handles it: another model or recipe while it runs starts it anew on that one. */
export function useLine(readable: boolean, wished: SourceId | null): Line {
  const { live } = useStation();
  useEffect(() => lookAt(live, wished), [live, wished]);
  const line = useLive((now) => now.line);
  const { sources, models, recipes } = useShelves(readable);
  const [picked, setPicked] = useState<Picked | null>(null);
  const [wanted, setWanted] = useState<'starting' | 'stopping' | null>(null);
  const start = useAction((client, wish: LineStartWish) => client.inspections.start(wish));
  const stop = useAction((client, sourceId: SourceId) => client.inspections.stop({ sourceId }));

  const known = (sources.data ?? []).filter(isPictureSource);
  const usable = (models.data ?? []).filter(({ card }) => card !== null && isPictureCard(card));
  const installed = usable.filter(({ state }) => state === 'installed');
  const isMoving = line?.wanted === true;
  const sourceId = wished ?? line?.sourceId ?? known[0]?.id ?? 'demo-line';
  const own = picked?.source === sourceId ? picked : null;
  const recipeId = (isMoving ? undefined : own?.recipe) ?? line?.recipe?.id ?? '';
  const recipe = (recipes.data ?? []).find(({ id }) => id === recipeId) ?? null;
  const modelName =
    (isMoving ? line.model?.name : null) ?? recipe?.body.models[0] ?? own?.model ?? line?.model?.name ?? starter;
  // Before the list is here nobody knows that it is gone: to start its model alone would judge otherwise.
  const startId = recipes.data === null ? recipeId : (recipe?.id ?? '');
  const inputSize = sizeNow(modelName, { line, isMoving, recipe, picked: own?.inputSize });
  const go = async (wish: LineStartWish): Promise<void> => {
    setWanted('starting');
    stop.clear();
    await start.run(wish);
    setWanted(null);
  };
  const halt = async (): Promise<void> => {
    setWanted('stopping');
    start.clear();
    await stop.run(sourceId);
    setWanted(null);
  };
  const look = (source: SourceId): void => {
    start.clear();
    stop.clear();
    location.hash = seatHref('inspect', { source });
  };
  const pickModel = (model: string): void => {
    setPicked({ source: sourceId, model, recipe: '', inputSize: null });
    start.clear();
    if (isMoving) void go({ sourceId, model });
  };
  const pickSize = (size: number | null): void => {
    setPicked({ source: sourceId, model: modelName, recipe: '', inputSize: size });
    start.clear();
    if (isMoving) void go(plainStart(sourceId, modelName, size));
  };
  const pickRecipe = (id: string): void => {
    const chosen = (recipes.data ?? []).find((candidate) => candidate.id === id);
    const source = chosen?.body.sourceId ?? sourceId;
    setPicked({ source, recipe: id, model: modelName, inputSize: null });
    if (source !== sourceId) look(source);
    const runs = live.getState().lines.some((other) => other.sourceId === source && other.wanted);
    if (runs) void go(chosen === undefined ? { sourceId, model: modelName } : { recipe: id });
  };
  const looking = (recipe?.body.models ?? [modelName]).flatMap(
    (name) => installed.find((model) => model.name === name) ?? [],
  );
  const model = looking[0] ?? null;
  const traits = model?.card ? taskTraits[model.card.task] : undefined;
  const found = looking.flatMap(({ card }) => card?.labels ?? []);
  return {
    line,
    moving: isMoving,
    sources: known,
    models: installed,
    recipes: recipes.data ?? [],
    source: known.find(({ id }) => id === sourceId) ?? null,
    available: usable.filter(({ state }) => state === 'available'),
    model,
    recipe,
    inputSize,
    labels: model === null ? null : found,
    judges: (isMoving ? line.judges : traits?.judges) ?? true,
    ofPeople: looking.some(({ card }) => card !== null && looksAtPeople(card)),
    busy: wanted,
    trouble: start.trouble ?? stop.trouble,
    toggle: () =>
      void (isMoving ? halt() : go(startId === '' ? plainStart(sourceId, modelName, inputSize) : { recipe: startId })),
    pickSource: look,
    pickModel,
    pickSize,
    pickRecipe,
    reloadSources: sources.reload,
    reloadModels: models.reload,
  };
}
