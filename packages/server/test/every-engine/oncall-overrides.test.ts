import type { Schedule, ScheduleOverride } from '@tocsin/contract';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openStorage } from '../../src/storage/open.ts';
import { type Problem, type TestApp, testApp } from '../app.ts';
import { emptyDatabase, engine } from '../database.ts';
import { engineer, someOverride, someSchedule, told } from '../oncall.ts';
import { walk } from '../rest-walk.ts';

/** Two servers on one database; on a JSON file, which is for one, the same one twice. */
async function serversOfOneDatabase(): Promise<[TestApp, TestApp]> {
  if (engine === 'json') {
    const app = await testApp();
    return [app, app];
  }
  const database = await emptyDatabase();
  const open = async (): Promise<TestApp> => {
    const storage = await openStorage(database, { warn: () => {} });
    onTestFinished(() => storage.close());
    return testApp({ storage });
  };
  return [await open(), await open()];
}

describe('an override', () => {
  test('puts somebody on call for its time, and tells by whom and why', async () => {
    const app = await testApp();
    const schedule = await someSchedule(app);
    const path = `/schedules/${schedule.id}/overrides`;

    const made = await app.rest<ScheduleOverride>('POST', path, {
      member: 'Cem',
      start: '2026-03-01T13:00:00+01:00',
      end: '2026-03-01T18:00:00Z',
      reason: 'Ben is at\nthe dentist',
      createdBy: 'Ben',
    });

    expect(made.status).toBe(201);
    const own = `${path}/${made.body.id}`;
    expect(made.headers).toMatchObject({ etag: '"1"', location: `/api/v1${own}` });
    expect(made.body).toEqual({
      id: expect.any(String),
      scheduleId: schedule.id,
      member: 'Cem',
      start: '2026-03-01T12:00:00.000Z',
      end: '2026-03-01T18:00:00.000Z',
      reason: 'Ben is at\nthe dentist',
      createdBy: 'Ben',
      createdAt: '2026-03-01T08:00:00.000Z',
      updatedAt: '2026-03-01T08:00:00.000Z',
      version: 1,
    });
    expect((await app.rest('GET', own)).body).toEqual(made.body);
    expect((await app.rest('GET', path)).body).toEqual([made.body]);
    expect(await engineer(app, '2026-03-01T11:59:59Z')).toBe('Ben');
    expect(await engineer(app, '2026-03-01T12:00:00Z')).toBe('Cem');
    expect(await engineer(app, '2026-03-01T17:59:59.999Z')).toBe('Cem');
    expect(await engineer(app, '2026-03-01T18:00:00Z')).toBe('Ben');

    const shorter = { end: '2026-03-01T14:00:00Z', member: 'Dua' };
    const changed = await app.rest('PATCH', own, shorter, { 'if-match': '"1"' });
    expect(changed.headers['etag']).toBe('"2"');
    expect(await engineer(app, '2026-03-01T13:59:00Z')).toBe('Dua');
    expect(await engineer(app, '2026-03-01T14:00:00Z')).toBe('Ben');
    expect((await app.rest('DELETE', own, undefined, { 'if-match': '"1"' })).status).toBe(412);
    expect((await app.rest('DELETE', own)).status).toBe(204);
    for (const method of ['GET', 'PATCH', 'DELETE']) {
      const body = method === 'PATCH' ? {} : undefined;
      expect((await app.rest(method, own, body)).status, method).toBe(404);
    }
    expect(await engineer(app, '2026-03-01T13:00:00Z')).toBe('Ben');
    expect((await app.rest<Schedule>('GET', `/schedules/${schedule.id}`)).body).toEqual(schedule);
    const { id: overrideId, member, start, end, reason, createdBy } = made.body;
    const changes = {
      member: { from: 'Cem', to: 'Dua' },
      end: { from: end, to: '2026-03-01T14:00:00.000Z' },
    };
    expect((await told(app, 'schedule', schedule.id)).slice(1)).toEqual([
      {
        type: 'schedule.override_created',
        data: { overrideId, member, start, end, reason, createdBy },
      },
      { type: 'schedule.override_updated', data: { overrideId, changes } },
      { type: 'schedule.override_deleted', data: { overrideId } },
    ]);
  });

  test('without a start begins now, and needs an end that is after it and not too far', async () => {
    const app = await testApp();
    const schedule = await someSchedule(app);
    const made = await someOverride(app, schedule, { start: undefined });
    expect(made.start).toBe('2026-03-01T08:00:00.000Z');
    expect(await engineer(app)).toBe('Cem');
    const path = `/schedules/${schedule.id}/overrides`;
    const start = '2026-04-01T00:00:00Z';
    for (const [input, place] of [
      [{ member: 'Cem' }, 'end'],
      [{ member: 'Cem', start, end: start }, 'end'],
      [{ member: 'Cem', start, end: '2026-03-31' }, 'end'],
      [{ member: 'Cem', start, end: '2027-04-02T00:00:01Z' }, 'end'],
      [{ member: 'Cem', start: 'soon', end: '2027-04-02' }, 'start'],
      [{ member: ' ', end: '2026-04-02' }, 'member'],
      [{ member: 'Cem', end: '2026-04-02', until: 'then' }, 'until'],
    ] as const) {
      const { status, body } = await app.rest<Problem>('POST', path, input);
      expect(status, JSON.stringify(input)).toBe(422);
      expect(body.errors?.map(({ loc }) => loc)).toEqual([['body', place]]);
    }
    const wrong = await app.rest<Problem>('PATCH', `${path}/${made.id}`, { end: made.start });
    expect(wrong.body.errors).toMatchObject([{ loc: ['body', 'end'] }]);
    expect((await app.rest('GET', path)).body).toEqual([made]);
  });

  test('goes with its schedule, and is found through that one alone', async () => {
    const app = await testApp();
    const [one, other] = [await someSchedule(app), await someSchedule(app, { team: 'other' })];
    const { id } = await someOverride(app, one);
    const below = `/overrides/${id}`;
    expect((await app.rest('GET', `/schedules/${other.id}${below}`)).status).toBe(404);
    expect((await app.rest('DELETE', `/schedules/${other.id}${below}`)).status).toBe(404);
    await app.rest('DELETE', `/schedules/${one.id}`);
    const { db, tables } = app.storage;
    expect(await db.select().from(tables.scheduleOverrides)).toEqual([]);
  });
});

describe('of two overrides of one time', () => {
  const times = { start: '2026-03-01T17:00:00Z', end: '2026-03-01T20:00:00Z' };

  test('the second is refused, and told by which; beside each other both stand', async () => {
    const app = await testApp();
    const schedule = await someSchedule(app);
    const first = await someOverride(app, schedule, { createdBy: 'Ben' });
    const path = `/schedules/${schedule.id}/overrides`;
    const refused = await app.rest<Problem>('POST', path, { member: 'Dua', ...times });
    expect(refused.status).toBe(409);
    expect(refused.body.detail).toBe(
      `Cem is on call from 2026-03-01T12:00:00.000Z to 2026-03-01T18:00:00.000Z by override ` +
        `${first.id} of Ben. Change that one, or say \`onTop\`.`,
    );
    const next = await someOverride(app, schedule, { ...times, start: first.end });
    const own = `${path}/${next.id}`;
    expect((await app.rest('PATCH', own, { start: times.start })).status).toBe(409);
    expect((await app.rest('GET', own)).body).toEqual(next);
  });

  test('the second is on top where the caller says so, whole or in part', async () => {
    const app = await testApp();
    const schedule = await someSchedule(app);
    await someOverride(app, schedule);
    const above = await someOverride(app, schedule, {
      member: 'Dua',
      start: '2026-03-01T14:00:00Z',
      end: '2026-03-01T15:00:00Z',
      onTop: true,
    });
    const own = `/schedules/${schedule.id}/overrides/${above.id}`;
    expect((await app.rest('PATCH', own, { reason: 'tea' })).status).toBe(200);
    const { body } = await app.rest<{ shifts: { member: string; start: string; end: string }[] }>(
      'GET',
      `/schedules/${schedule.id}/shifts?from=2026-03-01T11:00:00Z&to=2026-03-01T19:00:00Z`,
    );
    expect(body.shifts.map(({ member, start }) => `${start.slice(11, 16)} ${member}`)).toEqual([
      '11:00 Ben',
      '12:00 Cem',
      '14:00 Dua',
      '15:00 Cem',
      '18:00 Ben',
    ]);
    const { body: now } = await app.rest<{ shift: object }>(
      'GET',
      '/oncall/current?team=checkout-api&at=2026-03-01T16:00:00Z',
    );
    expect(now.shift).toMatchObject({
      start: '2026-03-01T15:00:00.000Z',
      end: '2026-03-01T18:00:00.000Z',
    });
  });

  test('made by twenty callers at once, of two servers where the engine takes two, just one is there', async () => {
    const [app, other] = await serversOfOneDatabase();
    const schedule = await someSchedule(app);
    const urls = await Promise.all([app, other].map((server) => server.listen()));
    const path = `/schedules/${schedule.id}/overrides`;
    const answers = await Promise.all(
      Array.from({ length: 20 }, async (_, n) => {
        const response = await fetch(`${urls[n % 2]}/api/v1${path}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({
            member: `Member ${n}`,
            start: `2026-03-01T12:${String(n).padStart(2, '0')}:00Z`,
            end: '2026-03-01T18:00:00Z',
          }),
        });
        return { status: response.status, body: (await response.json()) as ScheduleOverride };
      }),
    );
    const won = answers.filter(({ status }) => status === 201);
    expect(won).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(19);
    const { body } = await app.rest<ScheduleOverride[]>('GET', path);
    expect(body).toEqual([won[0]?.body]);
    for (const server of [app, other]) {
      expect(await engineer(server, '2026-03-01T17:00:00Z')).toBe(won[0]?.body.member);
    }
    const events = await told(app, 'schedule', schedule.id);
    expect(events.map(({ type }) => type)).toEqual([
      'schedule.created',
      'schedule.override_created',
    ]);
  });

  test('changed by twenty callers of one version, one change is there', async () => {
    const app = await testApp();
    const schedule = await someSchedule(app);
    const { id } = await someOverride(app, schedule);
    const own = `/schedules/${schedule.id}/overrides/${id}`;
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        n % 5 === 0
          ? app.rest('DELETE', own, undefined, { 'if-match': '"1"' })
          : app.rest('PATCH', own, { member: `Member ${n}` }, { 'if-match': '"1"' }),
      ),
    );
    expect(answers.filter(({ status }) => status < 300)).toHaveLength(1);
  });
});

test('overrides are listed by their start, page by page, and by when they are', async () => {
  const app = await testApp();
  const schedule = await someSchedule(app);
  await someOverride(app, await someSchedule(app, { team: 'other' }));
  for (const day of ['05', '02', '04', '01', '03']) {
    const times = { start: `2026-04-${day}T08:00:00Z`, end: `2026-04-${day}T20:00:00Z` };
    await someOverride(app, schedule, { member: day, ...times });
    await someOverride(app, schedule, { member: `${day}'`, ...times, onTop: true });
  }
  const path = `/schedules/${schedule.id}/overrides`;
  const members = (overrides: ScheduleOverride[]) => overrides.map(({ member }) => member);
  const pages = await walk<ScheduleOverride>(app, `${path}?limit=3`);
  expect(pages.map(({ length }) => length)).toEqual([3, 3, 3, 1]);
  const days = ['01', "01'", '02', "02'", '03', "03'", '04', "04'", '05', "05'"];
  expect(members(pages.flat())).toEqual(days);
  const some = async (query: string) => {
    const { body, headers } = await app.rest<ScheduleOverride[]>('GET', `${path}?${query}`);
    return [members(body).join(' '), headers['x-total-count']];
  };
  expect(await some('from=2026-04-04T20:00:00Z')).toEqual(["05 05'", '2']);
  expect(await some('from=2026-04-04T19:00:00Z&to=2026-04-05')).toEqual(["04 04'", '2']);
  expect(await some('to=2026-04-01T08:00:00Z')).toEqual(['', '0']);
});
