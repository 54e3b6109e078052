import { contract } from '../../../preload/contract/contract.ts';
import { isPictureCard } from '../../../preload/contract/model-card.ts';
import type { ModelEntry } from '../../../preload/contract/models.ts';
import type { Output } from '../../../preload/contract/outputs.ts';
import { isPictureSource, type PictureSource } from '../../../preload/contract/sources.ts';
import { useMay } from '../../app/may.ts';
import { useQuery } from '../../app/query.ts';
import { modelAtSize } from '../../components/input-size.ts';
import { useWords } from '../../locales/words.tsx';
import type { Names } from './differences.ts';

/** What a recipe can be made of at this station. */
export interface Choices {
  readonly sources: readonly PictureSource[] | null;
  readonly models: readonly ModelEntry[] | null;
  /** Null while they are not known, or may not be. */
  readonly outputs: readonly Output[] | null;
  readonly names: Names;
}

export function useChoices(): Choices {
  const words = useWords();
  const sources = useQuery('sources', (client, signal) => client.sources.list(undefined, { signal }));
  const models = useQuery('models', (client, signal) => client.models.list(undefined, { signal }));
  const mayTell = useMay(contract.outputs.list);
  const outputs = useQuery(`outputs ${mayTell}`, async (client, signal) =>
    mayTell ? client.outputs.list(undefined, { signal }) : null,
  );
  const known = models.data?.filter(({ card }) => card !== null && isPictureCard(card)) ?? null;
  const model = (name: string): string => models.data?.find((one) => one.name === name)?.title ?? name;
  return {
    sources: sources.data?.filter(isPictureSource) ?? null,
    models: known,
    outputs: outputs.data,
    names: {
      source: (id) => sources.data?.find((source) => source.id === id)?.name ?? id,
      model,
      modelAt: (name, size) => modelAtSize(model(name), size, words),
      output: (id) => outputs.data?.find((output) => output.id === id)?.name ?? id,
    },
  };
}

/** What the chosen models find, in their order, and from which score on the first of them is sure by its card. */
export function foundBy(
  chosen: readonly string[],
  models: readonly ModelEntry[],
): { readonly labels: readonly string[]; readonly score: number | null } {
  const cards = chosen.flatMap((name) => {
    const card = models.find((model) => model.name === name)?.card ?? null;
    return card !== null && isPictureCard(card) ? [card] : [];
  });
  return {
    labels: [...new Set(cards.flatMap(({ labels }) => labels))],
    score: cards[0]?.thresholds.unsure[1] ?? null,
  };
}
