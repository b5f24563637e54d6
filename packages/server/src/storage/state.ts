import { isUtf8 } from 'node:buffer';
import { Phase, Severity, Status } from '@tocsin/contract';
import { v7 as uuidv7 } from 'uuid';
import * as z from 'zod';
import type { EventRow } from '../events/log.ts';
import { positionAt } from '../incidents/queries.ts';
import { timed } from '../incidents/rules.ts';
import { jobStates } from '../jobs/state.ts';
import { type AlertState, alertState, noAlerts } from './alert-state.ts';
import { escalationsState, type EscalationsState, noEscalations } from './escalation-state.ts';
import { NewerDatabaseError } from './newer-database.ts';
import {
  noNotifications,
  type NotificationState,
  notificationState,
} from './notification-state.ts';
import { noOncall, type OncallState, oncallState } from './oncall-state.ts';
import { noRunbookRules, type RunbookRuleState, runbookRuleState } from './runbook-rule-state.ts';
import type { Tables } from './storage.ts';
import { noWebhooks, type WebhookState, webhookState } from './webhook-state.ts';

/** The version of {@link State} that this program writes. */
export const SCHEMA_VERSION = 2;

type Row<Table extends keyof Tables> = Tables[Table]['$inferSelect'];
type NoteState = Pick<Row<'incidentNotes'>, 'id' | 'timestamp' | 'author' | 'text'>;

/** Everything in a database, as the JSON file and `tocsin export` have it. What follows from it is left out. */
export interface State
  extends
    AlertState,
    EscalationsState,
    NotificationState,
    OncallState,
    RunbookRuleState,
    WebhookState {
  schemaVersion: typeof SCHEMA_VERSION;
  incidents: (Row<'incidents'> & { notes: NoteState[] })[];
  runbooks: Row<'runbooks'>[];
  runbookRevisions: Row<'runbookRevisions'>[];
  events: EventRow[];
  jobs: Row<'jobs'>[];
  counters: Row<'counters'>[];
  milestones: Row<'milestones'>[];
}

/** A text that is no state, or one that contradicts itself. */
export class UnreadableStateError extends Error {
  override readonly name = 'UnreadableStateError';
}

/**
 * The state of any version so far, and which version that was.
 * @throws UnreadableStateError
 * @throws NewerDatabaseError
 */
export function parseState(bytes: Buffer): { version: number; state: State } {
  const json = parseJson(bytes);
  const version = z.object({ schemaVersion: z.unknown() }).safeParse(json).data?.schemaVersion;
  if (version === 1) return { version, state: upgrade(checked(VersionOne, json)) };
  if (version === SCHEMA_VERSION) return { version, state: checked(VersionTwo, json) };
  const said = `schemaVersion is ${JSON.stringify(version)}`;
  if (typeof version === 'number' && version > SCHEMA_VERSION) {
    throw new NewerDatabaseError(
      `${said}, of a newer version of Tocsin. Use that version, or another database.`,
    );
  }
  throw new UnreadableStateError(`${said}; known are 1 to ${SCHEMA_VERSION}`);
}

function parseJson(bytes: Buffer): unknown {
  if (!isUtf8(bytes)) throw new UnreadableStateError('it is not UTF-8');
  try {
    // Some editors put a byte order mark in front.
    return JSON.parse(bytes.toString().replace(/^\uFEFF/, ''));
  } catch {
    throw new UnreadableStateError('it is not valid JSON');
  }
}

function checked<T extends z.ZodType>(schema: T, json: unknown): z.output<T> {
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new UnreadableStateError(z.prettifyError(parsed.error));
}

/** Other programs wrote their times in their own ways; one without a zone is UTC. */
const AnyTime = z.string().transform((value, context) => {
  const time = new Date(/(Z|[+-]\d\d:?\d\d)$/.test(value) ? value : `${value}Z`);
  if (!Number.isNaN(time.getTime())) return time.toISOString();
  context.issues.push({ code: 'custom', input: value, message: 'Must be a time' });
  return z.NEVER;
});

/** The shape of the first backends: incidents with nested notes, and runbooks. */
const VersionOne = z.object({
  incidents: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      severity: Severity,
      status: Status,
      service: z.string(),
      createdAt: AnyTime,
      updatedAt: AnyTime,
      notes: z
        .array(z.object({ timestamp: AnyTime, author: z.string(), text: z.string() }))
        .default([]),
    }),
  ),
  runbooks: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      tags: z.array(z.string()).default([]),
      content: z.string(),
      createdAt: AnyTime,
      updatedAt: AnyTime,
    }),
  ),
});

const id = z.string();
const count = z.int();
const time = z.string();
const VersionTwo = z.object({
  schemaVersion: z.literal(SCHEMA_VERSION),
  incidents: z.array(
    z
      .object({
        position: count,
        id,
        number: count,
        title: z.string(),
        severity: Severity,
        service: z.string(),
        status: Status,
        phase: Phase,
        assignedTo: z.string().nullable(),
        createdAt: time,
        updatedAt: time,
        acknowledgedAt: time.nullable(),
        resolvedAt: time.nullable(),
        snoozedUntil: time.nullable().default(null),
        mergedInto: id.nullable().default(null),
        version: count,
        notes: z.array(z.object({ id, timestamp: time, author: z.string(), text: z.string() })),
      })
      .transform(timed),
  ),
  runbooks: z.array(
    z.object({
      position: count,
      id,
      title: z.string(),
      tags: z.array(z.string()),
      content: z.string(),
      createdAt: time,
      updatedAt: time,
      version: count,
    }),
  ),
  runbookRevisions: z.array(
    z.object({
      runbookId: id,
      revision: count,
      title: z.string(),
      tags: z.array(z.string()),
      content: z.string(),
      savedAt: time,
      savedBy: z.string(),
    }),
  ),
  events: z.array(
    z.object({
      seq: count,
      type: z.string(),
      entity: z.string(),
      entityId: id,
      actor: z.string(),
      at: time,
      data: z.record(z.string(), z.unknown()),
    }),
  ),
  // Files from before there were jobs have none.
  jobs: z
    .array(
      z.object({
        id,
        name: z.string(),
        data: z.record(z.string(), z.unknown()),
        key: z.string().nullable(),
        state: z.enum(jobStates),
        dueAt: time.nullable(),
        attempts: count,
        lease: z.string().nullable(),
        error: z.string().nullable(),
        createdAt: time,
        startedAt: time.nullable(),
        finishedAt: time.nullable(),
      }),
    )
    .default([]),
  ...alertState,
  ...escalationsState,
  ...oncallState,
  ...notificationState,
  ...runbookRuleState,
  ...webhookState,
  counters: z.array(z.object({ name: z.string(), value: count })),
  milestones: z.array(z.object({ name: z.string(), at: time })),
}) satisfies z.ZodType<State>;

/** Numbers by age; a closed incident was resolved when it last changed, as far as anybody knows. */
function upgrade({ incidents, runbooks }: z.output<typeof VersionOne>): State {
  const now = new Date().toISOString();
  const byAge = incidents.toSorted((a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt));
  let last = -1;
  const positionOf = (createdAt: string): number => {
    last = Math.max(positionAt(createdAt), last + 1);
    return last;
  };
  return {
    schemaVersion: SCHEMA_VERSION,
    incidents: byAge.map((incident, i) =>
      timed({
        ...incident,
        position: positionOf(incident.createdAt),
        number: i + 1,
        phase: incident.status === 'Closed' ? 'resolved' : 'open',
        assignedTo: null,
        acknowledgedAt: null,
        resolvedAt: incident.status === 'Closed' ? incident.updatedAt : null,
        snoozedUntil: null,
        mergedInto: null,
        version: 1,
        notes: incident.notes.map((note) => ({ id: uuidv7(), ...note })),
      }),
    ),
    runbooks: runbooks.map((runbook, i) => ({ ...runbook, position: i + 1, version: 1 })),
    runbookRevisions: runbooks.map(({ id: runbookId, title, tags, content, updatedAt }) => ({
      runbookId,
      revision: 1,
      title,
      tags,
      content,
      savedAt: updatedAt,
      savedBy: 'system',
    })),
    events: [],
    jobs: [],
    ...noAlerts,
    ...noEscalations,
    ...noOncall,
    ...noNotifications,
    ...noRunbookRules,
    ...noWebhooks,
    counters: [{ name: 'incident', value: incidents.length }],
    milestones: [{ name: 'seeded', at: now }],
  };
}
