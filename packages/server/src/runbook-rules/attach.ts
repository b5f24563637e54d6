import type { Change } from '../change.ts';
import { appendEvent } from '../events/log.ts';
import { findRunbookHead } from '../runbooks/queries.ts';
import type { Writer } from '../storage/storage.ts';
import { putAttached } from './attached-queries.ts';
import { allRules } from './queries.ts';
import { isFor, type Opened } from './rules.ts';

/**
 * Attaches the runbooks that are for a new incident, in the change that opens it; `labels` are those of
 * the alert that does. Of several rules with one runbook the oldest counts.
 */
export async function attachRunbooks(
  writer: Writer,
  incident: Opened & { id: string },
  labels: Readonly<Record<string, string>>,
  change: Change,
): Promise<void> {
  const rules = await allRules(writer);
  const attached = new Set<string>();
  for (const rule of rules) {
    if (attached.has(rule.runbookId) || !isFor(rule, incident, labels)) continue;
    attached.add(rule.runbookId);
    await attachRunbook(writer, incident.id, rule.runbookId, { rule, change });
  }
}

/** Attaches the newest revision of a runbook, if that is there; answers whether it is. */
export async function attachRunbook(
  writer: Writer,
  incidentId: string,
  runbookId: string,
  { rule, change }: { rule?: { id: string; name: string }; change: Change },
): Promise<boolean> {
  const runbook = await findRunbookHead(writer, runbookId);
  if (!runbook) return false;
  const { version: revision, title } = runbook;
  await putAttached(writer, {
    incidentId,
    runbookId,
    revision,
    ruleId: rule?.id ?? null,
    ruleName: rule?.name ?? null,
    attachedAt: change.at,
    attachedBy: change.actor,
  });
  await tellOfAttached(writer, 'incident.runbook_attached', { incidentId, runbookId }, change, {
    revision,
    title,
    rule_id: rule?.id ?? null,
  });
  return true;
}

/** Tells what happened to a runbook of an incident: it is in the history of both. */
export const tellOfAttached = (
  writer: Writer,
  type: 'incident.runbook_attached' | 'incident.runbook_detached',
  { incidentId, runbookId }: { incidentId: string; runbookId: string },
  { actor, at }: Change,
  data: Record<string, unknown> = {},
): Promise<void> =>
  appendEvent(writer, {
    type,
    entity: 'runbook',
    entityId: runbookId,
    actor,
    at,
    data: { incident_id: incidentId, ...data },
  });
