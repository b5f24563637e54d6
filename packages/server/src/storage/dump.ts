import { asc } from 'drizzle-orm';
import { eventColumns } from '../events/log.ts';
import { incidentColumns } from '../incidents/queries.ts';
import type { NotificationState } from './notification-state.ts';
import { SCHEMA_VERSION, type State } from './state.ts';
import type { Reader } from './storage.ts';

/** Everything in a database. Read it in a snapshot, or in a turn of its own. */
export async function dumpOf(reader: Reader): Promise<State> {
  const { db, tables } = reader;
  const { incidents, runbooks, runbookRevisions, events, jobs, counters, milestones } = tables;
  return {
    schemaVersion: SCHEMA_VERSION,
    incidents: await db
      .select(incidentColumns(reader))
      .from(incidents)
      .orderBy(asc(incidents.position)),
    runbooks: await db.select().from(runbooks).orderBy(asc(runbooks.position)),
    runbookRevisions: await db
      .select()
      .from(runbookRevisions)
      .orderBy(asc(runbookRevisions.runbookId), asc(runbookRevisions.revision)),
    events: (await db.select(eventColumns(reader)).from(events).orderBy(asc(events.seq))).map(
      (event) => ({
        ...event,
        data: inOrder(event.data),
      }),
    ),
    jobs: (await db.select().from(jobs).orderBy(asc(jobs.id))).map((job) => ({
      ...job,
      data: inOrder(job.data),
    })),
    alerts: (await db.select().from(tables.alerts).orderBy(asc(tables.alerts.position))).map(
      (alert) => ({ ...alert, labels: inOrder(alert.labels), details: inOrder(alert.details) }),
    ),
    alertSettings: await db
      .select()
      .from(tables.alertSettings)
      .orderBy(asc(tables.alertSettings.service)),
    integrations: (
      await db.select().from(tables.integrations).orderBy(asc(tables.integrations.position))
    ).map((one) => ({ ...one, mapping: inOrder(one.mapping) })),
    unreadablePayloads: await db
      .select()
      .from(tables.unreadablePayloads)
      .orderBy(asc(tables.unreadablePayloads.position)),
    people: await db.select().from(tables.people).orderBy(asc(tables.people.id)),
    schedules: await db.select().from(tables.schedules).orderBy(asc(tables.schedules.id)),
    scheduleOverrides: await db
      .select()
      .from(tables.scheduleOverrides)
      .orderBy(asc(tables.scheduleOverrides.id)),
    ...(await notificationsOf(reader)),
    runbookRules: (
      await db.select().from(tables.runbookRules).orderBy(asc(tables.runbookRules.position))
    ).map((one) => ({ ...one, labels: inOrder(one.labels) })),
    incidentRunbooks: await db
      .select()
      .from(tables.incidentRunbooks)
      .orderBy(asc(tables.incidentRunbooks.position)),
    keptRevisions: await db
      .select()
      .from(tables.keptRevisions)
      .orderBy(asc(tables.keptRevisions.runbookId), asc(tables.keptRevisions.revision)),
    webhooks: (await db.select().from(tables.webhooks).orderBy(asc(tables.webhooks.position))).map(
      (one) => ({ ...one, secrets: inOrder(one.secrets) }),
    ),
    webhookDeliveries: (
      await db
        .select()
        .from(tables.webhookDeliveries)
        .orderBy(asc(tables.webhookDeliveries.position))
    ).map((one) => ({ ...one, attempts: inOrder(one.attempts) })),
    escalationPolicies: (
      await db.select().from(tables.escalationPolicies).orderBy(asc(tables.escalationPolicies.id))
    ).map((policy) => ({ ...policy, steps: inOrder(policy.steps) })),
    escalations: (
      await db.select().from(tables.escalations).orderBy(asc(tables.escalations.id))
    ).map((one) => ({ ...one, steps: inOrder(one.steps), runs: inOrder(one.runs) })),
    counters: await db.select().from(counters).orderBy(asc(counters.name)),
    milestones: await db.select().from(milestones).orderBy(asc(milestones.name)),
  };
}

async function notificationsOf({ db, tables }: Reader): Promise<NotificationState> {
  const { contactMethods: m, notificationRules: r, notificationTemplates: t } = tables;
  const { notifications: n, notificationAttempts: a } = tables;
  return {
    contactMethods: await db.select().from(m).orderBy(asc(m.id)),
    notificationRules: await db.select().from(r).orderBy(asc(r.id)),
    notificationTemplates: await db.select().from(t).orderBy(asc(t.id)),
    notifications: await db.select().from(n).orderBy(asc(n.position)),
    notificationAttempts: await db.select().from(a).orderBy(asc(a.notificationId), asc(a.number)),
  };
}

/** PostgreSQL keeps the keys of an object in an order of its own; a dump is alike on every engine. */
function inOrder<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  // Safe: the same items, and the same keys with the same values.
  if (Array.isArray(value)) return value.map((item: unknown) => inOrder(item)) as T;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, inOrder(inner as unknown)])) as T;
}

/** A state as JSON with a row a line, for people and for `diff`. */
export function* linesOf(state: State, onRow: () => void = () => {}): Generator<string> {
  const { schemaVersion, ...tables } = state;
  yield `{\n"schemaVersion": ${schemaVersion}`;
  for (const [name, rows] of Object.entries(tables)) {
    yield `,\n"${name}": [`;
    for (const [i, row] of rows.entries()) {
      yield `${i === 0 ? '' : ','}\n${JSON.stringify(row)}`;
      onRow();
    }
    yield '\n]';
  }
  yield '\n}\n';
}
