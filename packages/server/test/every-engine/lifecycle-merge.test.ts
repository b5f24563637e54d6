import type { Alert } from '@tocsin/contract';
import { expect, test } from 'vitest';
import { incidentOf, sent } from '../alerts.ts';
import { someIncident, type TestApp, testApp } from '../app.ts';
import { step, timeline, tried, typesOf } from '../lifecycle.ts';

const alert = { service: 'api', severity: 'high', message: 'x', dedup_key: 'api/5xx' };

const alertsOf = async ({ rest }: TestApp, id: string) =>
  (await rest<Alert[]>('GET', `/incidents/${id}/alerts`)).body.map(({ alert_id }) => alert_id);

test('a merged incident is over, and its alerts and those to come go on in the other', async () => {
  const app = await testApp();
  const first = await sent(app, alert);
  const second = await sent(app, { ...alert, dedup_key: 'api/latency' });
  const from = first.incident_id;
  await app.rest('POST', `/incidents/${from}/notes`, { text: 'stays' });
  const { id: into } = await someIncident(app, { service: 'database' });
  await app.clock.advance(60_000);

  const merged = await step(app, from, 'merge', { into });
  expect(merged).toMatchObject({
    phase: 'resolved',
    status: 'Closed',
    mergedInto: into,
    resolvedAt: '2026-03-01T08:01:00.000Z',
    notes: [{ text: 'stays' }],
    changed: true,
  });
  expect(await step(app, from, 'merge', { into })).toEqual({ ...merged, changed: false });
  expect(await alertsOf(app, from)).toEqual([]);
  expect(await alertsOf(app, into)).toEqual([second.alert_id, first.alert_id]);

  // The same again, another of its kind, and the end of all.
  expect((await sent(app, alert)).incident_id).toBe(into);
  const third = await sent(app, { ...alert, dedup_key: 'api/third' });
  expect(third).toMatchObject({ incident_id: into, action: 'attached_to_existing_incident' });
  for (const { alert_id } of [first, second]) await app.rest('POST', `/alerts/${alert_id}/resolve`);
  expect((await incidentOf(app, into)).phase).toBe('open');
  await app.rest('POST', `/alerts/${third.alert_id}/resolve`);
  expect((await incidentOf(app, into)).phase).toBe('resolved');

  expect((await timeline(app, from)).at(-1)).toMatchObject({
    type: 'incident.merged',
    data: { changes: { mergedInto: { from: null, to: into } } },
  });
  expect((await timeline(app, into))[1]).toMatchObject({
    type: 'incident.absorbed',
    data: { merged_id: from, alerts: 2 },
  });
  // What is over takes nothing more.
  expect((await sent(app, alert)).action).toBe('new_incident');
});

test('alerts follow a chain of merges to its end', async () => {
  const app = await testApp();
  const { incident_id: a } = await sent(app, alert);
  const { id: b } = await someIncident(app, { service: 'b' });
  const { id: c } = await someIncident(app, { service: 'c' });
  await step(app, a, 'merge', { into: b });
  await step(app, b, 'merge', { into: c });
  const { incident_id } = await sent(app, { ...alert, dedup_key: 'another' });
  expect(incident_id).toBe(c);
  expect(await alertsOf(app, c)).toHaveLength(2);
});

test('an incident is not merged into itself, nor into one that is merged or resolved', async () => {
  const app = await testApp();
  const ids = [];
  for (let i = 0; i < 4; i++) ids.push((await someIncident(app)).id);
  const [a = '', b = '', c = '', over = ''] = ids;
  await step(app, over, 'resolve');
  await step(app, a, 'merge', { into: b });

  expect((await tried(app, c, 'merge', { into: c }))[0]).toBe(409);
  expect((await tried(app, c, 'merge', { into: a }))[0]).toBe(409);
  expect((await tried(app, b, 'merge', { into: a }))[0]).toBe(409);
  expect((await tried(app, a, 'merge', { into: c }))[0]).toBe(409);
  expect((await tried(app, c, 'merge', { into: over }))[0]).toBe(409);
  expect(await tried(app, c, 'merge', { into: 'nothing' })).toEqual([
    404,
    'There is no incident nothing.',
  ]);
  expect((await tried(app, c, 'merge'))[0]).toBe(422);
  expect(await incidentOf(app, c)).toMatchObject({ phase: 'open', mergedInto: null, version: 1 });
});

test('an incident that is reopened is its own again', async () => {
  const app = await testApp();
  const { id: a } = await someIncident(app);
  const { id: b } = await someIncident(app);
  await step(app, a, 'merge', { into: b });
  expect(await step(app, a, 'reopen')).toMatchObject({ mergedInto: null, resolvedAt: null });
  await step(app, b, 'merge', { into: a });
  expect(await incidentOf(app, a)).toMatchObject({ phase: 'open', mergedInto: null });
  expect(await typesOf(app, a)).toEqual([
    'incident.created',
    'incident.merged',
    'incident.reopened',
    'incident.absorbed',
  ]);
});
