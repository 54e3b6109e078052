import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { modelName } from '../../preload/contract/model-card.ts';
import { fail, type Outcome, succeed } from '../domain/outcome.ts';

export interface ModelPlaces {
  /** Ships with the station and is never written to. */
  readonly bundled: string;
  /** In the data folder: what was pulled and imported. It goes before what is bundled. */
  readonly installed: string;
}

export interface ModelFolder {
  readonly folder: string;
  readonly builtIn: boolean;
}

const isFolder = async (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

export const isModelName = (name: string): boolean => modelName.safeParse(name).success;

/** The folder of a model by its name; a name that is no name is not looked for, since it becomes part of a path. */
export async function findModel(places: ModelPlaces, name: string): Promise<Outcome<ModelFolder>> {
  if (isModelName(name)) {
    const installed = join(places.installed, name);
    if (await isFolder(installed)) return succeed({ folder: installed, builtIn: false });
    const bundled = join(places.bundled, name);
    if (await isFolder(bundled)) return succeed({ folder: bundled, builtIn: true });
  }
  return fail('not_found', {
    thing: 'model',
    expected: 'the name of an installed model',
    received: name,
    remedy: 'See which there are with `caracal models list`.',
  });
}

/** What is on its way lies here, on the same disk as its goal, under a name that no model can have. */
export const incomingFolder = (places: ModelPlaces): string => join(places.installed, '.incoming');
