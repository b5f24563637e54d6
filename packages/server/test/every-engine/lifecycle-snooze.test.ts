import { expect, test } from 'vitest';
import { incidentOf } from '../alerts.ts';
import { someIncident, testApp } from '../app.ts';
import { step, timeline, tried, typesOf } from '../lifecycle.ts';

const minute = 60_000;

async function snoozingApp() {
  const app = await testApp();
  app.app.jobs.start();
  return app;
}

test('a snooze ends at its time, by itself, and tells of it', async () => {
  const app = await snoozingApp();
  const { id } = await someIncident(app);
  const until = '2026-03-01T08:30:00.000Z';
  expect(await step(app, id, 'snooze', { minutes: 30 })).toMatchObject({
    snoozedUntil: until,
    phase: 'open',
    changed: true,
  });
  expect((await step(app, id, 'snooze', { until: '2026-03-01T09:30:00+01:00' })).changed).toBe(
    false,
  );
  await app.clock.advance(29 * minute);
  expect((await incidentOf(app, id)).snoozedUntil).toBe(until);
  await app.clock.advance(minute);
  expect(await incidentOf(app, id)).toMatchObject({ snoozedUntil: null, phase: 'open' });
  expect((await timeline(app, id)).at(-1)).toMatchObject({
    type: 'incident.unsnoozed',
    actor: 'system',
    at: until,
    data: { changes: { snoozedUntil: { from: until, to: null } } },
  });
});

test('snoozing again takes the place of the snooze before, later or earlier', async () => {
  const app = await snoozingApp();
  const { id } = await someIncident(app);
  await step(app, id, 'snooze', { minutes: 10 });
  await step(app, id, 'snooze', { minutes: 30 });
  await app.clock.advance(20 * minute);
  expect((await incidentOf(app, id)).snoozedUntil).toBe('2026-03-01T08:30:00.000Z');
  await step(app, id, 'snooze', { minutes: 5 });
  await app.clock.advance(5 * minute);
  expect((await incidentOf(app, id)).snoozedUntil).toBeNull();
  await app.clock.advance(60 * minute);
  expect(await typesOf(app, id)).toEqual([
    'incident.created',
    'incident.snoozed',
    'incident.snoozed',
    'incident.snoozed',
    'incident.unsnoozed',
  ]);
});

test.each(['acknowledge', 'start', 'resolve', 'unsnooze'])('%s ends a snooze', async (name) => {
  const app = await snoozingApp();
  const { id } = await someIncident(app);
  await step(app, id, 'snooze', { minutes: 10 });
  expect(await step(app, id, name)).toMatchObject({ snoozedUntil: null, changed: true });
  const types = await typesOf(app, id);
  await app.clock.advance(60 * minute);
  expect(await typesOf(app, id)).toEqual(types);
});

test('an acknowledged incident that sleeps is woken by another acknowledgement', async () => {
  const app = await snoozingApp();
  const { id } = await someIncident(app, { status: 'acknowledged' });
  await step(app, id, 'snooze', { minutes: 10 });
  expect(await step(app, id, 'acknowledge')).toMatchObject({ snoozedUntil: null, changed: true });
  expect((await step(app, id, 'unsnooze')).changed).toBe(false);
  expect((await typesOf(app, id)).at(-1)).toBe('incident.unsnoozed');
});

test('nothing wakes an incident that is gone', async () => {
  const app = await snoozingApp();
  const { id } = await someIncident(app);
  await step(app, id, 'snooze', { minutes: 10 });
  await app.rest('DELETE', `/incidents/${id}`);
  await app.clock.advance(60 * minute);
  const { body } = await app.rest<{ type: string }[]>('GET', '/events/history?limit=1');
  expect(body).toMatchObject([{ type: 'incident.deleted' }]);
});

test('a snooze has one end, to come, within a month', async () => {
  const app = await testApp();
  const { id } = await someIncident(app);
  for (const body of [
    {},
    { minutes: 0 },
    { minutes: 1.5 },
    { minutes: 43_201 },
    { minutes: 5, until: '2026-03-01T09:00:00Z' },
    { until: '2026-03-01T08:00:00Z' },
    { until: 'tomorrow' },
    { until: '2026-04-01T08:00:00Z' },
  ]) {
    expect((await tried(app, id, 'snooze', body))[0], JSON.stringify(body)).toBe(422);
  }
  expect((await incidentOf(app, id)).version).toBe(1);
});
