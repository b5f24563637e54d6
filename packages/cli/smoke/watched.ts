import { createClient, type IncidentChange } from '@tocsin/client';
import { type Journal, Mismatch } from './journal.ts';
import { outputFaults } from './schemas.ts';

/** The changes of incidents, as a frontend hears of them: live, over tRPC. */
export class Watched {
  readonly changes: IncidentChange[] = [];
  #journal: Journal;
  #stop = new AbortController();
  #news = Promise.withResolvers<void>();
  #done: Promise<void>;

  constructor(url: string, token: string | undefined, journal: Journal) {
    this.#journal = journal;
    this.#done = this.#follow(url, token);
  }

  async #follow(url: string, token: string | undefined): Promise<void> {
    const { signal } = this.#stop;
    for await (const change of createClient({ url, token }).incidents.watch({}, { signal })) {
      this.changes.push(change);
      this.#news.resolve();
      this.#news = Promise.withResolvers();
    }
  }

  /** The first change that fits; fails when there is none in five seconds, or one breaks the contract. */
  async until(what: string, fits: (change: IncidentChange) => boolean): Promise<IncidentChange> {
    const late = AbortSignal.timeout(5000);
    const tooLate = new Promise<void>((resolve) => late.addEventListener('abort', () => resolve()));
    for (;;) {
      const faults = this.changes.flatMap((change) => outputFaults('incidents.watch', change));
      if (faults.length > 0) throw new Mismatch(faults);
      const found = this.changes.find(fits);
      if (found) return found;
      if (late.aborted) throw new Mismatch([`no ${what} was heard of within 5 s`]);
      await Promise.race([this.#news.promise, this.#done, tooLate]);
    }
  }

  /** Ends it, and keeps what was heard. */
  async end(): Promise<void> {
    this.#stop.abort();
    await this.#done.catch(() => {});
    await this.#journal.save('incidents.watch', this.changes);
  }
}
