import { storeServices } from '../escalations/policy-queries.ts';
import { incidentOf } from '../events/about.ts';
import { indexIncident } from '../incidents/search.ts';
import { recount } from '../incidents/totals.ts';
import { indexRunbook } from '../runbooks/list.ts';
import { replaceTags } from '../runbooks/queries.ts';
import { UnreadableStateError } from './parse-state.ts';
import { refusalIn } from './refusal.ts';
import type { State } from './state.ts';
import type { Writer } from './storage.ts';

/** PostgreSQL takes 65,535 values in one statement; no table has more columns than this allows for. */
const ROWS_AT_ONCE = 500;

/**
 * Stores a whole state in an empty database, with all that follows from it.
 * @throws UnreadableStateError when a row is there twice, or belongs to one that is not there
 */
export async function load(writer: Writer, state: State, onRow = () => {}): Promise<void> {
  try {
    await store(writer, state, onRow);
  } catch (error) {
    const refusal = refusalIn(error);
    throw refusal === undefined ? error : new UnreadableStateError(refusal, { cause: error });
  }
}

async function store(writer: Writer, state: State, onRow: () => void): Promise<void> {
  const { tables } = writer;
  const incidents = state.incidents.map(({ notes: _, ...incident }) => incident);
  await insertAll(incidents, (rows) => writer.db.insert(tables.incidents).values(rows));
  const notes = state.incidents.flatMap(({ id: incidentId, notes: own }) =>
    own.map((note) => ({ ...note, incidentId })),
  );
  await insertAll(notes, (rows) => writer.db.insert(tables.incidentNotes).values(rows));
  for (const incident of state.incidents) {
    await recount(writer, undefined, incident);
    await indexIncident(writer, incident);
    onRow();
  }

  await insertAll(state.runbooks, (rows) => writer.db.insert(tables.runbooks).values(rows));
  for (const runbook of state.runbooks) {
    await replaceTags(writer, runbook.id, runbook.tags);
    await indexRunbook(writer, runbook);
    onRow();
  }
  const { runbookRevisions, events, jobs, counters, milestones } = state;
  await insertAll(runbookRevisions, (rows) =>
    writer.db.insert(tables.runbookRevisions).values(rows),
  );
  const placed = events.map((event) => ({ ...event, incidentId: incidentOf(event) }));
  await insertAll(placed, (rows) => writer.db.insert(tables.events).values(rows));
  await insertAll(jobs, (rows) => writer.db.insert(tables.jobs).values(rows));
  await insertAll(state.alerts, (rows) => writer.db.insert(tables.alerts).values(rows));
  await insertAll(state.alertSettings, (rows) =>
    writer.db.insert(tables.alertSettings).values(rows),
  );
  await insertAll(state.integrations, (rows) => writer.db.insert(tables.integrations).values(rows));
  await insertAll(state.unreadablePayloads, (rows) =>
    writer.db.insert(tables.unreadablePayloads).values(rows),
  );
  await insertAll(state.people, (rows) => writer.db.insert(tables.people).values(rows));
  await insertAll(state.schedules, (rows) => writer.db.insert(tables.schedules).values(rows));
  await insertAll(state.scheduleOverrides, (rows) =>
    writer.db.insert(tables.scheduleOverrides).values(rows),
  );
  await insertAll(state.contactMethods, (rows) =>
    writer.db.insert(tables.contactMethods).values(rows),
  );
  await insertAll(state.notificationRules, (rows) =>
    writer.db.insert(tables.notificationRules).values(rows),
  );
  await insertAll(state.notificationTemplates, (rows) =>
    writer.db.insert(tables.notificationTemplates).values(rows),
  );
  await insertAll(state.notifications, (rows) =>
    writer.db.insert(tables.notifications).values(rows),
  );
  await insertAll(state.notificationAttempts, (rows) =>
    writer.db.insert(tables.notificationAttempts).values(rows),
  );
  await insertAll(state.runbookRules, (rows) => writer.db.insert(tables.runbookRules).values(rows));
  await insertAll(state.incidentRunbooks, (rows) =>
    writer.db.insert(tables.incidentRunbooks).values(rows),
  );
  await insertAll(state.keptRevisions, (rows) =>
    writer.db.insert(tables.keptRevisions).values(rows),
  );
  await insertAll(state.webhooks, (rows) => writer.db.insert(tables.webhooks).values(rows));
  await insertAll(state.webhookDeliveries, (rows) =>
    writer.db.insert(tables.webhookDeliveries).values(rows),
  );
  await insertAll(state.escalationPolicies, (rows) =>
    writer.db.insert(tables.escalationPolicies).values(rows),
  );
  for (const policy of state.escalationPolicies) await storeServices(writer, policy);
  await insertAll(state.escalations, (rows) => writer.db.insert(tables.escalations).values(rows));
  await insertAll(counters, (rows) => writer.db.insert(tables.counters).values(rows));
  await insertAll(milestones, (rows) => writer.db.insert(tables.milestones).values(rows));
  await writer.dialect.resumeNumbering(writer);
}

async function insertAll<Row>(
  rows: readonly Row[],
  insert: (some: Row[]) => PromiseLike<unknown>,
): Promise<void> {
  for (let i = 0; i < rows.length; i += ROWS_AT_ONCE) await insert(rows.slice(i, i + ROWS_AT_ONCE));
}
