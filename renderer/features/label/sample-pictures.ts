import type { StationClient } from '../../app/transport.ts';
import { type Trouble, troubleOf } from '../../app/trouble.ts';

export type SamplePicture =
  | { readonly kind: 'here'; readonly picture: ImageBitmap }
  | { readonly kind: 'refused'; readonly trouble: Trouble };

const most = 8;
const torn: Trouble = { code: 'not_found', message: '', remedy: '' };

const opened = (file: Blob): Promise<SamplePicture> =>
  createImageBitmap(file).then(
    (picture) => ({ kind: 'here', picture }),
    () => ({ kind: 'refused', trouble: torn }),
  );

/** Pictures of the items at hand, fetched before their turn; the least lately asked for goes first. */
export class SamplePictures {
  readonly #told: () => void;
  readonly #known = new Map<string, SamplePicture | 'coming'>();

  constructor(told: () => void) {
    this.#told = told;
  }

  get(hash: string): SamplePicture | null {
    const known = this.#known.get(hash);
    return known === undefined || known === 'coming' ? null : known;
  }

  /** Asks for those that are neither here nor coming; a picture that could not be read is asked for again by `retry`. */
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
    for (const known of this.#known.values()) if (known !== 'coming' && known.kind === 'here') known.picture.close();
    this.#known.clear();
  }

  async #fetch(client: StationClient, hash: string): Promise<void> {
    this.#known.set(hash, 'coming');
    const found = await client.labels.picture({ hash }).then(
      opened,
      (error: unknown): SamplePicture => ({
        kind: 'refused',
        trouble: troubleOf(error),
      }),
    );
    if (!this.#known.has(hash)) {
      if (found.kind === 'here') found.picture.close();
      return;
    }
    // A link that broke says nothing about the picture: it is asked for once more when the station is back.
    if (found.kind === 'refused' && found.trouble.code === 'offline') this.#known.delete(hash);
    else this.#known.set(hash, found);
    this.#told();
  }

  #shrink(wanted: ReadonlySet<string>): void {
    for (const [hash, known] of this.#known) {
      if (this.#known.size <= most) return;
      if (wanted.has(hash)) continue;
      this.#known.delete(hash);
      if (known !== 'coming' && known.kind === 'here') known.picture.close();
    }
  }
}
