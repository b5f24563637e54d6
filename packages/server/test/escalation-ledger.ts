import { deliveryJobs } from '../src/notifications/jobs.ts';
import type { State } from '../src/storage/state.ts';

/** Each of the two steps, in each of the two rounds. */
const WHOLE = ['0.0 Ada', '0.1 Ben', '1.0 Ada', '1.1 Ben'];
const MINUTE = 60_000;
/** So many pages a process sends at once: those that a kill finds sent and not yet noted go out again. */
const IN_FLIGHT = deliveryJobs.console.concurrency;

/** What was answered and what went out, and whether it agrees with what is stored. */
export class EscalationLedger {
  /** Those whose opening was answered. */
  readonly incidents = new Set<string>();
  /** When they were acknowledged; `undefined`: nobody had an answer. */
  readonly acknowledged = new Map<string, string | undefined>();
  /** How often each notification went out. */
  readonly deliveries = new Map<string, number>();
  readonly problems: string[] = [];
  kills = 0;
  steps = 0;

  delivered(id: string): void {
    this.deliveries.set(id, (this.deliveries.get(id) ?? 0) + 1);
  }

  /** How many pages went out again. */
  get repeated(): number {
    return [...this.deliveries.values()].reduce((sum, times) => sum + times - 1, 0);
  }

  compare(state: State): void {
    const escalated = new Map(state.escalations.map((one) => [one.incidentId, one]));
    const stored = new Set(state.incidents.map(({ id }) => id));
    for (const id of this.incidents) {
      if (!stored.has(id)) this.problems.push(`incident ${id} is lost`);
      if (!escalated.has(id)) this.problems.push(`incident ${id} does not escalate`);
    }
    for (const one of escalated.values()) this.#expectWhole(one);
    this.#expectPages(state);
  }

  /** No step skipped, none done twice, none before its time, none after an acknowledgement. */
  #expectWhole({ incidentId, state, endedBy, endedAt, runs }: State['escalations'][number]): void {
    this.steps += runs.length;
    const done = runs.map(
      ({ round, step, paged }) => `${round}.${step} ${paged.map(({ person }) => person).join()}`,
    );
    const said = `${incidentId} is ${state}, ${done.join(' ')}`;
    const expected = state === 'exhausted' ? WHOLE : WHOLE.slice(0, done.length);
    if (done.join() !== expected.join()) this.problems.push(said);
    const isAcknowledged = state === 'ended' && endedBy === 'acknowledged';
    if (!isAcknowledged && state !== 'exhausted') this.problems.push(`${said}, in the end`);
    if (isAcknowledged && !this.acknowledged.has(incidentId))
      this.problems.push(`${said}: by whom?`);
    const at = this.acknowledged.get(incidentId);
    if (at !== undefined && (endedAt ?? '') > at) {
      this.problems.push(`${said}: it went on after ${at}`);
    }
    for (const [i, run] of runs.entries()) {
      const before = runs[i - 1];
      if (before && Date.parse(run.at) - Date.parse(before.at) < MINUTE) {
        this.problems.push(`${said}: ${run.at} is too early after ${before.at}`);
      }
      if (at !== undefined && run.at > at) this.problems.push(`${said}: paged after ${at}`);
    }
  }

  /** One page for each step, and each went out, unless it was acknowledged before. */
  #expectPages({ escalations, notifications, events }: State): void {
    for (const { incidentId, state, runs } of escalations) {
      const pages = notifications.filter((one) => one.incidentId === incidentId);
      const told = events.filter(
        ({ type, entityId }) => type === 'escalation.paged' && entityId === incidentId,
      );
      if (pages.length !== runs.length || told.length !== runs.length) {
        const counts = `${pages.length} pages and ${told.length} events`;
        this.problems.push(`${incidentId} has ${runs.length} steps, ${counts}`);
      }
      for (const { id, status } of pages) {
        // In a storm a page reaches its person in a bundle with others.
        const isOut = status === 'delivered' || status === 'bundled';
        // One that waits while somebody acknowledges is not needed any more.
        const isNeedless = status === 'cancelled' && this.acknowledged.has(incidentId);
        if (state === 'exhausted' && !isOut && !isNeedless) {
          this.problems.push(`${incidentId}: page ${id} is ${status}`);
        }
        if (status === 'delivered' && !this.deliveries.has(id)) {
          this.problems.push(`${incidentId}: page ${id} was never seen`);
        }
      }
    }
    if (this.repeated > this.kills * IN_FLIGHT) {
      this.problems.push(`${this.repeated} pages went out again, with ${this.kills} kills`);
    }
  }
}
