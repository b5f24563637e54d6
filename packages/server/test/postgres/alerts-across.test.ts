import type { Alert, Correlation, Incident } from '@tocsin/contract';
import { expect, it } from 'vitest';
import { manyCallers } from '../alerts-callers.ts';
import { emptyDatabase, urlOf } from '../database.ts';
import { startServer } from '../process.ts';
import { call } from './calls.ts';

const ALERTS = 500;
const CONNECTIONS = 50;
const alert = { service: 'frontend-api', severity: 'high', message: 'HTTP 5xx error rate > 10%' };

/** Two server processes on one database, without the sample incidents of its first start. */
async function twoServers() {
  const DATABASE_URL = urlOf(await emptyDatabase());
  const servers = [await startServer({ DATABASE_URL }), await startServer({ DATABASE_URL })];
  const [first = ''] = servers.map(({ url }) => url);
  const before = new Set((await everyIncident(first)).map(({ id }) => id));
  return {
    urls: servers.map(({ url }) => url),
    incidents: async () => (await everyIncident(first)).filter(({ id }) => !before.has(id)),
    alerts: async () => (await call<Alert[]>(first, 'GET', '/alerts?limit=500')).body,
  };
}

const everyIncident = async (url: string) =>
  (await call<Incident[]>(url, 'GET', '/incidents?limit=500')).body;

it('500 identical alerts to two processes make one incident, and none is lost', async () => {
  const { urls, incidents, alerts } = await twoServers();
  const answers = await manyCallers<Correlation>(urls, CONNECTIONS, ALERTS, () => ({
    path: '/api/v1/alerts',
    body: alert,
  }));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
  const opened = await incidents();
  expect(opened).toHaveLength(1);
  expect(new Set(answers.map(({ body }) => body.incident_id))).toEqual(new Set([opened[0]?.id]));
  expect(answers.filter(({ body }) => body.action === 'new_incident')).toHaveLength(1);
  expect(new Set((await alerts()).map(({ alert_id }) => alert_id)).size).toBe(ALERTS);
}, 180_000);

it('500 alerts over 20 keys to two processes make 20 incidents and 20 alerts', async () => {
  const { urls, incidents, alerts } = await twoServers();
  await manyCallers<Correlation>(urls, CONNECTIONS, ALERTS, (n) => ({
    path: '/api/v1/alerts',
    body: { ...alert, service: `service-${n % 20}`, dedup_key: `key ${n % 20}` },
  }));
  expect(await incidents()).toHaveLength(20);
  expect((await alerts()).map(({ count }) => count)).toEqual(Array.from({ length: 20 }, () => 25));
}, 180_000);
