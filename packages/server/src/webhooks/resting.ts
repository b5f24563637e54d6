/** So many attempts in a row without any answer say that the receiver is away. */
const SILENT = 3;
const REST_MS = 30_000;

/**
 * Receivers that do not answer at all, as this process sees it. Each attempt at one takes as long as a
 * timeout, so after a few its other lanes rest for a while: they would fail alike, and keep the
 * deliveries of other webhooks from their turn.
 */
export class Resting {
  readonly #silent = new Map<string, { times: number; until: number }>();

  /** Until when no lane of a webhook need try. */
  until(webhookId: string): number {
    return this.#silent.get(webhookId)?.until ?? 0;
  }

  heard(webhookId: string): void {
    this.#silent.delete(webhookId);
  }

  silent(webhookId: string, now: number): void {
    const times = (this.#silent.get(webhookId)?.times ?? 0) + 1;
    this.#silent.set(webhookId, { times, until: times < SILENT ? 0 : now + REST_MS });
  }
}
