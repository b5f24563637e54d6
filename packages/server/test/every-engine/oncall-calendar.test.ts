import type { Calendar, OnCall, Schedule } from '@tocsin/contract';
import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import { type Problem, type TestApp, testApp } from '../app.ts';
import { engineer, someOverride, somePerson, someSchedule } from '../oncall.ts';

const office = {
  rotation: 'weekly',
  members: ['Cem', 'Dua'],
  start: '2026-02-23T08:00:00Z',
  restrictions: [
    { days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'], from: '09:00', to: '17:00' },
  ],
};

const line = ({ member, start, end }: { member?: string; start: string; end: string }): string =>
  [start.slice(5, 16), end.slice(5, 16), member].join(' ').trim();

async function calendar({ rest }: TestApp, { id }: Schedule, query: string): Promise<Calendar> {
  const { body, status, text } = await rest<Calendar>('GET', `/schedules/${id}/shifts?${query}`);
  if (status !== 200) throw new Error(text);
  return body;
}

describe('the calendar of a schedule', () => {
  test('has the shifts of its layers and overrides, and the gaps between', async () => {
    const app = await testApp();
    const { id: personId } = await somePerson(app, { name: 'Dua' });
    const schedule = await someSchedule(app, {
      timeZone: 'Europe/Berlin',
      members: [],
      layers: [office],
    });
    const times = { start: '2026-03-30T10:00:00Z', end: '2026-03-30T16:00:00Z' };
    const { id: overrideId } = await someOverride(app, schedule, { member: 'Eva', ...times });

    const found = await calendar(
      app,
      schedule,
      'from=2026-03-27T10:00:00Z&to=2026-03-31T00:00:00Z',
    );

    // The clock is set forward on 29 March.
    expect(found).toEqual({
      scheduleId: schedule.id,
      from: '2026-03-27T10:00:00.000Z',
      to: '2026-03-31T00:00:00.000Z',
      shifts: [
        {
          start: '2026-03-27T10:00:00.000Z',
          end: '2026-03-27T16:00:00.000Z',
          member: 'Cem',
          personId: null,
          source: 'layer',
          layer: 0,
          overrideId: null,
        },
        {
          start: '2026-03-30T07:00:00.000Z',
          end: '2026-03-30T10:00:00.000Z',
          member: 'Dua',
          personId,
          source: 'layer',
          layer: 0,
          overrideId: null,
        },
        {
          start: '2026-03-30T10:00:00.000Z',
          end: '2026-03-30T16:00:00.000Z',
          member: 'Eva',
          personId: null,
          source: 'override',
          layer: null,
          overrideId,
        },
      ],
      gaps: [
        { start: '2026-03-27T16:00:00.000Z', end: '2026-03-30T07:00:00.000Z' },
        { start: '2026-03-30T16:00:00.000Z', end: '2026-03-31T00:00:00.000Z' },
      ],
    });
    expect(await engineer(app, '2026-03-28T12:00:00Z')).toBeNull();
  });

  test('has later layers before earlier ones, and the members below all', async () => {
    const app = await testApp();
    const nights = {
      rotation: 'daily',
      members: ['Eva'],
      timeZone: 'America/New_York',
      start: '2026-03-01',
      end: '2026-03-04',
      restrictions: [{ from: '09:00', to: '17:00' }],
    };
    const schedule = await someSchedule(app, { layers: [office, nights] });
    const { shifts, gaps } = await calendar(app, schedule, 'from=2026-03-02&to=2026-03-05');
    expect(shifts.map((shift) => `${line(shift)} ${shift.source}`)).toEqual([
      '03-02T00:00 03-02T09:00 Ada members',
      '03-02T09:00 03-02T14:00 Dua layer',
      '03-02T14:00 03-02T22:00 Eva layer',
      '03-02T22:00 03-03T09:00 Ada members',
      '03-03T09:00 03-03T14:00 Dua layer',
      '03-03T14:00 03-03T22:00 Eva layer',
      '03-03T22:00 03-04T09:00 Ada members',
      '03-04T09:00 03-04T17:00 Dua layer',
      '03-04T17:00 03-05T00:00 Ada members',
    ]);
    expect(gaps).toEqual([]);
  });

  test('is for 28 days from now, or for what is asked, up to 366 days', async () => {
    const app = await testApp();
    const schedule = await someSchedule(app);
    const path = `/schedules/${schedule.id}/shifts`;
    expect(await calendar(app, schedule, '')).toMatchObject({
      from: '2026-03-01T08:00:00.000Z',
      to: '2026-03-29T08:00:00.000Z',
      shifts: { length: 5 },
    });
    expect((await calendar(app, schedule, 'from=2026-01-01&to=2027-01-02')).shifts).toHaveLength(
      53,
    );
    for (const query of ['to=2026-03-01', 'from=2026-01-01&to=2027-01-02T00:00:01Z']) {
      for (const below of ['shifts', 'calendar.ics']) {
        const url = `/schedules/${schedule.id}/${below}?from=2026-03-01&${query}`;
        const answer = await app.rest<Problem>('GET', url.replace(/from=2026-03-01&from/, 'from'));
        expect([answer.status, answer.body.errors?.[0]?.loc]).toEqual([422, ['query', 'to']]);
      }
    }
    expect((await app.rest('GET', `${path}?from=yesterday`)).status).toBe(422);
    const end = await calendar(app, schedule, 'from=9999-12-30&to=9999-12-31T23:00:00Z');
    expect(end.shifts.at(-1)?.end).toBe('9999-12-31T23:00:00.000Z');
    expect((await calendar(app, schedule, 'from=9999-12-31')).to).toBe('9999-12-31T23:59:59.999Z');
    expect(await engineer(app, '0000-01-01T00:00:00Z')).toMatch(/Ada|Ben/);
  });
});

describe('who is next', () => {
  const next = async (app: TestApp, at?: string) => {
    const query = at === undefined ? '' : `&at=${at}`;
    const { body } = await app.rest<OnCall>('GET', `/oncall/next?team=checkout-api${query}`);
    return body.shift && `${line(body.shift)} ${body.engineer}`;
  };

  test('is somebody else, with the whole shift', async () => {
    const app = await testApp();
    const schedule = await someSchedule(app, { members: [], layers: [office] });
    expect(await engineer(app, '2026-02-26T12:00:00Z')).toBe('Cem');
    expect(await next(app, '2026-02-26T12:00:00Z')).toBe('03-02T09:00 03-02T17:00 Dua Dua');
    // Nobody is on call on a Sunday, so it is whoever is first.
    expect(await next(app)).toBe('03-02T09:00 03-02T17:00 Dua Dua');
    await someOverride(app, schedule, { start: '2026-03-01T09:00:00Z', member: 'Cem' });
    expect(await next(app)).toBe('03-01T09:00 03-01T18:00 Cem Cem');
    await app.clock.advance(3_600_000);
    expect(await next(app)).toBe('03-02T09:00 03-02T17:00 Dua Dua');
  });

  test('may be months away, or nobody within a year', async () => {
    const app = await testApp();
    const layer = { rotation: 'monthly', turnLength: 6, members: ['Cem', 'Dua'] };
    const schedule = await someSchedule(app, { members: [], layers: [layer] });
    expect(await next(app)).toBe('08-01T09:00 02-01T09:00 Dua Dua');
    await app.rest('PATCH', `/schedules/${schedule.id}`, {
      layers: [{ ...layer, members: ['Cem'] }],
    });
    expect(await engineer(app)).toBe('Cem');
    expect(await next(app)).toBeNull();
    await app.rest('PATCH', `/schedules/${schedule.id}`, { layers: [] });
    expect([await engineer(app), await next(app)]).toEqual([null, null]);
  });
});

describe('the iCalendar of a schedule', () => {
  interface Event {
    uid: string;
    summary: string;
    start: string;
    end: string;
  }

  /** Read by a parser that programs for calendars use. */
  function eventsOf(text: string): Event[] {
    const parsed = new ICAL.Component(ICAL.parse(text));
    return parsed.getAllSubcomponents('vevent').map((component) => {
      const { uid, summary, startDate, endDate } = new ICAL.Event(component);
      const [start, end] = [startDate, endDate].map((date) => date.toJSDate().toISOString());
      return { uid, summary, start: start ?? '', end: end ?? '' };
    });
  }

  test('is the calendar, with whole shifts that keep their ids', async () => {
    const app = await testApp();
    const name =
      'Först line; "Ünicode", \\ and a long name 🔥 that has to be folded somewhere, often';
    const schedule = await someSchedule(app, { name, timeZone: 'Europe/Berlin', layers: [office] });
    const times = { start: '2026-03-30T10:00:00Z', end: '2026-03-30T16:00:00Z' };
    await someOverride(app, schedule, { member: 'Eva, the "1st"', ...times });
    const range = 'from=2026-03-27T10:00:00Z&to=2026-03-30T12:00:00Z';
    const path = `/schedules/${schedule.id}/calendar.ics`;

    const answer = await app.rest('GET', `${path}?${range}`);

    expect(answer.headers['content-type']).toBe('text/calendar; charset=utf-8');
    const { shifts } = await calendar(app, schedule, range);
    const events = eventsOf(answer.text);
    expect(events.map(({ summary }) => summary)).toEqual(
      shifts.map(({ member }) => `${member} is on call: ${name}`),
    );
    const [first, last] = [shifts[0], shifts.at(-1)];
    expect([first?.start, last?.end]).toEqual([
      '2026-03-27T10:00:00.000Z',
      '2026-03-30T12:00:00.000Z',
    ]);
    const whole = shifts.map(({ start, end }) => ({ start, end }));
    whole[0] = { start: '2026-03-27T08:00:00.000Z', end: first?.end ?? '' };
    whole[whole.length - 1] = { start: last?.start ?? '', end: times.end.replace('Z', '.000Z') };
    expect(events.map(({ start, end }) => ({ start, end }))).toEqual(whole);
    expect(new Set(events.map(({ uid }) => uid)).size).toBe(events.length);
    // Lines are folded after 75 bytes at most, and end as the standard wants.
    const lines = answer.text.split('\r\n');
    expect(Math.max(...lines.map((text) => Buffer.byteLength(text)))).toBeLessThanOrEqual(75);
    expect(answer.text).not.toMatch(/(?<!\r)\n/);

    const later = eventsOf(
      (await app.rest('GET', `${path}?from=2026-03-27T15:00:00Z&to=2026-03-30T11:00:00Z`)).text,
    );
    expect(later).toEqual(events);
    expect((await app.rest('GET', `${path}?${range}`)).text).toBe(answer.text);
  });

  test('is of one member where that is asked, for a week back and three months ahead', async () => {
    const app = await testApp();
    const schedule = await someSchedule(app, { name: 'Weeks' });
    const path = `/schedules/${schedule.id}/calendar.ics`;
    const events = eventsOf((await app.rest('GET', `${path}?member=Ada`)).text);
    expect(new Set(events.map(({ summary }) => summary))).toEqual(
      new Set(['Ada is on call: Weeks']),
    );
    expect([events[0]?.start, events.at(-1)?.start]).toEqual([
      '2026-02-16T00:00:00.000Z',
      '2026-05-25T00:00:00.000Z',
    ]);
    expect(eventsOf((await app.rest('GET', `${path}?member=Nobody`)).text)).toEqual([]);
  });
});
