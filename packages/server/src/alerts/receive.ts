import type { AlertSeverity, AlertSource, Correlation } from '@tocsin/contract';
import { v7 as uuidv7 } from 'uuid';
import type * as z from 'zod';
import type { Change } from '../change.ts';
import { timestamp } from '../clock.ts';
import { newestOpenSince } from '../incidents/open-since.ts';
import { fieldsOf, findIncident, nextNumber, type PlacedIncident } from '../incidents/queries.ts';
import { openIncident, revise } from '../incidents/rules.ts';
import { storeNew, storeRevised } from '../incidents/store.ts';
import { attachRunbooks } from '../runbook-rules/attach.ts';
import type { Writer } from '../storage/storage.ts';
import { tellOfAlert } from './events.ts';
import { type AlertRow, countReceipt, findFiring, insertAlert } from './queries.ts';
import { resolveAlertsOf } from './resolve.ts';
import { dedupScope, isMoreSevere, severityOf, titleOf, windowStart } from './rules.ts';
import { findSettings } from './settings.ts';

/** That something is wrong, as a sender says it. */
export interface Firing {
  service: string;
  severity: AlertSeverity;
  message: string;
  labels: Record<string, string>;
  details: Record<string, unknown>;
  /** The same alert each time, as long as it is firing. */
  dedupKey: string | null;
  /** When it began, ISO 8601 in UTC; `null`: now. */
  timestamp: string | null;
}

/** Who sent it, how, and when it came. */
export interface Origin {
  source: z.output<typeof AlertSource>;
  integrationId: string | null;
  actor: string;
  /** By the clock of this server, in ms. */
  now: number;
}

/**
 * Takes in one alert: the one that is firing already once more, or a new one, which goes to the newest
 * incident that it fits, or opens one. All in one turn, so that of many at once just one opens it.
 */
export async function receive(
  writer: Writer,
  firing: Firing,
  origin: Origin,
  { correlationWindowSeconds }: { correlationWindowSeconds: number },
): Promise<Correlation> {
  const change = { actor: origin.actor, at: timestamp(origin.now) };
  const known = await stillFiring(writer, firing, origin, change);
  if (known) {
    await repeat(writer, known, firing, change);
    return correlated(known.alert.id, known.incident.id, 'attached_to_existing_incident');
  }
  const settings = await findSettings(writer, firing.service);
  const window = settings?.correlation_window_seconds ?? correlationWindowSeconds;
  const found = await newestOpenSince(writer, {
    service: firing.service,
    severity: severityOf(firing.severity),
    since: windowStart(origin.now, window),
  });
  const incidentId = found ?? (await open(writer, firing, change));
  const alert = newAlert(firing, origin, incidentId, change.at);
  await insertAlert(writer, alert);
  await tellOfAlert(writer, 'alert.received', alert, change, {
    service: alert.service,
    severity: alert.severityWord,
  });
  const action = found === undefined ? 'new_incident' : 'attached_to_existing_incident';
  return correlated(alert.id, incidentId, action);
}

interface Known {
  alert: AlertRow;
  incident: PlacedIncident;
}

/** The alert that this one repeats. Where somebody has resolved its incident, it is a new one. */
async function stillFiring(
  writer: Writer,
  { dedupKey, service }: Firing,
  { integrationId }: Origin,
  change: Change,
): Promise<Known | undefined> {
  if (dedupKey === null) return undefined;
  const alert = await findFiring(writer, dedupScope(integrationId, service), dedupKey);
  if (!alert) return undefined;
  const incident = await findIncident(writer, alert.incidentId);
  if (incident && incident.phase !== 'resolved') return { alert, incident };
  await resolveAlertsOf(writer, alert.incidentId, change);
  return undefined;
}

/** A repeat that is worse makes its alert worse, and its incident; one that is better changes neither. */
async function repeat(
  writer: Writer,
  { alert, incident }: Known,
  firing: Firing,
  change: Change,
): Promise<void> {
  const severity = severityOf(firing.severity);
  const isWorse = isMoreSevere(severity, alert.severity);
  const now = isWorse ? { severity, severityWord: firing.severity } : alert;
  await countReceipt(writer, { id: alert.id, at: change.at, ...picked(now) });
  await tellOfAlert(writer, 'alert.repeated', alert, change, {
    count: alert.count + 1,
    severity: now.severityWord,
  });
  if (!isWorse || !isMoreSevere(severity, incident.severity)) return;
  const revised = revise(fieldsOf(incident), { severity }, change.at);
  if (revised) await storeRevised(writer, incident, revised, change);
}

const picked = ({ severity, severityWord }: Pick<AlertRow, 'severity' | 'severityWord'>) => ({
  severity,
  severityWord,
});

async function open(writer: Writer, firing: Firing, change: Change): Promise<string> {
  const identity = { id: uuidv7(), number: await nextNumber(writer) };
  const input = {
    title: titleOf(firing.message),
    severity: severityOf(firing.severity),
    service: firing.service,
    assignedTo: null,
    status: 'open' as const,
  };
  const incident = await storeNew(writer, openIncident(input, identity, change.at), change);
  await attachRunbooks(writer, incident, firing.labels, change);
  return identity.id;
}

function newAlert(
  firing: Firing,
  { source, integrationId }: Origin,
  incidentId: string,
  at: string,
): Omit<AlertRow, 'position'> {
  return {
    id: uuidv7(),
    incidentId,
    service: firing.service,
    severity: severityOf(firing.severity),
    severityWord: firing.severity,
    message: firing.message,
    labels: firing.labels,
    details: firing.details,
    status: 'firing',
    source,
    integrationId,
    dedupScope: dedupScope(integrationId, firing.service),
    dedupKey: firing.dedupKey,
    count: 1,
    timestamp: firing.timestamp ?? at,
    receivedAt: at,
    lastReceivedAt: at,
    resolvedAt: null,
  };
}

const correlated = (
  alertId: string,
  incidentId: string,
  action: Correlation['action'],
): Correlation => ({ alert_id: alertId, incident_id: incidentId, status: 'correlated', action });
