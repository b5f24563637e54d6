import type { Escalation, EscalationPolicy, EscalationRun } from '@tocsin/contract';
import { type TestApp, testApp, type TestParts } from './app.ts';
import { somePerson } from './oncall.ts';

export const MINUTE = 60_000;

export const person = (name: string) => ({ type: 'person', person: name }) as const;
export const schedule = (team: string) => ({ type: 'schedule', team }) as const;

/** A policy to work with: Ada for five minutes, then Ben for ten. */
export async function somePolicy(
  { rest }: TestApp,
  fields: object = {},
): Promise<EscalationPolicy> {
  const input = {
    name: 'Checkout',
    services: ['checkout-api'],
    steps: [
      { delayMinutes: 5, targets: [person('Ada')] },
      { delayMinutes: 10, targets: [person('Ben')] },
    ],
    ...fields,
  };
  const { body, status, text } = await rest<EscalationPolicy>(
    'POST',
    '/escalation-policies',
    input,
  );
  if (status !== 201) throw new Error(text);
  return body;
}

/** A server whose jobs run, with Ada, Ben and Cem. */
export async function escalatingApp(parts: TestParts = {}): Promise<TestApp> {
  const app = await testApp(parts);
  app.app.jobs.start();
  for (const name of ['Ada', 'Ben', 'Cem']) await somePerson(app, { name });
  return app;
}

/** The escalation of an incident, once nothing of it is due any more. */
export async function escalationOf(app: TestApp, incidentId: string): Promise<Escalation> {
  await app.app.jobs.idle();
  const { status, body, text } = await app.rest<Escalation>(
    'GET',
    `/incidents/${incidentId}/escalation`,
  );
  if (status !== 200) throw new Error(text);
  return body;
}

/** Runs as one reads them: `0.1 Ben`, the round, the step, and who was paged. */
export const inWords = (runs: readonly EscalationRun[]): string[] =>
  runs.map(({ round, step, paged }) =>
    [`${round}.${step ?? '-'}`, ...paged.map(({ person: name }) => name)].join(' '),
  );

/** The minutes after the clock's beginning at which steps were done. */
export const minutes = (runs: readonly EscalationRun[]): number[] =>
  runs.map(({ at }) => (Date.parse(at) - Date.parse('2026-03-01T08:00:00.000Z')) / MINUTE);

/** What the metrics say of one, by its name and labels as they are written. */
export async function metric({ rest }: TestApp, name: string): Promise<number | undefined> {
  const { text } = await rest('GET', '//metrics');
  const line = text.split('\n').find((one) => one.startsWith(`${name} `));
  return line === undefined ? undefined : Number(line.slice(name.length + 1));
}
