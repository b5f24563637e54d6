/** Lets one caller at a time through, in the order they came. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  /** Runs `work` when everybody before it is done, whether that went well or not. */
  take<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work, work);
    this.#last = turn;
    return turn;
  }

  /** Settles when nobody is waiting any more. */
  async idle(): Promise<void> {
    await this.#last.catch(() => {});
  }
}
