import { inject, Injectable } from '@angular/core';
import { type Incident, isTocsinError, type Phase, type Severity } from '@tocsin/client';
import { injectTocsin } from '@tocsin/client/angular';
import { failureText } from '../client/failure-text.ts';
import { Notices } from '../layout/notices.ts';
import { IncidentCache } from './incident-cache.ts';
import type { IncidentEntry, Optimistic } from './incident-entry.ts';
import { IncidentList } from './incident-list.ts';
import { counted, phases, phaseWord } from './words.ts';

/** What can be done to several incidents at once. */
export type BulkChange = { phase: Phase } | { severity: Severity } | { assignedTo: string | null };

/** One incident before and after a change that was made here. */
interface Done {
  entry: IncidentEntry;
  before: Incident;
  after: Incident;
}

/** Changes of incidents that are seen at once, and taken back where the server refuses them. */
@Injectable({ providedIn: 'root' })
export class IncidentActions {
  readonly #tocsin = injectTocsin();
  readonly #cache = inject(IncidentCache);
  readonly #list = inject(IncidentList);
  readonly #notices = inject(Notices);

  /** Changes all of them, tells so at once, and offers to undo it; or tells what went wrong. */
  async change(incidents: readonly Incident[], change: BulkChange): Promise<void> {
    const due = incidents.filter((incident) => isChange(incident, change));
    if (due.length === 0) return;
    const outcomes = Promise.allSettled(due.map((incident) => this.#one(incident, change)));
    // Whoever undoes it before the server has answered undoes this, and nothing older.
    const undo = async () => this.#undo(valuesOf(await outcomes), change);
    const said = (numbers: readonly Incident[]) => `${subject(numbers)} ${changeWords(change)}`;
    const notice = this.#notices.done(said(due), canUndo(change) ? () => void undo() : undefined);
    const settled = await outcomes;
    const failures = reasonsOf(settled);
    if (failures.length === 0) return;
    const done = valuesOf(settled);
    if (done.length === 0) this.#notices.dismiss(notice);
    else this.#notices.say(notice, said(done.map(({ before }) => before)));
    this.#tell(failures, due.length, () => void this.change(due, change));
  }

  async #one(before: Incident, change: BulkChange): Promise<Done> {
    const entry = this.#cache.put(before);
    const takeOff = entry.lay(optimistic(change));
    this.#list.changed(entry);
    try {
      const after = await this.#send(before, change);
      entry.store(after);
      return { entry, before, after };
    } finally {
      takeOff();
      this.#list.changed(entry);
    }
  }

  async #send({ id, phase }: Incident, change: BulkChange): Promise<Incident> {
    const { incidents } = this.#tocsin;
    if (!('phase' in change)) return incidents.update({ id, ...change });
    if (change.phase === 'resolved') return withoutChanged(await incidents.close({ id }));
    if (phases.indexOf(change.phase) >= phases.indexOf(phase)) {
      return incidents.update({ id, status: change.phase });
    }
    const open = withoutChanged(await incidents.reopen({ id }));
    if (change.phase === 'open') return open;
    return incidents.update({ id, status: change.phase, ifVersion: open.version });
  }

  /** Puts back what was there before, unless somebody has changed it again since. */
  async #undo(done: readonly Done[], change: BulkChange): Promise<void> {
    if (done.length === 0) return;
    const outcomes = await Promise.allSettled(
      done.map(async ({ entry, before, after }) => {
        const takeOff = entry.lay(beforeOf(before, change));
        this.#list.changed(entry);
        try {
          entry.store(await this.#putBack(before, after, change));
        } finally {
          takeOff();
          this.#list.changed(entry);
        }
      }),
    );
    const failures = reasonsOf(outcomes);
    if (failures.length > 0) this.#tell(failures, done.length);
    else this.#notices.done(`${subject(done.map(({ before }) => before))} put back`);
  }

  async #putBack(before: Incident, after: Incident, change: BulkChange): Promise<Incident> {
    const { id } = before;
    const { incidents } = this.#tocsin;
    const ifVersion = after.version;
    if ('severity' in change) return incidents.update({ id, severity: before.severity, ifVersion });
    if ('assignedTo' in change)
      return incidents.update({ id, assignedTo: before.assignedTo, ifVersion });
    if (change.phase === 'open') return withoutChanged(await incidents.close({ id, ifVersion }));
    const open = withoutChanged(await incidents.reopen({ id, ifVersion }));
    if (before.phase === 'open') return open;
    return incidents.update({ id, status: before.phase, ifVersion: open.version });
  }

  #tell(failures: readonly unknown[], of: number, again?: () => void): void {
    const [first] = failures;
    const reason = isTocsinError(first, 'PRECONDITION_FAILED')
      ? 'it has been changed again since'
      : failureText(first);
    const which = of === 1 ? 'Not changed' : `${failures.length} of ${of} not changed`;
    const mayPass = failures.some((failure) => isTocsinError(failure, 'NETWORK_ERROR'));
    this.#notices.failed(`${which}: ${reason}`, mayPass ? again : undefined);
  }
}

function withoutChanged({ changed: _, ...incident }: Incident & { changed: boolean }): Incident {
  return incident;
}

/** Phases only go forward: of all steps, closing and reopening alone have a way back. */
const canUndo = (change: BulkChange): boolean =>
  !('phase' in change) || change.phase === 'resolved' || change.phase === 'open';

const isChange = (incident: Incident, change: BulkChange): boolean =>
  Object.entries(change).some(([field, value]) => incident[field as keyof Incident] !== value);

function optimistic(change: BulkChange): Optimistic {
  if (!('phase' in change)) return change;
  return { ...change, status: change.phase === 'resolved' ? 'Closed' : 'Open' };
}

function beforeOf(before: Incident, change: BulkChange): Optimistic {
  if ('severity' in change) return { severity: before.severity };
  if ('assignedTo' in change) return { assignedTo: before.assignedTo };
  return { phase: before.phase, status: before.status };
}

const subject = (incidents: readonly Incident[]): string =>
  incidents.length === 1 && incidents[0]
    ? `#${incidents[0].number}`
    : counted(incidents.length, 'incident');

const valuesOf = <T>(outcomes: readonly PromiseSettledResult<T>[]): T[] =>
  outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));

const reasonsOf = (outcomes: readonly PromiseSettledResult<unknown>[]): unknown[] =>
  outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));

function changeWords(change: BulkChange): string {
  if ('severity' in change) return `set to ${change.severity}`;
  if ('assignedTo' in change) {
    return change.assignedTo === null ? 'assigned to nobody' : `assigned to ${change.assignedTo}`;
  }
  return change.phase === 'open' ? 'reopened' : phaseWord[change.phase].toLowerCase();
}
