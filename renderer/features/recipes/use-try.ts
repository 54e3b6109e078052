import { useEffect, useState } from 'react';
import type { RecipeTried } from '../../../preload/contract/recipes.ts';
import { useClient } from '../../app/station.tsx';
import type { PlanPicture } from './plan-view.ts';
import type { Read } from './recipe-draft.ts';

const restMs = 250;

/** What the recipe as it stands would say of the picture at hand; asked anew whenever either changes, and null while nobody wants to know. */
export function useTry(isOn: boolean, read: Read, picture: PlanPicture | null): RecipeTried | null {
  const client = useClient();
  const [tried, setTried] = useState<RecipeTried | null>(null);
  const { body } = read;
  const asked = isOn && body !== null && picture !== null ? JSON.stringify(body) : '';
  useEffect(() => {
    if (asked === '' || picture === null) {
      setTried(null);
      return;
    }
    if (client === null) return;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      const frame = { ...picture.size, detections: [...picture.detections] };
      client.recipes.try({ body: JSON.parse(asked), frame }, { signal: stop.signal }).then(
        (answer) => {
          if (!stop.signal.aborted) setTried(answer);
        },
        // What stands in the way of the recipe is told at its fields.
        () => {
          if (!stop.signal.aborted) setTried(null);
        },
      );
    }, restMs);
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [client, asked, picture]);
  return tried;
}
