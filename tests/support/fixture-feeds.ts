/** Ends what is being watched from outside, as the restart of a part of the station does, while every link stands. */
export class FixtureFeeds {
  #end = new AbortController();

  /** Until the caller leaves, or all feeds are ended. */
  until(left: AbortSignal | undefined): AbortSignal {
    return left === undefined ? this.#end.signal : AbortSignal.any([left, this.#end.signal]);
  }

  end(): void {
    this.#end.abort();
    this.#end = new AbortController();
  }
}
