import { Severity, Status } from '@tocsin/contract';
import { v7 as uuidv7 } from 'uuid';
import * as z from 'zod';
import { positionAt } from '../incidents/queries.ts';
import { timed } from '../incidents/rules.ts';
import { noAlerts } from './alert-state.ts';
import { noEscalations } from './escalation-state.ts';
import { noNotifications } from './notification-state.ts';
import { noOncall } from './oncall-state.ts';
import { noRunbookRules } from './runbook-rule-state.ts';
import { SCHEMA_VERSION, type State } from './state.ts';
import { noWebhooks } from './webhook-state.ts';

/** Other programs wrote their times in their own ways; one without a zone is UTC. */
const AnyTime = z.string().transform((value, context) => {
  const time = new Date(/(Z|[+-]\d\d:?\d\d)$/.test(value) ? value : `${value}Z`);
  if (!Number.isNaN(time.getTime())) return time.toISOString();
  context.issues.push({ code: 'custom', input: value, message: 'Must be a time' });
  return z.NEVER;
});

/** The shape of the first backends: incidents with nested notes, and runbooks. */
export const VersionOne = z.object({
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

/** Numbers by age; a closed incident was resolved when it last changed, as far as anybody knows. */
export function upgraded({ incidents, runbooks }: z.output<typeof VersionOne>): State {
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
