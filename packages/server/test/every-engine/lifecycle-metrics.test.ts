import { Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { fieldsOf, findIncident } from '../../src/incidents/queries.ts';
import { revise } from '../../src/incidents/rules.ts';
import { storeRevised } from '../../src/incidents/store.ts';
import { measured } from '../../src/incidents/times.ts';
import { someIntegration, sent } from '../alerts.ts';
import { pagerDuty } from '../alerts-payloads.ts';
import { someIncident, type TestApp, testApp } from '../app.ts';
import { emptyStorage } from '../database.ts';
import { step } from '../lifecycle.ts';
import { change } from './incident.ts';

const metricsOf = async ({ rest }: TestApp) => (await rest('GET', '//metrics')).text;
const countOf = (text: string, name: string) =>
  Number(new RegExp(`^${name}_count (\\d+)$`, 'm').exec(text)?.[1] ?? Number.NaN);

async function counts(app: TestApp) {
  const text = await metricsOf(app);
  return [countOf(text, 'incident_mtta_seconds'), countOf(text, 'incident_mttr_seconds')];
}

test('the gauge tells how many incidents are in each phase, from the start', async () => {
  const app = await testApp();
  expect(await metricsOf(app)).toContain('incidents_total{status="open"} 0\n');
  await someIncident(app);
  await someIncident(app, { service: 'another' });
  await step(app, (await someIncident(app)).id, 'acknowledge');
  await step(app, (await someIncident(app)).id, 'start');
  await step(app, (await someIncident(app)).id, 'resolve');
  const text = await metricsOf(app);
  for (const [status, total] of [
    ['open', 2],
    ['acknowledged', 1],
    ['in_progress', 1],
    ['resolved', 1],
  ]) {
    expect(text).toContain(`incidents_total{status="${status}"} ${total}\n`);
  }
});

test('the histograms have the buckets that dashboards are made for', async () => {
  const app = await testApp();
  const { id } = await someIncident(app);
  await app.clock.advance(45_500);
  await step(app, id, 'acknowledge');
  await app.clock.advance(200_000);
  await step(app, id, 'resolve');
  const text = await metricsOf(app);
  const buckets = (name: string) =>
    [...text.matchAll(new RegExp(`^${name}_bucket\\{le="(.+)"\\} (\\d)$`, 'gm'))].map(
      ([, le, n]) => [le, n],
    );
  expect(buckets('incident_mtta_seconds')).toEqual([
    ['30', '0'],
    ...['60', '120', '300', '600', '1800', '3600', '+Inf'].map((le) => [le, '1']),
  ]);
  expect(buckets('incident_mttr_seconds')).toEqual([
    ['60', '0'],
    ...['300', '600', '1800', '3600', '7200', '14400', '+Inf'].map((le) => [le, '1']),
  ]);
  expect(text).toContain('incident_mtta_seconds_sum 45.5\n');
  expect(text).toContain('incident_mttr_seconds_sum 245.5\n');
});

test('a first acknowledgement and each resolution is counted once, whichever way it comes', async () => {
  const app = await testApp();
  const { id } = await someIncident(app);
  await app.rest('PATCH', `/incidents/${id}`, { status: 'acknowledged' });
  await step(app, id, 'acknowledge');
  await step(app, id, 'start');
  expect(await counts(app)).toEqual([1, 0]);
  await step(app, id, 'close');
  await step(app, id, 'close');
  expect(await counts(app)).toEqual([1, 1]);
  await step(app, id, 'reopen');
  await step(app, id, 'acknowledge');
  await app.rest('PATCH', `/incidents/${id}`, { status: 'Closed', notes: 'again' });
  expect(await counts(app)).toEqual([1, 2]);

  const alert = { service: 'api', severity: 'high', message: 'x' };
  const { alert_id } = await sent(app, alert);
  await app.rest('POST', `/alerts/${alert_id}/resolve`);
  expect(await counts(app)).toEqual([1, 3]);

  const { key } = await someIntegration(app);
  const event = pagerDuty(key);
  for (const event_action of ['trigger', 'acknowledge', 'resolve']) {
    const { status } = await app.rest('POST', '//v2/enqueue', { ...event, event_action });
    expect(status).toBe(202);
  }
  expect(await counts(app)).toEqual([2, 4]);

  const [a, b] = [await someIncident(app), await someIncident(app)];
  await step(app, a.id, 'merge', { into: b.id });
  expect(await counts(app)).toEqual([2, 4]);
});

test('what is refused or rolled back is not counted', async () => {
  const app = await testApp();
  const { id } = await someIncident(app);
  const stale = { 'if-match': '"7"' };
  expect((await app.rest('POST', `/incidents/${id}/resolve`, {}, stale)).status).toBe(412);
  expect(await counts(app)).toEqual([0, 0]);

  const registry = new Registry();
  const storage = measured(app.storage, registry);
  const resolveAnd = (end: () => void) =>
    storage.write(async (writer) => {
      const before = await findIncident(writer, id);
      const revised = before && revise(fieldsOf(before), { status: 'resolved' }, change.at);
      if (revised) await storeRevised(writer, before, revised, change);
      end();
    });
  const undone = resolveAnd(() => {
    throw new Error('undone');
  });
  await expect(undone).rejects.toThrow('undone');
  expect(countOf(await registry.metrics(), 'incident_mttr_seconds')).toBe(0);
  await resolveAnd(() => {});
  expect(countOf(await registry.metrics(), 'incident_mttr_seconds')).toBe(1);
});

test('the gauge is absent while the database is away, and the rest is told', async () => {
  const storage = await emptyStorage();
  const registry = new Registry();
  measured(storage, registry);
  await storage.close();
  const text = await registry.metrics();
  expect(text).not.toContain('incidents_total{');
  expect(text).toContain('incident_mtta_seconds_count 0\n');
});
