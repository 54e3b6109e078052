import type { StationClient } from '../../app/transport.ts';
import { type Trouble, troubleOf } from '../../app/trouble.ts';
import { decodeSound, type SampleSound } from './sample-sound.ts';

export type ShownSample =
  | { readonly kind: 'picture'; readonly picture: ImageBitmap }
  | { readonly kind: 'sound'; readonly sound: SampleSound }
  | { readonly kind: 'refused'; readonly trouble: Trouble };

const most = 8;
const torn: Trouble = { code: 'not_found', message: '', remedy: '' };

async function opened(file: Blob): Promise<ShownSample> {
  const opening: Promise<ShownSample> = file.type.startsWith('audio/')
    ? decodeSound(file).then((sound) => ({ kind: 'sound', sound }))
    : createImageBitmap(file).then((picture) => ({ kind: 'picture', picture }));
  return opening.catch(() => ({ kind: 'refused', trouble: torn }));
}

/** A picture takes memory of the browser's own, which is given back by hand. */
function letGo(sample: ShownSample | 'coming'): void {
  if (sample !== 'coming' && sample.kind === 'picture') sample.picture.close();
}

/** Pictures and sounds of the items at hand, fetched before their turn; the least lately asked for goes first. */
export class SamplesAhead {
  readonly #told: () => void;
  readonly #known = new Map<string, ShownSample | 'coming'>();

  constructor(told: () => void) {
    this.#told = told;
  }

  get(hash: string): ShownSample | null {
    const known = this.#known.get(hash);
    return known === undefined || known === 'coming' ? null : known;
  }

  /** Asks for those that are neither here nor coming; one that could not be read is asked for again by `retry`. */
  want(client: StationClient, hashes: readonly string[]): void {
    for (const hash of hashes) {
      const known = this.#known.get(hash);
      if (known !== undefined) {
        this.#known.delete(hash);
        this.#known.set(hash, known);
      } else void this.#fetch(client, hash);
    }
    this.#shrink(new Set(hashes));
  }

  retry(): void {
    for (const [hash, known] of this.#known)
      if (known !== 'coming' && known.kind === 'refused') this.#known.delete(hash);
  }

  close(): void {
    for (const known of this.#known.values()) letGo(known);
    this.#known.clear();
  }

  async #fetch(client: StationClient, hash: string): Promise<void> {
    this.#known.set(hash, 'coming');
    const found = await client.labels.picture({ hash }).then(
      opened,
      (error: unknown): ShownSample => ({
        kind: 'refused',
        trouble: troubleOf(error),
      }),
    );
    if (!this.#known.has(hash)) {
      letGo(found);
      return;
    }
    // A link that broke says nothing about the sample: it is asked for once more when the station is back.
    if (found.kind === 'refused' && found.trouble.code === 'offline') this.#known.delete(hash);
    else this.#known.set(hash, found);
    this.#told();
  }

  #shrink(wanted: ReadonlySet<string>): void {
    for (const [hash, known] of this.#known) {
      if (this.#known.size <= most) return;
      if (wanted.has(hash)) continue;
      this.#known.delete(hash);
      letGo(known);
    }
  }
}
