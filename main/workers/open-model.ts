import type { PictureCard } from '../../preload/contract/model-card.ts';
import type { Outcome } from '../domain/outcome.ts';
import { succeed } from '../domain/outcome.ts';
import { type CardedModel, readPictureCard } from '../models/card.ts';
import { cardAtSize, type InputSize, inputSizeFor } from '../models/input-size.ts';
import type { ModelSession } from '../models/session.ts';
import { openSession, providers } from '../models/session.ts';
import type { ModelAdapter } from '../vision/families/family.ts';
import { adapterFor } from '../vision/families/registry.ts';
import { Looker } from '../vision/look.ts';

export interface OpenModel {
  readonly adapter: ModelAdapter;
  readonly session: ModelSession;
}

/** Card, family and network of one model folder, warmed up. */
export async function openModel(folder: string, threads: number, inputSize?: number): Promise<Outcome<OpenModel>> {
  const model = await readPictureCard(folder);
  return model.ok ? openCarded(model.value, threads, inputSize) : model;
}

const settings = (threads: number) => ({ providers, threads, now: () => performance.now() });

export async function openCarded(
  model: CardedModel<PictureCard>,
  threads: number,
  inputSize?: number,
): Promise<Outcome<OpenModel>> {
  const size = inputSize === undefined ? succeed(undefined) : inputSizeFor(model.card, inputSize);
  if (!size.ok) return size;
  if (size.value !== undefined) return openAtSize(model, threads, size.value);
  // The family first: it costs nothing, and a network that nothing can read need not be loaded.
  const adapter = adapterFor(model.card);
  if (!adapter.ok) return adapter;
  const session = await openSession(model, settings(threads));
  return session.ok ? succeed({ adapter: adapter.value, session: session.value }) : session;
}

/** Only its first run tells how many numbers a network gives at another size than its card's. */
async function openAtSize(
  model: CardedModel<PictureCard>,
  threads: number,
  size: InputSize,
): Promise<Outcome<OpenModel>> {
  const session = await openSession(model, { ...settings(threads), size });
  if (!session.ok) return session;
  const adapter = adapterFor(cardAtSize(model.card, size, session.value.outputs));
  if (adapter.ok) return succeed({ adapter: adapter.value, session: session.value });
  await session.value.release();
  return adapter;
}

const side = 64;
const plainPicture = {
  width: side,
  height: side,
  format: 'gray8',
  planes: [{ data: new Uint8Array(side * side).fill(114), stride: side }],
} as const;

/** Opens a model and looks at a plain picture with it: a network whose numbers cannot be read is refused before it is used. */
export async function tryModel(
  folder: string,
  threads: number,
): Promise<Outcome<{ readonly runsOn: string; readonly warmUpMs: number }>> {
  const model = await openModel(folder, threads);
  if (!model.ok) return model;
  const { adapter, session } = model.value;
  const trouble = await new Looker(adapter, session).tryOut(plainPicture);
  await session.release();
  const { runsOn, warmUpMs } = session;
  return trouble === undefined ? succeed({ runsOn, warmUpMs }) : { ok: false, failure: trouble };
}
