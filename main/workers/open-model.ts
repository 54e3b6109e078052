import type { Outcome } from '../domain/outcome.ts';
import { succeed } from '../domain/outcome.ts';
import { readPictureCard } from '../models/card.ts';
import type { ModelSession } from '../models/session.ts';
import { openSession, providers } from '../models/session.ts';
import type { ModelAdapter } from '../vision/families/family.ts';
import { adapterFor } from '../vision/families/registry.ts';

export interface OpenModel {
  readonly adapter: ModelAdapter;
  readonly session: ModelSession;
}

/** Card, family and network of one model folder, warmed up. */
export async function openModel(folder: string, threads: number): Promise<Outcome<OpenModel>> {
  const model = await readPictureCard(folder);
  if (!model.ok) return model;
  // The family first: it costs nothing, and a network that nothing can read need not be loaded.
  const adapter = adapterFor(model.value.card);
  if (!adapter.ok) return adapter;
  const session = await openSession(model.value, { providers, threads, now: () => performance.now() });
  return session.ok ? succeed({ adapter: adapter.value, session: session.value }) : session;
}
