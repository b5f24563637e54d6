import { isTRPCClientError } from '@trpc/client';
import type { OnCall, Schedule } from '@tocsin/contract';
import { describe, expect, test } from 'vitest';
import { type Problem, testApp } from '../app.ts';
import { someSchedule, told } from '../oncall.ts';
import { walk } from '../rest-walk.ts';

const weekly = { rotation: 'weekly', members: ['Cem', 'Dua'], start: '2026-02-23T09:00:00Z' };

describe('a schedule of a team and its members alone', () => {
  test('says who is on call by the ISO week of the year, modulo the members', async () => {
    const { rest } = await testApp();
    const members = ['Ada', 'Ben', 'Cem'];

    const made = await rest<Schedule>('POST', '/schedules', { team: 'frontend-api', members });

    expect(made.status).toBe(201);
    expect(made.headers['etag']).toBe('"1"');
    expect(made.headers['location']).toBe(`/api/v1/schedules/${made.body.id}`);
    expect(made.body).toEqual({
      id: expect.any(String),
      team: 'frontend-api',
      name: 'frontend-api',
      timeZone: 'UTC',
      members,
      layers: [],
      createdAt: '2026-03-01T08:00:00.000Z',
      updatedAt: '2026-03-01T08:00:00.000Z',
      version: 1,
    });
    expect((await rest('GET', '/schedules')).body).toEqual([made.body]);
    const { body } = await rest<OnCall>('GET', '/oncall/current?team=frontend-api');
    // 1 March 2026 is the last day of week 9.
    expect(body).toEqual({
      team: 'frontend-api',
      scheduleId: made.body.id,
      at: '2026-03-01T08:00:00.000Z',
      engineer: 'Ada',
      personId: null,
      shift: {
        start: '2026-02-23T00:00:00.000Z',
        end: '2026-03-02T00:00:00.000Z',
        member: 'Ada',
        personId: null,
        source: 'members',
        layer: null,
        overrideId: null,
      },
    });
    for (const [at, week] of [
      ['2026-03-02T00:00:00Z', 10],
      ['2026-12-31T12:00:00Z', 53],
      ['2027-01-03T23:59:59Z', 53],
      ['2027-01-04T00:00:00Z', 1],
      ['2024-12-30T00:00:00Z', 1],
    ] as const) {
      const then = await rest<OnCall>('GET', `/oncall/current?team=frontend-api&at=${at}`);
      expect(then.body.engineer, at).toBe(members[week % 3]);
    }
  });

  test('is the only one of its team, however many try at once', async () => {
    const { rest } = await testApp();
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        rest<Problem>('POST', '/schedules', { team: 'db', members: [`Member ${n}`] }),
      ),
    );
    const statuses = answers.map(({ status }) => status).toSorted((a, b) => a - b);
    expect(statuses).toEqual([201, ...Array.from({ length: 9 }, () => 409)]);
    const refused = answers.find(({ status }) => status === 409);
    expect(refused?.body.detail).toMatch(/^The team db has a schedule already: /);
    expect((await rest('GET', '/schedules')).body).toHaveLength(1);
  });

  test('of an unknown team is 404', async () => {
    const { rest } = await testApp();
    for (const path of ['/oncall/current', '/oncall/next']) {
      const { status, body } = await rest<Problem>('GET', `${path}?team=nobody`);
      expect(status, path).toBe(404);
      expect(body.detail, path).toBe('There is no schedule of the team nobody.');
      expect((await rest('GET', path)).status, path).toBe(422);
    }
  });
});

describe('a schedule with layers', () => {
  test('is written, changed, replaced and deleted, each time with its version', async () => {
    const app = await testApp();
    const { rest, clock } = app;
    const made = await someSchedule(app, { timeZone: 'Europe/Berlin', layers: [weekly] });
    expect(made.layers).toEqual([
      {
        rotation: 'weekly',
        turnLength: 1,
        handoffDay: 'monday',
        members: ['Cem', 'Dua'],
        timeZone: null,
        start: '2026-02-23T09:00:00.000Z',
        end: null,
        restrictions: [],
        handoffTime: '09:00',
      },
    ]);
    const path = `/schedules/${made.id}`;
    expect((await rest('GET', path)).body).toEqual(made);
    const known = { 'if-none-match': '"1"' };
    expect((await rest('GET', path, undefined, known)).status).toBe(304);

    for (const method of ['PUT', 'PATCH']) {
      const same = await rest(method, path, made);
      expect(same, method).toMatchObject({ status: 200, body: made });
    }
    await clock.advance(60_000);
    const patched = await rest<Schedule>('PATCH', path, { members: [] }, { 'if-match': '"1"' });
    expect(patched.headers['etag']).toBe('"2"');
    const updatedAt = '2026-03-01T08:01:00.000Z';
    expect(patched.body).toEqual({ ...made, members: [], version: 2, updatedAt });
    const stale = await rest<Problem>('PUT', path, { team: 'x' }, { 'if-match': '"1"' });
    expect([stale.status, stale.body.detail]).toEqual([
      412,
      'The schedule is at version 2 now; read it again.',
    ]);
    const replaced = await rest<Schedule>('PUT', path, { team: 'payments' });
    expect(replaced.body).toMatchObject({
      team: 'payments',
      name: 'payments',
      timeZone: 'UTC',
      members: [],
      layers: [],
      version: 3,
    });
    expect((await rest('GET', '/oncall/current?team=checkout-api')).status).toBe(404);
    expect((await rest('DELETE', path, undefined, { 'if-match': '"2"' })).status).toBe(412);
    expect((await rest('DELETE', path, undefined, { 'if-match': '"3"' })).status).toBe(204);
    for (const [method, below, body] of [
      ['GET', ''],
      ['GET', '/shifts'],
      ['GET', '/calendar.ics'],
      ['GET', '/overrides'],
      ['PUT', '', { team: 'x' }],
      ['PATCH', '', {}],
      ['DELETE', ''],
      ['POST', '/overrides', { member: 'Ada', end: '2027-01-01' }],
    ] as const) {
      expect((await rest(method, path + below, body)).status, `${method} ${below}`).toBe(404);
    }
    const changes = { members: { from: ['Ada', 'Ben'], to: [] } };
    expect(await told(app, 'schedule', made.id)).toEqual([
      { type: 'schedule.created', data: {} },
      { type: 'schedule.updated', data: { changes } },
      {
        type: 'schedule.updated',
        data: {
          changes: {
            team: { from: 'checkout-api', to: 'payments' },
            name: { from: 'checkout-api', to: 'payments' },
            timeZone: { from: 'Europe/Berlin', to: 'UTC' },
            layers: { from: made.layers, to: [] },
          },
        },
      },
      { type: 'schedule.deleted', data: {} },
    ]);
  });

  test('takes no team of another, and no layer that makes no sense, and says where', async () => {
    const app = await testApp();
    const { id } = await someSchedule(app);
    await someSchedule(app, { team: 'other' });
    const path = `/schedules/${id}`;
    expect((await app.rest('PATCH', path, { team: 'other' })).status).toBe(409);
    const layer = { rotation: 'daily', members: ['Ada'] };
    const faults: [object, (string | number)[]][] = [
      [{ timeZone: 'Europe/Berln' }, ['timeZone']],
      [{ timeZone: '+01:00' }, ['timeZone']],
      [{ members: ['Ada', ''] }, ['members', 1]],
      [{ layers: [{ ...layer, members: [] }] }, ['layers', 0, 'members']],
      [{ layers: [layer, { ...layer, rotation: 'yearly' }] }, ['layers', 1, 'rotation']],
      [{ layers: [{ ...layer, handoffTime: '24:00' }] }, ['layers', 0, 'handoffTime']],
      [{ layers: [{ ...layer, turnLength: 0 }] }, ['layers', 0, 'turnLength']],
      [{ layers: [{ ...layer, handoffDay: 'monday' }] }, ['layers', 0, 'handoffDay']],
      [{ layers: [{ ...layer, timeZone: 'Mars/Base' }] }, ['layers', 0, 'timeZone']],
      [
        {
          layers: [{ ...layer, restrictions: [{ days: ['Monday'], from: '09:00', to: '17:00' }] }],
        },
        ['layers', 0, 'restrictions', 0, 'days', 0],
      ],
      [
        { layers: [layer, { ...layer, start: '2026-03-02', end: '2026-03-02' }] },
        ['layers', 1, 'end'],
      ],
      [{ layers: Array.from({ length: 11 }, () => layer) }, ['layers']],
    ];
    for (const [input, place] of faults) {
      for (const method of ['PATCH', 'PUT']) {
        const whole = { team: 'checkout-api', ...input };
        const { status, body } = await app.rest<Problem>(method, path, whole);
        expect(status, JSON.stringify(input)).toBe(422);
        expect(body.errors?.map(({ loc }) => loc)).toEqual([['body', ...place]]);
      }
    }
    expect((await app.rest<Schedule>('GET', path)).body.version).toBe(1);
  });

  test('without a start begins now', async () => {
    const app = await testApp();
    const { layers } = await someSchedule(app, {
      layers: [{ rotation: 'daily', members: ['Cem'] }],
    });
    expect(layers.map(({ start }) => start)).toEqual(['2026-03-01T08:00:00.000Z']);
  });
});

test('schedules are listed by their teams, page by page', async () => {
  const app = await testApp();
  for (const team of ['b', 'ä', 'a', 'B', 'c']) await someSchedule(app, { team });
  const pages = await walk<Schedule>(app, '/schedules?limit=2');
  expect(pages.map((page) => page.map(({ team }) => team))).toEqual([
    ['B', 'a'],
    ['b', 'c'],
    ['ä'],
  ]);
  const { headers } = await app.rest('GET', '/schedules?limit=2');
  expect(headers['x-total-count']).toBe('5');
  expect((await app.rest('GET', '/schedules?cursor=abc')).status).toBe(422);
});

test('a stock tRPC client does all of it too', async () => {
  const app = await testApp();
  const trpc = await app.trpc();
  const made = await trpc.schedules.create.mutate({ team: 'search', members: ['Ada', 'Ben'] });
  const { id: scheduleId } = made;
  const changed = await trpc.schedules.update.mutate({
    id: scheduleId,
    ifVersion: made.version,
    layers: [{ rotation: 'hourly', turnLength: 12, members: ['Cem'], start: '2026-03-01' }],
  });
  const override = await trpc.overrides.create.mutate({
    scheduleId,
    member: 'Dua',
    start: '2026-03-01T09:00:00Z',
    end: '2026-03-01T10:00:00Z',
  });
  const [now, next, calendar, list, ics] = await Promise.all([
    trpc.oncall.current.query({ team: 'search' }),
    trpc.oncall.next.query({ team: 'search' }),
    trpc.schedules.shifts.query({ id: scheduleId, to: '2026-03-01T12:00:00Z' }),
    trpc.overrides.list.query({ scheduleId }),
    trpc.schedules.calendar.query({ id: scheduleId, member: 'Dua' }),
  ]);
  expect([now.engineer, next.engineer]).toEqual(['Cem', 'Dua']);
  expect(changed.version).toBe(2);
  expect(calendar.shifts.map(({ member }) => member)).toEqual(['Cem', 'Dua', 'Cem']);
  expect(list.items).toEqual([override]);
  expect(ics).toContain('SUMMARY:Dua is on call: search');
  const stale = await trpc.schedules.delete
    .mutate({ id: scheduleId, ifVersion: 1 })
    .catch((error: unknown) => (isTRPCClientError(error) ? error.data : error));
  expect(stale).toMatchObject({ code: 'PRECONDITION_FAILED', httpStatus: 412 });
  expect(await trpc.schedules.get.query({ id: scheduleId })).toEqual(changed);
});
