import { useState } from 'react';
import type { LineState } from '../../../preload/contract/inspections.ts';
import { isPictureCard } from '../../../preload/contract/model-card.ts';
import { looksAtPeople, taskTraits } from '../../../preload/contract/model-tasks.ts';
import type { ModelEntry } from '../../../preload/contract/models.ts';
import { isPictureSource, type PictureSource } from '../../../preload/contract/sources.ts';
import { useAction, useQuery } from '../../app/query.ts';
import { useLive } from '../../app/station.tsx';
import type { Trouble } from '../../app/trouble.ts';

const starter = 'pcb-defects';

interface Choice {
  readonly source: string;
  readonly model: string;
}

export interface Line {
  readonly line: LineState | null;
  readonly moving: boolean;
  readonly sources: readonly PictureSource[];
  /** Installed, of those that look at pictures. */
  readonly models: readonly ModelEntry[];
  /** In the catalogue and not installed, of those that a line can use. */
  readonly available: readonly ModelEntry[];
  readonly source: PictureSource | null;
  readonly model: ModelEntry | null;
  /** Whether what runs, or would be started, gives verdicts, and whether it looks at people. */
  readonly judges: boolean;
  readonly ofPeople: boolean;
  readonly busy: 'starting' | 'stopping' | null;
  readonly trouble: Trouble | null;
  readonly toggle: () => void;
  readonly pickSource: (id: string) => void;
  readonly pickModel: (name: string) => void;
  readonly reloadSources: () => void;
  readonly reloadModels: () => void;
}

/** The line as the seat handles it: picking another source or model while it runs starts it anew on that one. */
export function useLine(readable: boolean): Line {
  const line = useLive((live) => live.line);
  const sources = useQuery(`sources ${readable}`, async (client, signal) =>
    readable ? client.sources.list(undefined, { signal }) : [],
  );
  const models = useQuery(`models ${readable}`, async (client, signal) =>
    readable ? client.models.list(undefined, { signal }) : [],
  );
  const [picked, setPicked] = useState<Partial<Choice>>({});
  const [wanted, setWanted] = useState<'starting' | 'stopping' | null>(null);
  const isMoving = line?.wanted === true;
  const lookedAt = line?.sourceId == null ? {} : { sourceId: line.sourceId };
  const start = useAction(async (client, { source, model }: Choice) => {
    if (isMoving) await client.inspections.stop(lookedAt);
    return client.inspections.start({ sourceId: source, model });
  });
  const stop = useAction((client, _: null) => client.inspections.stop(lookedAt));

  const known = (sources.data ?? []).filter(isPictureSource);
  const usable = (models.data ?? []).filter(({ card }) => card !== null && isPictureCard(card));
  const installed = usable.filter(({ state }) => state === 'installed');
  const sourceId = (isMoving ? line.sourceId : null) ?? picked.source ?? line?.sourceId ?? known[0]?.id ?? 'demo';
  const modelName = (isMoving ? line.model?.name : null) ?? picked.model ?? line?.model?.name ?? starter;
  const go = async (choice: Choice): Promise<void> => {
    setWanted('starting');
    stop.clear();
    await start.run(choice);
    setWanted(null);
  };
  const halt = async (): Promise<void> => {
    setWanted('stopping');
    start.clear();
    await stop.run(null);
    setWanted(null);
  };
  const pick = (part: Partial<Choice>): void => {
    setPicked((before) => ({ ...before, ...part }));
    start.clear();
    if (isMoving) void go({ source: sourceId, model: modelName, ...part });
  };
  const model = installed.find(({ name }) => name === modelName) ?? null;
  const traits = model?.card ? taskTraits[model.card.task] : undefined;
  return {
    line,
    moving: isMoving,
    sources: known,
    models: installed,
    source: known.find(({ id }) => id === sourceId) ?? null,
    available: usable.filter(({ state }) => state === 'available'),
    model,
    judges: (isMoving ? line.judges : traits?.judges) ?? true,
    ofPeople: model?.card ? looksAtPeople(model.card) : false,
    busy: wanted,
    trouble: start.trouble ?? stop.trouble,
    toggle: () => void (isMoving ? halt() : go({ source: sourceId, model: modelName })),
    pickSource: (source) => pick({ source }),
    pickModel: (model) => pick({ model }),
    reloadSources: sources.reload,
    reloadModels: models.reload,
  };
}
