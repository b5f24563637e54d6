import { DestroyRef, inject, Injectable } from '@angular/core';
import { type Event as LoggedEvent, type Incident, isTocsinError } from '@tocsin/client';
import { injectTocsin } from '@tocsin/client/angular';
import { LiveEvents } from '../client/live-events.ts';
import { IncidentEntry } from './incident-entry.ts';

/** A burst of events is read in one request. */
const GATHER_FOR = 30;

/** Told of an incident that changed, was made, or is gone. */
export type IncidentListener = (entry: IncidentEntry, event: LoggedEvent) => void;

/** Every incident that this window has seen, kept as it is on the server. */
@Injectable({ providedIn: 'root' })
export class IncidentCache {
  readonly #tocsin = injectTocsin();
  readonly #entries = new Map<string, IncidentEntry>();
  readonly #listeners = new Set<IncidentListener>();
  #gathered: LoggedEvent[] = [];

  constructor() {
    inject(LiveEvents).on('incident', {
      event: (event) => {
        if (this.#gathered.length === 0) setTimeout(() => void this.#follow(), GATHER_FOR);
        this.#gathered.push(event);
      },
      restart: () => {},
    });
  }

  /** Keeps an incident that the server has just sent. */
  put(incident: Incident): IncidentEntry {
    const known = this.#entries.get(incident.id);
    if (known) {
      known.store(incident);
      return known;
    }
    const entry = new IncidentEntry(incident);
    this.#entries.set(incident.id, entry);
    return entry;
  }

  find(id: string): IncidentEntry | undefined {
    return this.#entries.get(id);
  }

  /** Calls back once the cache has what an event tells of, until the caller is destroyed. */
  listen(listener: IncidentListener, destroyed = inject(DestroyRef)): void {
    this.#listeners.add(listener);
    destroyed.onDestroy(() => this.#listeners.delete(listener));
  }

  async #follow(): Promise<void> {
    const events = this.#gathered;
    this.#gathered = [];
    const ids = [...new Set(events.map(({ entityId }) => entityId))];
    const reads = ids.map(async (id) => [id, await this.#read(id)] as const);
    const found = new Map(await Promise.all(reads));
    for (const event of events) {
      const { entityId, type } = event;
      const incident = found.get(entityId);
      const entry = incident ? this.#received(incident, event) : this.#entries.get(entityId);
      if (incident === null || type === 'incident.deleted') this.#forget(entityId);
      if (entry) for (const listen of this.#listeners) listen(entry, event);
    }
  }

  #received(incident: Incident, event: LoggedEvent): IncidentEntry {
    const known = this.#entries.get(incident.id);
    const isNews = known && !known.isPending && known.stored.version < incident.version;
    const entry = this.put(incident);
    if (isNews) entry.mark(changedFields(event));
    return entry;
  }

  #forget(id: string): void {
    this.#entries.get(id)?.remove();
    this.#entries.delete(id);
  }

  /** `null`: it is not there any more; `undefined`: that cannot be told now. */
  async #read(id: string): Promise<Incident | null | undefined> {
    try {
      return await this.#tocsin.incidents.get({ id });
    } catch (error) {
      return isTocsinError(error, 'NOT_FOUND') ? null : undefined;
    }
  }
}

/** The fields that an event tells of. */
export function changedFields({ type, data }: LoggedEvent): string[] {
  if (type === 'incident.note_added') return ['notes'];
  const changes = data['changes'];
  return typeof changes === 'object' && changes !== null ? Object.keys(changes) : [];
}
