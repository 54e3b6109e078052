import { z } from 'zod';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { type EngineNews, engineMessage, engineStates } from '../../preload/contract/handover.ts';

const news = z.object({ type: z.literal(engineMessage), state: z.enum(engineStates), note: z.string() });

/** What the desktop shell says of the engine while no link stands: why it is away and whether it comes back. */
export function hearEngineNews(page: Window): StoreApi<EngineNews | null> {
  const store = createStore<EngineNews | null>(() => null);
  page.addEventListener('message', (event) => {
    const told = event.source === page ? news.safeParse(event.data).data : undefined;
    if (told !== undefined) store.setState({ state: told.state, note: told.note }, true);
  });
  return store;
}
