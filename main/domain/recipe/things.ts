import type { RecipeBody } from '../../../preload/contract/recipes.ts';
import type { Detection, Point } from '../../../preload/contract/values.ts';
import { endsOf, type UnsureBand } from '../confidence/band.ts';
import { isInside } from '../tracking/zone.ts';
import { centreOf, cornersOf, type PictureSize } from './geometry.ts';

/** What one model said of a frame, and how it is to be taken. */
export interface LookSeen {
  readonly detections: readonly Detection[];
  readonly band: UnsureBand;
  /** One that does not judge only tells what is there: no defect unless a rule names its label. */
  readonly judges: boolean;
  /** It tells of the whole picture, wherever its region lies. */
  readonly isOfWholePicture: boolean;
}

/** One detection that counts, with all that rules ask of it. */
export interface Thing {
  readonly detection: Detection;
  readonly judges: boolean;
  /** From here on it may be what it is called. */
  readonly low: number;
  /** From here on it is. */
  readonly high: number;
  /** The zones that it lies in. */
  readonly zones: readonly string[];
  /** Which thing it is of those that are followed. */
  readonly track: number | undefined;
}

/** Region and zones in the pixels of one size of picture. */
export interface Places {
  readonly size: PictureSize;
  readonly region: readonly Point[] | undefined;
  readonly zones: readonly { readonly name: string; readonly corners: readonly Point[] }[];
}

export const placesOf = ({ region, zones }: Pick<RecipeBody, 'region' | 'zones'>, size: PictureSize): Places => ({
  size,
  region: region === null ? undefined : cornersOf(region, size),
  zones: zones.map(({ name, outline }) => ({ name, corners: cornersOf(outline, size) })),
});

/** Whether it lies where the recipe looks. */
export const counts = ({ box }: Detection, { isOfWholePicture }: LookSeen, { region }: Places): boolean =>
  isOfWholePicture || region === undefined || isInside(centreOf(box), region);

export function thingOf(detection: Detection, look: LookSeen, places: Places, track: number | undefined): Thing {
  const centre = centreOf(detection.box);
  const zones = places.zones.filter(({ corners }) => isInside(centre, corners)).map(({ name }) => name);
  return { detection, judges: look.judges, ...endsOf(look.band, detection.label), zones, track };
}
