import { computed, signal } from '@angular/core';
import type { Incident } from '@tocsin/client';

/** What a person may set, and sees at once. */
export type Optimistic = Partial<
  Pick<Incident, 'title' | 'severity' | 'service' | 'assignedTo' | 'status' | 'phase'>
>;

/** How long a change that came from elsewhere is marked, in milliseconds. */
const MARKED_FOR = 6000;

/** One incident as the server has it, with what this person has just done to it laid over. */
export class IncidentEntry {
  readonly #stored;
  readonly #pending = signal<readonly Optimistic[]>([]);
  readonly #marks = signal<ReadonlySet<string>>(new Set());
  readonly #isGone = signal(false);
  #unmark: ReturnType<typeof setTimeout> | undefined;

  /** As people see it. */
  readonly view = computed<Incident>(() => Object.assign({}, this.#stored(), ...this.#pending()));
  /** The fields that somebody else has just changed. */
  readonly marks = this.#marks.asReadonly();
  readonly isGone = this.#isGone.asReadonly();

  constructor(incident: Incident) {
    this.#stored = signal(incident);
  }

  /** As the server had it last. */
  get stored(): Incident {
    return this.#stored();
  }

  get isPending(): boolean {
    return this.#pending().length > 0;
  }

  /** Takes what the server has, unless it is older than what it had before. */
  store(incident: Incident): void {
    if (incident.version >= this.#stored().version) this.#stored.set(incident);
  }

  /** Shows a change before the server has taken it; answers what takes it off again. */
  lay(change: Optimistic): () => void {
    this.#pending.update((pending) => [...pending, change]);
    return () => this.#pending.update((pending) => pending.filter((other) => other !== change));
  }

  mark(fields: Iterable<string>): void {
    clearTimeout(this.#unmark);
    this.#marks.update((marks) => new Set([...marks, ...fields]));
    this.#unmark = setTimeout(() => this.#marks.set(new Set()), MARKED_FOR);
  }

  remove(): void {
    this.#isGone.set(true);
  }
}
