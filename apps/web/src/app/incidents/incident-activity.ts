import { inject, Injectable, signal } from '@angular/core';
import type { Event as LoggedEvent, Incident, Note } from '@tocsin/client';
import { injectTocsin } from '@tocsin/client/angular';
import { actorText } from '../client/actor-text.ts';
import { LiveEvents } from '../client/live-events.ts';
import { phaseWord } from './words.ts';

/** Something that happened to an incident, or that somebody said of it. */
export type Activity =
  | { kind: 'note'; id: string; at: string; note: Note }
  | { kind: 'event'; id: string; at: string; actor: string; text: string };

const MOST = 500;

/** The history of one incident from the event log, kept up to date. Provided by its page. */
@Injectable()
export class IncidentActivity {
  readonly #tocsin = injectTocsin();
  readonly #events = signal<readonly LoggedEvent[]>([]);
  readonly #isRead = signal(false);
  #id: string | undefined;

  readonly isRead = this.#isRead.asReadonly();

  constructor() {
    inject(LiveEvents).on('*', {
      event: (event) => {
        if (incidentOf(event) === this.#id) this.#add([event]);
      },
      restart: () => void this.#read(),
    });
  }

  async show(id: string): Promise<void> {
    this.#id = id;
    this.#events.set([]);
    this.#isRead.set(false);
    await this.#read();
  }

  /** Events and notes together, the newest first. */
  of(incident: Incident): Activity[] {
    const notes = incident.notes.map((note) => ({
      kind: 'note' as const,
      id: note.id,
      at: note.timestamp,
      note,
    }));
    const events = this.#events().flatMap((event) => {
      const text = wordsOf(event);
      if (text === '') return [];
      const { seq, at, actor } = event;
      return [{ kind: 'event' as const, id: `event-${seq}`, at, actor: actorText(actor), text }];
    });
    return [...events, ...notes].toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
  }

  async #read(): Promise<void> {
    const entityId = this.#id;
    if (entityId === undefined) return;
    try {
      const page = await this.#tocsin.incidents.timeline({
        id: entityId,
        sort: '-seq',
        limit: MOST,
      });
      if (entityId !== this.#id) return;
      this.#add(page.items);
      this.#isRead.set(true);
    } catch {
      // Read again when the connection is back.
    }
  }

  #add(events: readonly LoggedEvent[]): void {
    this.#events.update((before) => {
      const bySeq = new Map([...before, ...events].map((event) => [event.seq, event]));
      return [...bySeq.values()].toSorted((a, b) => b.seq - a.seq);
    });
  }
}

const verbs: Record<string, string> = {
  'incident.created': 'opened it',
  'incident.acknowledged': 'acknowledged it',
  'incident.started': 'began to work on it',
  'incident.resolved': 'resolved it',
  'incident.reopened': 'reopened it',
  'incident.deleted': 'deleted it',
  'incident.snoozed': 'snoozed it',
  'incident.unsnoozed': 'ended the snooze',
  'incident.merged': 'merged it',
  'incident.runbook_attached': 'attached a runbook',
  'incident.runbook_detached': 'detached a runbook',
  'alert.received': 'sent an alert',
  'alert.resolved': 'told that an alert is over',
  'escalation.paged': 'called somebody',
  'escalation.nobody_reached': 'could reach nobody',
  'escalation.exhausted': 'has nobody left to call',
};

const labels: Record<string, string> = {
  title: 'the title',
  severity: 'the severity',
  service: 'the service',
  assignedTo: 'the owner',
};

/** What an event says, without who did it. A note says it itself. */
function wordsOf({ type, data }: LoggedEvent): string {
  if (type === 'incident.note_added') return '';
  const changes = Object.entries(changesOf(data)).flatMap(([field, change]) => {
    const label = labels[field];
    return label === undefined ? [] : [`${label} from ${said(change.from)} to ${said(change.to)}`];
  });
  const changed = changes.length === 0 ? '' : `changed ${changes.join(' and ')}`;
  return [verbs[type] ?? '', changed].filter(Boolean).join(' and ');
}

/** The incident that an event is about. */
function incidentOf({ entity, entityId, data }: LoggedEvent): unknown {
  if (entity === 'incident') return entityId;
  return data['incident_id'] ?? data['incidentId'];
}

const said = (value: unknown): string =>
  typeof value !== 'string' ? 'nobody' : value in phaseWord ? value : `“${value}”`;

function changesOf(data: LoggedEvent['data']): Record<string, { from: unknown; to: unknown }> {
  const changes = data['changes'];
  if (typeof changes !== 'object' || changes === null) return {};
  // Safe: events of incidents are written with these changes; see the contract's IncidentChange.
  return changes as Record<string, { from: unknown; to: unknown }>;
}
