import type { Change } from '../change.ts';
import { findIncident, fieldsOf } from '../incidents/queries.ts';
import { revise } from '../incidents/rules.ts';
import { storeRevised } from '../incidents/store.ts';
import type { Writer } from '../storage/storage.ts';
import { tellOfAlert } from './events.ts';
import { firingOf, markResolved } from './queries.ts';

interface Belonging {
  id: string;
  incidentId: string;
}

/** Resolves a firing alert, and with the last one of an incident the incident, if that is wanted. */
export async function resolveAlert(
  writer: Writer,
  alert: Belonging,
  change: Change,
  { withIncident }: { withIncident: boolean },
): Promise<void> {
  await close(writer, alert, change);
  if (!withIncident) return;
  const [firing] = await firingOf(writer, alert.incidentId, 1);
  if (firing !== undefined) return;
  const incident = await findIncident(writer, alert.incidentId);
  const revised = incident && revise(fieldsOf(incident), { status: 'resolved' }, change.at);
  if (revised) await storeRevised(writer, incident, revised, change);
}

const AT_ONCE = 1000;

/** Resolves all alerts of an incident that is over: what fires after that is news. */
export async function resolveAlertsOf(
  writer: Writer,
  incidentId: string,
  change: Change,
): Promise<void> {
  for (;;) {
    const ids = await firingOf(writer, incidentId, AT_ONCE);
    for (const id of ids) await close(writer, { id, incidentId }, change);
    if (ids.length < AT_ONCE) return;
  }
}

async function close(writer: Writer, alert: Belonging, change: Change): Promise<void> {
  await markResolved(writer, alert.id, change.at);
  await tellOfAlert(writer, 'alert.resolved', alert, change);
}
