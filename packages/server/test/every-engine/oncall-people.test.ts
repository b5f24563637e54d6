import type { OnCall, Person, Schedule } from '@tocsin/contract';
import { expect, test } from 'vitest';
import { type Problem, testApp } from '../app.ts';
import { engineer, someOverride, somePerson, someSchedule, told } from '../oncall.ts';
import { walk } from '../rest-walk.ts';

test('a person is added, found, changed and deleted, each time with the version', async () => {
  const app = await testApp();
  const { rest } = app;
  const made = await rest<Person>('POST', '/people', { name: 'Ada', email: 'ada@example.com' });
  expect(made.status).toBe(201);
  const path = `/people/${made.body.id}`;
  expect(made.headers).toMatchObject({ etag: '"1"', location: `/api/v1${path}` });
  const stamp = '2026-03-01T08:00:00.000Z';
  expect(made.body).toEqual({
    id: expect.any(String),
    name: 'Ada',
    email: 'ada@example.com',
    timeZone: 'UTC',
    createdAt: stamp,
    updatedAt: stamp,
    version: 1,
  });
  expect((await rest('GET', path)).body).toEqual(made.body);
  expect((await rest('GET', '/people?name=Ada')).body).toEqual([made.body]);
  expect((await rest('PATCH', path, made.body)).headers['etag']).toBe('"1"');
  const moved = await rest('PATCH', path, { timeZone: 'Asia/Kolkata' }, { 'if-match': '"1"' });
  expect(moved.body).toEqual({ ...made.body, timeZone: 'Asia/Kolkata', version: 2 });
  expect((await rest('PUT', path, { name: 'Ada' }, { 'if-match': '"1"' })).status).toBe(412);
  const replaced = await rest('PUT', path, { name: 'Ada L.' });
  expect(replaced.body).toEqual({ ...made.body, name: 'Ada L.', email: null, version: 3 });
  expect((await rest('DELETE', path, undefined, { 'if-match': '"3"' })).status).toBe(204);
  for (const [method, body] of [
    ['GET'],
    ['DELETE'],
    ['PATCH', {}],
    ['PUT', { name: 'A' }],
  ] as const) {
    expect((await rest(method, path, body)).status, method).toBe(404);
  }
  expect((await told(app, 'person', made.body.id)).map(({ type }) => type)).toEqual([
    'person.created',
    'person.updated',
    'person.updated',
    'person.deleted',
  ]);
  for (const [input, field] of [
    [{}, 'name'],
    [{ name: 'A', email: 'ada' }, 'email'],
    [{ name: 'A', timeZone: 'Nowhere' }, 'timeZone'],
  ] as const) {
    const { status, body } = await rest<Problem>('POST', '/people', input);
    expect([status, body.errors?.map(({ loc }) => loc)]).toEqual([422, [['body', field]]]);
  }
});

test('no two people have one name, however many try at once', async () => {
  const app = await testApp();
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => app.rest('POST', '/people', { name: 'Ada' })),
  );
  const statuses = answers.map(({ status }) => status).toSorted((a, b) => a - b);
  expect(statuses).toEqual([201, ...Array.from({ length: 9 }, () => 409)]);
  const ben = await somePerson(app, { name: 'Ben' });
  expect((await app.rest('PATCH', `/people/${ben.id}`, { name: 'Ada' })).status).toBe(409);
  for (const name of ['Dua', 'Cem']) await somePerson(app, { name });
  const pages = await walk<Person>(app, '/people?limit=3');
  expect(pages.map((page) => page.map(({ name }) => name))).toEqual([
    ['Ada', 'Ben', 'Cem'],
    ['Dua'],
  ]);
});

test('a name in a schedule is the person who is called so, also from later on', async () => {
  const app = await testApp();
  const { id } = await someSchedule(app);
  const current = '/oncall/current?team=checkout-api';
  expect((await app.rest<OnCall>('GET', current)).body).toMatchObject({
    engineer: 'Ben',
    personId: null,
    shift: { personId: null },
  });
  const ben = await somePerson(app, { name: 'Ben' });
  expect((await app.rest<OnCall>('GET', current)).body).toMatchObject({
    engineer: 'Ben',
    personId: ben.id,
    shift: { personId: ben.id },
  });
  const { body } = await app.rest<{ shifts: object[] }>('GET', `/schedules/${id}/shifts`);
  expect(body.shifts.slice(0, 2)).toMatchObject([
    { member: 'Ben', personId: ben.id },
    { member: 'Ada', personId: null },
  ]);
});

test('a new name goes into every schedule and override, so that nobody is lost', async () => {
  const app = await testApp();
  const ada = await somePerson(app);
  const layer = { rotation: 'daily', members: ['Cem', 'Ada'], start: '2026-03-01' };
  const one = await someSchedule(app, { members: ['Ada', 'Ben', 'Ada'], layers: [layer] });
  const other = await someSchedule(app, { team: 'other', members: ['Ben'] });
  const override = await someOverride(app, other, { member: 'Ada' });

  await app.rest('PATCH', `/people/${ada.id}`, { name: 'Ada Lovelace' });

  const { body: renamed } = await app.rest<Schedule>('GET', `/schedules/${one.id}`);
  expect(renamed).toMatchObject({ members: ['Ada Lovelace', 'Ben', 'Ada Lovelace'], version: 2 });
  expect(renamed.layers.map(({ members }) => members)).toEqual([['Cem', 'Ada Lovelace']]);
  expect((await app.rest('GET', `/schedules/${other.id}`)).body).toEqual(other);
  const path = `/schedules/${other.id}/overrides/${override.id}`;
  expect((await app.rest('GET', path)).body).toMatchObject({ member: 'Ada Lovelace', version: 2 });
  expect((await told(app, 'schedule', other.id)).at(-1)).toEqual({
    type: 'schedule.override_updated',
    data: { overrideId: override.id, changes: { member: { from: 'Ada', to: 'Ada Lovelace' } } },
  });
  expect((await told(app, 'schedule', one.id)).map(({ type }) => type)).toEqual([
    'schedule.created',
    'schedule.updated',
  ]);
  // From 09:00 on 1 March the second of the layer has the turn.
  expect(await engineer(app, '2026-03-01T09:00:00Z')).toBe('Ada Lovelace');
});

test('nobody is deleted who is needed', async () => {
  const app = await testApp();
  const people = await Promise.all(['Ada', 'Cem', 'Dua'].map((name) => somePerson(app, { name })));
  const [ada, cem, dua] = people.map(({ id }) => `/people/${id}`) as [string, string, string];
  const layer = { rotation: 'daily', members: ['Dua'] };
  const { id } = await someSchedule(app, { layers: [layer] });
  const { id: overrideId } = await someOverride(app, { id });

  for (const [path, where] of [
    [ada, 'Ada is in the schedule of checkout-api'],
    [dua, 'Dua is in the schedule of checkout-api'],
    [cem, `Cem is in override ${overrideId} of the schedule of checkout-api`],
  ] as const) {
    const refused = await app.rest<Problem>('DELETE', path);
    expect(refused.status).toBe(409);
    expect(refused.body.detail).toBe(`${where}; put somebody else there first.`);
  }
  await app.clock.advance(10 * 3_600_000);
  expect((await app.rest('DELETE', cem)).status).toBe(204);
  await app.rest('PATCH', `/schedules/${id}`, { members: ['Ben'], layers: [] });
  expect((await app.rest('DELETE', ada)).status).toBe(204);
  expect((await app.rest('DELETE', dua)).status).toBe(204);
});
