import type { Reader, Writer } from './storage.ts';

/** Deletes everything in a database. Numbers of events go on where they were. */
export async function clear(writer: Writer): Promise<void> {
  const { tables, db, dialect } = writer;
  await dialect.clearSearch(writer, 'incident_search');
  await dialect.clearSearch(writer, 'runbook_search');
  await db.delete(tables.incidents);
  await db.delete(tables.incidentTotals);
  await db.delete(tables.runbooks);
  await db.delete(tables.schedules);
  await db.delete(tables.people);
  await db.delete(tables.notifications);
  await db.delete(tables.notificationTemplates);
  await db.delete(tables.escalationPolicies);
  await db.delete(tables.escalations);
  await db.delete(tables.events);
  await db.delete(tables.jobs);
  await db.delete(tables.alerts);
  await db.delete(tables.alertSettings);
  await db.delete(tables.integrations);
  await db.delete(tables.runbookRules);
  await db.delete(tables.incidentRunbooks);
  await db.delete(tables.keptRevisions);
  await db.delete(tables.webhooks);
  await db.delete(tables.counters);
  await db.delete(tables.milestones);
}

/** Whether nobody has ever put anything into it. */
export async function isEmpty({ db, tables }: Reader): Promise<boolean> {
  for (const table of [tables.incidents, tables.runbooks, tables.integrations, tables.events]) {
    if ((await db.select().from(table).limit(1)).length > 0) return false;
  }
  return true;
}
