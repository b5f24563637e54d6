import { contract } from '@tocsin/contract';
import { storeNew } from '../src/incidents/store.ts';
import { findIncident, nextNumber } from '../src/incidents/queries.ts';
import { openIncident } from '../src/incidents/rules.ts';
import { insertMethod } from '../src/contacts/queries.ts';
import { findNotification, updateNotification } from '../src/notifications/queries.ts';
import type { TestApp } from './app.ts';
import { notify } from './notifications.ts';
import { oncallOfTheExample } from './oncall-examples.ts';

type Names = Record<string, string>;
const { input } = contract.notifications.notify.example;
const [exampleSecret = ''] = contract.contactMethods.create.example.input.secrets ?? [];

/** The incident that the examples of notifications are about, with the id that they have. */
export async function incidentOfTheExample({ storage }: TestApp): Promise<Names> {
  const id = String(input.incident_id);
  await storage.write(async (writer) => {
    if (await findIncident(writer, id)) return;
    const at = '2026-03-01T08:00:00.000Z';
    const fields = { title: 'Slow', severity: 'P1', service: 'checkout-api' } as const;
    const identity = { id, number: await nextNumber(writer) };
    const opened = openIncident({ ...fields, assignedTo: null, status: 'open' }, identity, at);
    await storeNew(writer, opened, { actor: 'anonymous', at });
  });
  return { id };
}

/** A notification that has failed, of that incident. */
export async function notificationOfTheExample(app: TestApp): Promise<Names> {
  const { id = '' } = await incidentOfTheExample(app);
  const { notification_id } = await notify(app, input);
  await app.storage.write(async (writer) => {
    const row = await findNotification(writer, notification_id);
    if (row) await updateNotification(writer, row, { status: 'failed' });
  });
  return { id, notification_id };
}

/** A person with the contact method that the examples have, and a rule that uses it. */
export async function contactsOfTheExample(app: TestApp, path: string): Promise<Names> {
  const { id: personId = '' } = await oncallOfTheExample(app, '/api/v1/people/{id}');
  const { id, ...row } = contract.contactMethods.get.example.output;
  const { secretCount: _, ...method } = { ...row, personId, secrets: [exampleSecret] };
  await app.storage.write((writer) => insertMethod(writer, { id, ...method }));
  if (!path.includes('notification-rules')) return { personId, id };
  const rule = { contactMethodId: id };
  const made = await app.rest<{ id: string }>(
    'POST',
    `/people/${personId}/notification-rules`,
    rule,
  );
  return { personId, id: made.body.id };
}
