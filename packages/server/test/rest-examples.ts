import {
  contract,
  type Correlation,
  type NewWebhook,
  type RunbookRule,
  type WebhookDelivery,
} from '@tocsin/contract';
import { storeNewRunbook } from '../src/runbooks/handlers.ts';
import { findRunbook } from '../src/runbooks/queries.ts';
import { insertIntegration } from '../src/integrations/queries.ts';
import { findIncident } from '../src/incidents/queries.ts';
import { hashOfKey } from '../src/integrations/key.ts';
import { someIncident, someRunbook, type TestApp } from './app.ts';
import { escalationOfTheExample, policyOfTheExample } from './escalation-examples.ts';
import {
  contactsOfTheExample,
  incidentOfTheExample,
  notificationOfTheExample,
} from './notification-examples.ts';
import { addIncident } from './every-engine/incident.ts';
import { oncallOfTheExample } from './oncall-examples.ts';

/** The values of a path's `{names}`. */
type Names = Record<string, string>;

/**
 * Makes what the contract's example of an operation speaks of, and answers where it is. An operation
 * that needs nothing is not here.
 */
export async function placesFor(app: TestApp, path: string): Promise<Names> {
  const [, make] = makers.find(([begin]) => path.startsWith(begin)) ?? [];
  return make ? make(app, path) : {};
}

/** The first that fits counts. */
const makers: [begin: string, make: (app: TestApp, path: string) => Promise<Names>][] = [
  ['/api/v1/runbooks', someRunbookOfTheExample],
  ['/api/v1/incidents/{id}/runbooks', attachedOfTheExample],
  ['/api/v1/runbook-rules', someRuleOfTheExample],
  ['/api/v1/incidents/{id}/alerts', async (app) => ({ id: (await someAlert(app)).incident_id })],
  ['/api/v1/incidents/{id}/notifications', notificationOfTheExample],
  ['/api/v1/incidents/{id}/escalation', escalationOfTheExample],
  ['/api/v1/escalations', escalationOfTheExample],
  ['/api/v1/escalate', escalationOfTheExample],
  ['/api/v1/escalation-policies', policyOfTheExample],
  ['/api/v1/notify', incidentOfTheExample],
  ['/api/v1/notifications', notificationOfTheExample],
  ['/api/v1/notification-templates', async () => ({ id: 'email.assigned' })],
  ['/api/v1/people/{personId}', contactsOfTheExample],
  ['/api/v1/incidents/{id}/merge', twoIncidents],
  ['/api/v1/incidents', someIncidentOfTheExample],
  ['/api/v1/alerts', async (app) => ({ alert_id: (await someAlert(app)).alert_id })],
  ['/api/v1/services', someSettings],
  ['/api/v1/integrations', integrationOfTheExample],
  ['/v2/enqueue', integrationOfTheExample],
  ['/api/v1/webhooks', someWebhookOfTheExample],
  ['/api/v1/people', oncallOfTheExample],
  ['/api/v1/schedules', oncallOfTheExample],
  ['/api/v1/oncall', oncallOfTheExample],
];

async function someRunbookOfTheExample(app: TestApp): Promise<Names> {
  return { id: (await someRunbook(app, contract.runbooks.create.example.input)).id };
}

/** With the id that the examples have: some name it in their body. */
async function runbookOfTheExample({ storage }: TestApp): Promise<string> {
  const example = contract.runbooks.create.example.output;
  await storage.write(async (writer) => {
    if (!(await findRunbook(writer, example.id))) await storeNewRunbook(writer, example, 'system');
  });
  return example.id;
}

async function attachedOfTheExample(app: TestApp): Promise<Names> {
  const runbookId = await runbookOfTheExample(app);
  const { id } = await someIncident(app);
  await app.rest('POST', `/incidents/${id}/runbooks`, { runbookId });
  return { id, runbookId };
}

async function someRuleOfTheExample(app: TestApp): Promise<Names> {
  await runbookOfTheExample(app);
  const { input } = contract.runbookRules.create.example;
  const { body } = await app.rest<RunbookRule>('POST', '/runbook-rules', input);
  return { id: body.id };
}

async function someIncidentOfTheExample(app: TestApp): Promise<Names> {
  const { input } = contract.incidents.create.example;
  return { id: (await someIncident(app, { ...input, severity: 'P1' })).id };
}

async function someWebhookOfTheExample({ rest }: TestApp): Promise<Names> {
  const { input } = contract.webhooks.create.example;
  const { body: webhook } = await rest<NewWebhook>('POST', '/webhooks', input);
  const path = `/webhooks/${webhook.id}/test`;
  const { body: delivery } = await rest<WebhookDelivery>('POST', path);
  return { id: webhook.id, deliveryId: delivery.id };
}

/** One, and the other that the example has it merged into. */
async function twoIncidents(app: TestApp): Promise<Names> {
  const { into } = contract.incidents.merge.example.input;
  await app.storage.write(async (writer) => {
    if (!(await findIncident(writer, into))) await addIncident(writer, { id: into });
  });
  return someIncidentOfTheExample(app);
}

async function someAlert(app: TestApp): Promise<Correlation> {
  const { input } = contract.alerts.create.example;
  return (await app.rest<Correlation>('POST', '/alerts', input)).body;
}

async function someSettings(app: TestApp): Promise<Names> {
  const { service, ...settings } = contract.alerts.saveSettings.example.input;
  await app.rest('PUT', `/services/${service}/settings`, settings);
  return { service };
}

/** With the key that the examples have, which no server would hand out, and something unreadable. */
async function integrationOfTheExample(app: TestApp): Promise<Names> {
  const { key } = contract.integrations.alertmanager.example.input;
  const path = `/integrations/${key}/alertmanager`;
  const known = await app.rest('POST', path, '{');
  if (known.status !== 404) return { id: 'example', key };
  const at = '2026-03-01T08:00:00.000Z';
  const integration = {
    id: 'example',
    name: 'Example',
    service: 'frontend-api',
    defaultSeverity: 'medium' as const,
    serviceLabel: null,
    autoResolve: true,
    mapping: null,
    signingSecret: null,
    keyHash: hashOfKey(key),
    keyHint: key.slice(-4),
    createdAt: at,
    updatedAt: at,
    lastUsedAt: null,
    version: 1,
  };
  await app.storage.write((writer) => insertIntegration(writer, integration));
  await app.rest('POST', path, '{');
  return { id: 'example', key };
}
