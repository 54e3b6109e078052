import type { ModelRef } from '../../../preload/contract/values.ts';
import type { SettingsDesk } from '../settings.ts';

const idOf = ({ name, version }: ModelRef): string => `${name} ${version}`;

/** How many frames of each model version were drawn by lot and lost on their way to the disk: whoever promises from the draw has to say so. */
export class MissedDraws {
  readonly #settings: Pick<SettingsDesk, 'get' | 'set'>;
  readonly #counts = new Map<string, number>();
  #writing: Promise<void> | undefined;
  #isWritten = true;

  constructor(settings: Pick<SettingsDesk, 'get' | 'set'>) {
    this.#settings = settings;
  }

  async open(): Promise<void> {
    const { byModel } = await this.#settings.get('missedDraws');
    for (const [id, count] of Object.entries(byModel)) this.#counts.set(id, count);
  }

  of(model: ModelRef): number {
    return this.#counts.get(idOf(model)) ?? 0;
  }

  /** Written down beside the line; those that are lost meanwhile go with the next write. */
  count(model: ModelRef): void {
    this.#counts.set(idOf(model), this.of(model) + 1);
    this.#isWritten = false;
    this.#writing ??= this.#write();
  }

  /** Tries once more what could not be written: a full disk is what loses draws, and it may have room by now. */
  async flush(): Promise<void> {
    await this.#writing;
    if (!this.#isWritten) this.#writing ??= this.#write();
    await this.#writing;
  }

  async #write(): Promise<void> {
    while (!this.#isWritten) {
      this.#isWritten = true;
      const stored = await this.#settings.set('missedDraws', { byModel: Object.fromEntries(this.#counts) });
      if (stored.ok) continue;
      // Taken with the next one, or by the flush at the end.
      this.#isWritten = false;
      break;
    }
    this.#writing = undefined;
  }
}
