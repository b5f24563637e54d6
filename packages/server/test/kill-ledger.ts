import { isDeepStrictEqual } from 'node:util';
import type { Incident } from '@tocsin/contract';
import { COUNTED_AT_MOST } from '../src/page.ts';
import type { State } from '../src/storage/state.ts';

/** So many of the newest incidents are searched for, each by the word that it has alone. */
const FOUND_AGAIN = 100;

/** What was answered with success, and whether it is still there. */
export class Ledger {
  /** Incidents for which an answer was outstanding when the server was killed. */
  readonly unanswered = new Set<string>();
  readonly problems: string[] = [];
  acknowledged = 0;
  lost = 0;
  readonly #clients: number;
  readonly #known = new Map<string, Incident>();

  constructor(clients: number) {
    this.#clients = clients;
  }

  acknowledge({ changed: _, ...incident }: Incident & { changed?: boolean }): Incident {
    this.#known.set(incident.id, incident);
    this.acknowledged += 1;
    return incident;
  }

  /** Compares with what there is after a kill. What was cut off is settled then: it is known. */
  compare({ incidents, events }: State): void {
    const stored = new Map(incidents.map(({ position: _, ...row }) => [row.id, row]));
    for (const [id, known] of this.#known) {
      const found = stored.get(id);
      if (!found || found.version < known.version) {
        this.lost += 1;
        this.problems.push(`lost: ${JSON.stringify(known)}; there is ${JSON.stringify(found)}`);
      } else if (!isDeepStrictEqual(found, known) && !this.#isCutOff(known, found)) {
        this.problems.push(`altered: ${JSON.stringify(known)} to ${JSON.stringify(found)}`);
      }
    }
    const unknown = [...stored.values()].filter(
      ({ id, title }) => title.startsWith('killed ') && !this.#known.has(id),
    );
    if (unknown.length > this.#clients) {
      this.problems.push(`${unknown.length} incidents that nobody can have asked for`);
    }
    this.#expectEvents(stored, events);
    if (new Set(incidents.map(({ number }) => number)).size < incidents.length) {
      this.problems.push('a number was given twice');
    }
    for (const found of stored.values()) {
      if (found.title.startsWith('killed ')) this.#known.set(found.id, found);
    }
    this.unanswered.clear();
  }

  /** A change that nobody had an answer to may be there as a whole. */
  #isCutOff(known: Incident, found: Incident): boolean {
    return (
      this.unanswered.has(known.id) &&
      found.version === known.version + 1 &&
      isDeepStrictEqual(found.notes.slice(0, known.notes.length), known.notes)
    );
  }

  /** Each change of an incident raised its version by one, and left one event. */
  #expectEvents(stored: ReadonlyMap<string, Incident>, events: State['events']): void {
    const counts = new Map<string, number>();
    for (const { entity, entityId } of events) {
      if (entity === 'incident') counts.set(entityId, (counts.get(entityId) ?? 0) + 1);
    }
    for (const { id, version } of stored.values()) {
      if (counts.get(id) === version) continue;
      this.problems.push(`${id} is at version ${version} and has ${counts.get(id)} events`);
    }
  }

  /** A server that has just started has what is known, in its totals and its search as well. */
  async expectServed(url: string): Promise<void> {
    const total = async (query: string) => {
      const { headers } = await fetch(`${url}/api/v1/incidents?limit=1&${query}`);
      return Number(headers.get('x-total-count'));
    };
    const known = [...this.#known.values()];
    const counts = (name: string, of: number, wanted: number) => {
      if (of !== wanted) this.problems.push(`${name}: ${of} in place of ${wanted}`);
    };
    // A search counts no further.
    const found = Math.min(known.length, COUNTED_AT_MOST);
    counts('found by search', await total('q=killed'), found);
    for (const phase of ['acknowledged', 'resolved'] as const) {
      const services = [0, 1, 2].map((n) => `service-${n}`);
      const wanted = known.filter((incident) => incident.phase === phase).length;
      const query = [`status=${phase}`, ...services.map((service) => `service=${service}`)];
      counts(`total of ${phase}`, await total(query.join('&')), wanted);
    }
    for (const { id, title } of known.slice(-FOUND_AGAIN)) {
      const word = /\w+z/.exec(title)?.[0] ?? title;
      const answer = await fetch(`${url}/api/v1/incidents?q=${word}`);
      const ids = ((await answer.json()) as Incident[]).map((incident) => incident.id);
      if (ids.join() !== id) this.problems.push(`${word} of ${id} finds ${ids.join()}`);
    }
  }
}
