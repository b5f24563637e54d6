import type { Alert, Correlation, Incident } from '@tocsin/contract';
import { expect, test } from 'vitest';
import { type TestApp, testApp } from '../app.ts';
import { manyCallers } from '../alerts-callers.ts';
import { someIntegration } from '../alerts.ts';
import { alertmanager, pagerDuty } from '../alerts-payloads.ts';

const ALERTS = 500;
const CONNECTIONS = 50;

const send = async (app: TestApp, alertOf: (n: number) => object) =>
  manyCallers<Correlation>([await app.listen()], CONNECTIONS, ALERTS, (n) => ({
    path: '/api/v1/alerts',
    body: alertOf(n),
  }));

async function everything({ rest }: TestApp) {
  const incidents = (await rest<Incident[]>('GET', '/incidents?limit=500')).body;
  const first = await rest<Alert[]>('GET', '/alerts?limit=500');
  expect(first.headers['link']).toBeUndefined();
  return { incidents, alerts: first.body };
}

const alert = { service: 'frontend-api', severity: 'high', message: 'HTTP 5xx error rate > 10%' };

test('500 identical alerts from 50 connections make one incident, and none is lost', async () => {
  const app = await testApp();
  const answers = await send(app, () => alert);

  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
  const bodies = answers.map(({ body }) => body);
  expect(new Set(bodies.map(({ alert_id }) => alert_id)).size).toBe(ALERTS);
  expect(new Set(bodies.map(({ incident_id }) => incident_id)).size).toBe(1);
  expect(bodies.filter(({ action }) => action === 'new_incident')).toHaveLength(1);
  const { incidents, alerts } = await everything(app);
  expect(incidents.map(({ id }) => id)).toEqual([bodies[0]?.incident_id]);
  expect(new Set(alerts.map(({ alert_id }) => alert_id))).toEqual(
    new Set(bodies.map(({ alert_id }) => alert_id)),
  );
  const { text } = await app.rest('GET', '//metrics');
  expect(text).toContain(`alerts_received_total{severity="high"} ${ALERTS}\n`);
  expect(text).toContain('alerts_correlated_total{result="new_incident"} 1\n');
  expect(text).toContain(`alerts_correlated_total{result="existing_incident"} ${ALERTS - 1}\n`);
}, 120_000);

test('500 alerts over 20 services and severities make 20 incidents', async () => {
  const app = await testApp();
  const severities = ['critical', 'high', 'medium', 'low'];
  const answers = await send(app, (n) => ({
    ...alert,
    service: `service-${n % 5}`,
    severity: severities[Math.floor(n / 5) % 4],
  }));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
  const { incidents, alerts } = await everything(app);
  expect(alerts).toHaveLength(ALERTS);
  expect(incidents).toHaveLength(20);
  const kinds = incidents.map(({ service, severity }) => `${service} ${severity}`);
  expect(new Set(kinds).size).toBe(20);
  const placed = new Map(incidents.map(({ id, service }) => [id, service]));
  for (const { incident_id, service } of alerts) expect(placed.get(incident_id)).toBe(service);
}, 120_000);

test('500 alerts with one key are one alert, which has counted each of them', async () => {
  const app = await testApp();
  const answers = await send(app, () => ({ ...alert, dedup_key: 'frontend-api/5xx' }));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
  const { incidents, alerts } = await everything(app);
  expect(incidents).toHaveLength(1);
  expect(alerts).toMatchObject([{ count: ALERTS }]);
}, 120_000);

test('500 alerts with 20 keys are 20 alerts, and their counts add up', async () => {
  const app = await testApp();
  await send(app, (n) => ({ ...alert, service: `service-${n % 20}`, dedup_key: `key ${n % 20}` }));
  const { incidents, alerts } = await everything(app);
  expect([incidents.length, alerts.length]).toEqual([20, 20]);
  expect(new Set(alerts.map(({ count }) => count))).toEqual(new Set([ALERTS / 20]));
}, 120_000);

test('notifications of two Alertmanagers at once are one alert each, as are events', async () => {
  const app = await testApp();
  const { key } = await someIntegration(app);
  const answers = await manyCallers([await app.listen()], CONNECTIONS, 200, (n) =>
    n % 2 === 0
      ? { path: `/api/v1/integrations/${key}/alertmanager`, body: alertmanager() }
      : { path: '/v2/enqueue', body: pagerDuty(key) },
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 202]));
  const { incidents, alerts } = await everything(app);
  expect(alerts.map(({ source, count }) => `${source} ${count}`).toSorted()).toEqual([
    'alertmanager 100',
    'pagerduty 100',
  ]);
  // One is critical, the other an error.
  expect(incidents).toHaveLength(2);
}, 120_000);

test('alerts that end while others begin leave every incident in the state of its alerts', async () => {
  const app = await testApp();
  const { key } = await someIntegration(app);
  const path = `/api/v1/integrations/${key}/events`;
  await manyCallers([await app.listen()], CONNECTIONS, 600, (n) => ({
    path,
    body: { id: `check ${n % 7}`, message: 'x', status: n % 3 === 0 ? 'ok' : 'down' },
  }));
  const { incidents, alerts } = await everything(app);
  const firing = alerts.filter(({ status }) => status === 'firing');
  const keys = firing.map(({ dedup_key }) => dedup_key);
  expect(new Set(keys).size).toBe(keys.length);
  const busy = new Set(firing.map(({ incident_id }) => incident_id));
  for (const { id, phase } of incidents) expect(phase === 'resolved').toBe(!busy.has(id));
}, 120_000);
