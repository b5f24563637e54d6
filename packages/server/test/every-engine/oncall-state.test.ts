import { expect, test } from 'vitest';
import { clear, isEmpty } from '../../src/storage/clear.ts';
import { dumpOf, linesOf } from '../../src/storage/dump.ts';
import { load } from '../../src/storage/load.ts';
import { parseState } from '../../src/storage/parse-state.ts';
import type { Storage } from '../../src/storage/storage.ts';
import { testApp } from '../app.ts';
import { engineer, someOverride, somePerson, someSchedule } from '../oncall.ts';
import { opened } from './incident.ts';

const dumped = async (storage: Storage): Promise<string> =>
  [...linesOf(await storage.snapshot(dumpOf))].join('');

const restrictions = [{ days: ['sunday'], from: '22:00', to: '06:00' }];
const layers = [
  { start: '2026-01-01', rotation: 'weekly', restrictions, members: ['Cem', 'Ada'] },
  { rotation: 'monthly', members: ['Ö'], handoffDate: 31, end: '2027-01-01' },
  { members: ['Dua'], rotation: 'hourly', turnLength: 12, timeZone: 'Asia/Kolkata' },
];

test('people, schedules and overrides move whole, to the last byte, and work on', async () => {
  const app = await testApp();
  await somePerson(app, { email: 'ada@example.com', timeZone: 'Pacific/Apia' });
  const schedule = await someSchedule(app, { layers, timeZone: 'Europe/Berlin' });
  await someOverride(app, schedule, { reason: 'line 1\nline "2" 🔥' });
  const dump = await dumped(app.storage);
  const target = await opened();
  await target.write((writer) => load(writer, parseState(Buffer.from(dump)).state));

  expect(await dumped(target)).toBe(dump);
  const moved = await testApp({ storage: target });
  expect((await moved.rest('GET', `/schedules/${schedule.id}`)).body).toEqual(schedule);
  expect(await engineer(moved, '2026-03-01T13:00:00Z')).toBe('Cem');
  const taken = await moved.rest('POST', '/schedules', { team: schedule.team });
  expect(taken.status).toBe(409);

  await target.write(clear);
  expect(await isEmpty(target)).toBe(true);
  const { tables, db } = target;
  for (const table of [tables.people, tables.schedules, tables.scheduleOverrides]) {
    expect(await db.select().from(table)).toEqual([]);
  }
});

test('a file from before there were schedules has none', async () => {
  const storage = await opened();
  const { people: _, schedules: __, scheduleOverrides: ___, ...rest } = await dumpOf(storage);
  const { state } = parseState(Buffer.from(JSON.stringify(rest)));
  expect(state).toMatchObject({ people: [], schedules: [], scheduleOverrides: [] });
});
