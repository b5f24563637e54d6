import type { OnCall, Person, Schedule, ScheduleOverride } from '@tocsin/contract';
import type { TestApp } from './app.ts';

async function made<T>({ rest }: TestApp, path: string, input: object): Promise<T> {
  const { body, status, text } = await rest<T>('POST', path, input);
  if (status !== 201) throw new Error(text);
  return body;
}

/** A schedule to work with: Ada and Ben take turns by the week. */
export const someSchedule = (app: TestApp, fields: object = {}): Promise<Schedule> =>
  made(app, '/schedules', { team: 'checkout-api', members: ['Ada', 'Ben'], ...fields });

/** An override to work with, on the day on which the tests' clock begins. */
export const someOverride = (
  app: TestApp,
  { id }: Pick<Schedule, 'id'>,
  fields: object = {},
): Promise<ScheduleOverride> =>
  made(app, `/schedules/${id}/overrides`, {
    member: 'Cem',
    start: '2026-03-01T12:00:00Z',
    end: '2026-03-01T18:00:00Z',
    ...fields,
  });

export const somePerson = (app: TestApp, fields: object = {}): Promise<Person> =>
  made(app, '/people', { name: 'Ada', ...fields });

/** Who is on call for the team now, or at a moment. */
export async function engineer({ rest }: TestApp, at?: string): Promise<string | null> {
  const query = at === undefined ? '' : `&at=${at}`;
  const { body, status, text } = await rest<OnCall>(
    'GET',
    `/oncall/current?team=checkout-api${query}`,
  );
  if (status !== 200) throw new Error(text);
  return body.engineer;
}

/** What the event log says of a thing, the oldest first. */
export async function told({ rest }: TestApp, entity: string, id: string) {
  interface Told {
    type: string;
    data: Record<string, unknown>;
  }
  const path = `/events/history?entity=${entity}&entityId=${id}&sort=seq`;
  const { body } = await rest<Told[]>('GET', path);
  return body.map(({ type, data }) => ({ type, data }));
}
