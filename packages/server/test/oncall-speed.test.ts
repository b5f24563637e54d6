import type { Layer, Schedule } from '@tocsin/contract';
import { v7 as uuidv7 } from 'uuid';
import { expect, onTestFinished, test } from 'vitest';
import { onCallAt } from '../src/oncall/calendar.ts';
import { insertOverride } from '../src/oncall/override-queries.ts';
import { insertSchedule } from '../src/oncall/schedule-queries.ts';
import type { Storage } from '../src/storage/storage.ts';
import { emptyStorage } from './database.ts';

const NOW = Date.parse('2026-11-21T10:30:00Z');
const HOUR = 3_600_000;
const stamp = '2026-01-01T00:00:00.000Z';
const stamps = { createdAt: stamp, updatedAt: stamp, version: 1 };

/** A layer for working hours in turns of so many hours, and one by the week below it. */
function layersSince(start: string): Layer[] {
  const days: Layer['restrictions'][number]['days'] = ['monday', 'wednesday', 'saturday'];
  const restrictions = [{ days, from: '09:00', to: '17:00' }];
  const same = { members: ['Ada', 'Ben', 'Cem'], start, end: null, handoffTime: '09:00' };
  return [
    {
      ...same,
      rotation: 'weekly',
      turnLength: 1,
      handoffDay: 'monday',
      timeZone: null,
      restrictions: [],
    },
    { ...same, rotation: 'hourly', turnLength: 7, timeZone: 'America/New_York', restrictions },
  ];
}

async function stored(storage: Storage, team: string, start: string): Promise<void> {
  const identity = { id: uuidv7(), team, name: team, timeZone: 'Europe/Berlin', ...stamps };
  const schedule: Schedule = { ...identity, members: ['Dua'], layers: layersSince(start) };
  await storage.write(async (writer) => {
    await insertSchedule(writer, schedule);
    // Each day for years somebody has filled in for an hour.
    for (let day = 1; day <= 2000; day += 1) {
      const from = NOW - day * 24 * HOUR;
      const times = {
        start: new Date(from).toISOString(),
        end: new Date(from + HOUR).toISOString(),
      };
      const rest = { scheduleId: schedule.id, reason: '', createdBy: 'anonymous', ...stamps };
      await insertOverride(writer, { id: uuidv7(), member: 'Eva', ...times, ...rest });
    }
  });
}

/** Of many calls the one in the middle, in milliseconds. */
async function median(storage: Storage, team: string): Promise<number> {
  const took: number[] = [];
  for (let call = 0; call < 500; call += 1) {
    const began = performance.now();
    const answer = await onCallAt(storage, team, NOW + call * 60_000);
    took.push(performance.now() - began);
    expect(answer?.engineer).toMatch(/Ada|Ben|Cem/);
  }
  return took.toSorted((a, b) => a - b)[250] ?? Infinity;
}

test('who is on call is found in less than a millisecond, however old a schedule is', async () => {
  const storage = await emptyStorage();
  onTestFinished(() => storage.close());
  const medians: Record<string, number> = {};
  for (const start of ['2026-11-01', '2016-11-01', '1926-11-01', '0026-11-01']) {
    await stored(storage, start, `${start}T00:00:00.000Z`);
    await median(storage, start);
    medians[start] = await median(storage, start);
  }
  for (const [start, took] of Object.entries(medians)) expect(took, start).toBeLessThan(1);
}, 60_000);
