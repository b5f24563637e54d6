import { dedupScope } from '../../../packages/server/src/alerts/rules.ts';
import { timestamp } from '../../../packages/server/src/clock.ts';
import { readConfig } from '../../../packages/server/src/config.ts';
import { positionAt } from '../../../packages/server/src/incidents/queries.ts';
import { openIncident } from '../../../packages/server/src/incidents/rules.ts';
import { load } from '../../../packages/server/src/storage/load.ts';
import { openStorage } from '../../../packages/server/src/storage/open.ts';
import { parseState } from '../../../packages/server/src/storage/parse-state.ts';
import type { State } from '../../../packages/server/src/storage/state.ts';

const ALERTS_OF_AN_INCIDENT = 50;
/** Before any window, so that what is sent while it is measured opens incidents of its own. */
const AGE_MS = 24 * 3_600_000;

/** The service, and the key, of the n-th of the alerts that are firing from the start. */
export const firingAlert = (n: number) => ({
  service: `old-service-${Math.floor(n / ALERTS_OF_AN_INCIDENT)}`,
  dedup_key: `old-check-${n}`,
});

/** Makes a database in which so many alerts are firing, each event in its log. */
export async function fillDatabase(databaseUrl: string, alerts: number): Promise<void> {
  const { database } = readConfig({ DATABASE_URL: databaseUrl }, false);
  const storage = await openStorage(database, { warn: () => {} });
  await storage.write((writer) => load(writer, stateWith(alerts, Date.now() - AGE_MS)));
  await storage.close();
}

function stateWith(alerts: number, began: number): State {
  const empty = parseState(Buffer.from('{"schemaVersion":1,"incidents":[],"runbooks":[]}')).state;
  const all = Array.from({ length: alerts }, (_, n) => alertRow(n, began));
  const incidents = Array.from({ length: Math.ceil(alerts / ALERTS_OF_AN_INCIDENT) }, (_, i) =>
    incidentRow(i, began),
  );
  return {
    ...empty,
    incidents,
    alerts: all,
    events: all.map(({ id, incidentId, receivedAt }, n) => ({
      seq: n + 1,
      type: 'alert.received',
      entity: 'alert',
      entityId: id,
      actor: 'anonymous',
      at: receivedAt,
      data: { incident_id: incidentId, severity: 'high' },
    })),
    counters: [{ name: 'incident', value: incidents.length }],
  };
}

function incidentRow(i: number, began: number): State['incidents'][number] {
  const input = {
    title: `Errors of part ${i % 97} above 5 %`,
    severity: 'P2' as const,
    service: firingAlert(i * ALERTS_OF_AN_INCIDENT).service,
    assignedTo: null,
    status: 'open' as const,
  };
  const identity = { id: `old-incident-${i}`, number: i + 1 };
  const incident = openIncident(input, identity, timestamp(began + i));
  return { ...incident, notes: [], position: positionAt(began + i) };
}

function alertRow(n: number, began: number): State['alerts'][number] {
  const { service, dedup_key: dedupKey } = firingAlert(n);
  const at = timestamp(began + n);
  return {
    position: positionAt(began + n),
    id: `old-alert-${n}`,
    incidentId: `old-incident-${Math.floor(n / ALERTS_OF_AN_INCIDENT)}`,
    service,
    severity: 'P2',
    severityWord: 'high',
    message: `Errors of part ${n % 97} above 5 %`,
    labels: { region: 'us-east-1', instance: `10.0.${n % 250}.1:9100`, environment: 'production' },
    details: {},
    status: 'firing',
    source: 'api',
    integrationId: null,
    dedupScope: dedupScope(null, service),
    dedupKey,
    count: 1,
    timestamp: at,
    receivedAt: at,
    lastReceivedAt: at,
    resolvedAt: null,
  };
}
