import { contract, type Person, type Schedule } from '@tocsin/contract';
import type { TestApp } from './app.ts';
import { someOverride, somePerson, someSchedule } from './oncall.ts';

const { input: schedule } = contract.schedules.create.example;
const { input: person } = contract.people.create.example;
const { input: override } = contract.overrides.create.example;

/** Makes what the examples of people, schedules and overrides speak of, and answers where it is. */
export async function oncallOfTheExample(
  app: TestApp,
  path: string,
): Promise<Record<string, string>> {
  await clearAway(app);
  if (path.startsWith('/api/v1/people')) {
    // What the example adds is not there yet.
    const isList = path === '/api/v1/people';
    return { id: (await somePerson(app, isList ? { name: 'Somebody else' } : person)).id };
  }
  if (path === '/api/v1/schedules') return { id: (await someSchedule(app, { team: 'other' })).id };
  const made = await someSchedule(app, schedule);
  if (!path.includes('/overrides')) return { id: made.id };
  const another = { ...override, start: '2026-03-05T09:00:00Z', end: '2026-03-05T17:00:00Z' };
  const isList = path.endsWith('/overrides');
  const { id } = await someOverride(app, made, isList ? another : override);
  return { scheduleId: made.id, id };
}

async function clearAway({ rest }: TestApp): Promise<void> {
  for (const path of ['/schedules', '/people']) {
    const { body } = await rest<(Schedule | Person)[]>('GET', path);
    for (const { id } of body) await rest('DELETE', `${path}/${id}`);
  }
}
