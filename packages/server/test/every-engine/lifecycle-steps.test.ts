import type { Incident, Problem } from '@tocsin/contract';
import { expect, test } from 'vitest';
import { someIncident, testApp } from '../app.ts';
import { sent } from '../alerts.ts';
import { step, timeline, tried, typesOf } from '../lifecycle.ts';

const minute = 60_000;

test('an incident is acknowledged, started, resolved; each step counts once, however often it is taken', async () => {
  const app = await testApp();
  const { id } = await someIncident(app);
  await app.clock.advance(minute);

  const acknowledged = await step(app, id, 'acknowledge');
  expect(acknowledged).toMatchObject({ phase: 'acknowledged', mttaSeconds: 60, changed: true });
  expect((await step(app, id, 'acknowledge')).changed).toBe(false);
  await app.clock.advance(minute);
  const started = await step(app, id, 'start');
  expect(started).toMatchObject({ phase: 'in_progress', mttaSeconds: 60, mttrSeconds: null });
  expect((await step(app, id, 'start')).changed).toBe(false);
  // It is acknowledged, and more than that.
  expect(await step(app, id, 'acknowledge')).toMatchObject({
    phase: 'in_progress',
    changed: false,
  });
  await app.clock.advance(minute + 1);
  const resolved = await step(app, id, 'resolve');
  expect(resolved).toMatchObject({ status: 'Closed', mttaSeconds: 60, mttrSeconds: 180.001 });
  await app.clock.advance(minute);
  expect(await step(app, id, 'resolve')).toEqual({ ...resolved, changed: false });

  expect(await typesOf(app, id)).toEqual([
    'incident.created',
    'incident.acknowledged',
    'incident.started',
    'incident.resolved',
  ]);
});

test('an acknowledgement after the resolution is refused and reopens nothing', async () => {
  const app = await testApp();
  const { id } = await someIncident(app);
  const resolved = await step(app, id, 'resolve');

  const why = 'The incident is resolved; reopen it first.';
  expect(await tried(app, id, 'acknowledge')).toEqual([409, why]);
  expect(await tried(app, id, 'start')).toEqual([409, why]);
  expect(await tried(app, id, 'snooze', { minutes: 5 })).toEqual([409, why]);
  const patched = await app.rest('PATCH', `/incidents/${id}`, { status: 'acknowledged' });
  expect(patched.status).toBe(409);
  const { changed: _, ...incident } = resolved;
  expect((await app.rest('GET', `/incidents/${id}`)).body).toMatchObject(incident);
});

test('a reopened incident has the time of its first acknowledgement, and of its last resolution', async () => {
  const app = await testApp();
  const { id } = await someIncident(app);
  await app.clock.advance(minute);
  await step(app, id, 'acknowledge');
  await step(app, id, 'resolve');
  await app.clock.advance(minute);
  expect(await step(app, id, 'reopen')).toMatchObject({ mttaSeconds: 60, mttrSeconds: null });
  await step(app, id, 'acknowledge');
  expect(await step(app, id, 'resolve')).toMatchObject({ mttaSeconds: 60, mttrSeconds: 120 });
});

test('work goes from one to another, and to nobody', async () => {
  const app = await testApp();
  const { id } = await someIncident(app);
  const mara = { assignedTo: 'Mara' };
  expect(await step(app, id, 'assign', mara)).toMatchObject({ ...mara, changed: true, version: 2 });
  expect(await step(app, id, 'assign', mara)).toMatchObject({
    ...mara,
    changed: false,
    version: 2,
  });
  expect((await step(app, id, 'assign', { assignedTo: null })).assignedTo).toBeNull();
  expect((await tried(app, id, 'assign'))[0]).toBe(422);
  const [, assigned] = await timeline(app, id);
  expect(assigned).toMatchObject({
    type: 'incident.updated',
    data: { changes: { assignedTo: { from: null, to: 'Mara' } } },
  });
});

test('every step is 404 where there is no incident, and 412 where it has changed', async () => {
  const app = await testApp();
  const { id } = await someIncident(app);
  const bodies = { assign: { assignedTo: 'x' }, snooze: { minutes: 5 }, merge: { into: id } };
  const steps = ['acknowledge', 'start', 'resolve', 'assign', 'snooze', 'unsnooze', 'merge'];
  for (const name of steps) {
    const body = name in bodies ? bodies[name as keyof typeof bodies] : {};
    expect((await tried(app, 'nothing', name, body))[0], name).toBe(404);
    const stale = await app.rest('POST', `/incidents/${id}/${name}`, body, { 'if-match': '"9"' });
    expect(stale.status, name).toBe(412);
  }
});

test('PATCH with a status and a note does both in one change', async () => {
  const app = await testApp();
  const { id } = await someIncident(app);
  const { status, body } = await app.rest<Incident>('PATCH', `/incidents/${id}`, {
    status: 'acknowledged',
    notes: 'Looking into this issue',
  });
  expect(status).toBe(200);
  expect(body).toMatchObject({
    phase: 'acknowledged',
    version: 2,
    notes: [{ author: 'anonymous', text: 'Looking into this issue' }],
  });
  const again = await app.rest<Incident>('PATCH', `/incidents/${id}`, { notes: 'More' });
  expect(again.body).toMatchObject({ version: 3, notes: [{}, { text: 'More' }] });
  const found = await app.rest<Incident[]>('GET', '/incidents?q=looking');
  expect(found.body).toEqual([again.body]);

  const stories = (await timeline(app, id)).map(({ type, note }) => [type, note?.text]);
  expect(stories).toEqual([
    ['incident.created', undefined],
    ['incident.acknowledged', undefined],
    ['incident.note_added', 'Looking into this issue'],
    ['incident.note_added', 'More'],
  ]);
});

test('a PATCH that is refused adds no note, and notes as they were read are no new ones', async () => {
  const app = await testApp();
  const incident = await someIncident(app, { status: 'resolved' });
  const path = `/incidents/${incident.id}`;
  const notes = 'lost';
  expect((await app.rest('PATCH', path, { status: 'acknowledged', notes })).status).toBe(409);
  expect((await app.rest('PATCH', path, { notes: '  ' })).status).toBe(422);
  expect((await app.rest('PATCH', path, { notes: 5 })).status).toBe(422);
  const whole = (await app.rest<Incident>('GET', path)).body;
  expect((await app.rest('PATCH', path, whole)).body).toEqual(incident);
  expect((await app.rest('PATCH', path, { notes: null })).body).toEqual(incident);
});

test('assigned_to is assignedTo, unless the two contradict each other', async () => {
  const app = await testApp();
  const body = { title: 'x', service: 'api', severity: 'high' };
  const made = await app.rest<Incident>('POST', '/incidents', { ...body, assigned_to: 'Mara' });
  expect(made.body.assignedTo).toBe('Mara');
  const path = `/incidents/${made.body.id}`;
  const both = { assigned_to: 'Jonas', assignedTo: 'Jonas' };
  expect((await app.rest<Incident>('PATCH', path, both)).body.assignedTo).toBe('Jonas');
  expect((await app.rest<Incident>('PATCH', path, { assigned_to: null })).body.assignedTo).toBe(
    null,
  );
  for (const [method, at] of [
    ['POST', '/incidents'],
    ['PATCH', path],
  ] as const) {
    const given = method === 'POST' ? { ...body, title: 'unwanted' } : {};
    const contradiction = { ...given, assignedTo: 'Jonas', assigned_to: 'Mara' };
    const refused = await app.rest<Problem>(method, at, contradiction);
    expect(refused.status).toBe(422);
    expect(refused.body.errors?.[0]?.loc).toEqual(['body', 'assigned_to']);
  }
  expect((await app.rest<Incident[]>('GET', '/incidents')).body).toHaveLength(1);
});

test('an incident comes with its alerts, the last first, and its ETag tells of new ones', async () => {
  const app = await testApp();
  const alert = { service: 'api', severity: 'high', message: 'first' };
  const { incident_id: id } = await sent(app, alert);
  const path = `/incidents/${id}`;
  const before = await app.rest<{ version: number }>('GET', path);
  const known = { 'if-none-match': String(before.headers['etag']) };
  expect((await app.rest('GET', path, undefined, known)).status).toBe(304);
  for (let i = 0; i < 104; i++) await sent(app, { ...alert, message: `${i}` });

  const { status, body, headers } = await app.rest<{
    version: number;
    alertCount: number;
    alerts: { message: string }[];
  }>('GET', path, undefined, known);
  expect(status).toBe(200);
  expect(body.alertCount).toBe(105);
  expect(body.alerts.map(({ message }) => message)).toEqual(
    Array.from({ length: 100 }, (_, i) => `${103 - i}`),
  );
  const [listed] = (await app.rest<object[]>('GET', '/incidents')).body;
  expect(listed).not.toHaveProperty('alerts');
  // Alerts are no changes of the incident, so nobody's change is refused because of them.
  expect(body.version).toBe(before.body.version);
  const guarded = { 'if-match': String(headers['etag']) };
  expect((await app.rest('PATCH', path, { title: 'y' }, guarded)).status).toBe(200);
  expect((await app.rest('PATCH', path, { title: 'z' }, guarded)).status).toBe(412);

  const { body: metrics } = await app.rest('GET', `${path}/metrics`);
  expect(metrics).toEqual({
    incidentId: id,
    createdAt: '2026-03-01T08:00:00.000Z',
    acknowledgedAt: null,
    resolvedAt: null,
    mttaSeconds: null,
    mttrSeconds: null,
    alertCount: 105,
  });
  expect((await app.rest('GET', '/incidents/nothing/metrics')).status).toBe(404);
});
