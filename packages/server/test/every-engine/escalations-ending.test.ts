import type { Escalation, Incident } from '@tocsin/contract';
import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { escalationStep } from '../../src/escalations/job.ts';
import { escalationStepHandler } from '../../src/escalations/step.ts';
import { listJobs } from '../../src/jobs/list.ts';
import { enqueue } from '../../src/jobs/queue.ts';
import { sent } from '../alerts.ts';
import { someIncident, type TestApp } from '../app.ts';
import { escalatingApp, escalationOf, inWords, MINUTE, somePolicy } from '../escalations.ts';
import { gate } from '../jobs.ts';
import { someSchedule, told } from '../oncall.ts';

const acknowledge = (app: TestApp, id: string) =>
  app.rest<Incident>('PATCH', `/incidents/${id}`, { status: 'acknowledged' });

/** The jobs that still wait for something. */
const waiting = async ({ storage }: TestApp) =>
  (await listJobs(storage, { name: 'escalation.step', limit: 100 })).filter(
    ({ dueAt }) => dueAt !== null,
  );

describe('an acknowledgement ends it, and nobody is paged after that', () => {
  const steps = ['0.0 Ada', '0.1 Ben', '1.0 Ada', '1.1 Ben'];
  test.each([
    [0, 1],
    [1, 1],
    [5 * MINUTE - 1, 1],
    [5 * MINUTE, 2],
    [15 * MINUTE - 1, 2],
    [15 * MINUTE, 3],
    [20 * MINUTE + 1, 4],
    [30 * MINUTE - 1, 4],
  ])('%d ms after the incident was opened', async (after, done) => {
    const app = await escalatingApp();
    await somePolicy(app, { repeat: 1 });
    const { id } = await someIncident(app);
    await app.clock.advance(after);
    expect((await acknowledge(app, id)).status).toBe(200);
    const over = await escalationOf(app, id);
    expect(over).toMatchObject({ state: 'ended', endedBy: 'acknowledged', nextStepAt: null });
    expect(over.nextStep).toBeNull();
    expect(inWords(over.runs)).toEqual(steps.slice(0, done));
    expect(await waiting(app)).toEqual([]);
    await app.clock.advance(60 * MINUTE);
    await app.rest('PATCH', `/incidents/${id}`, { status: 'in_progress' });
    await app.rest('PATCH', `/incidents/${id}`, { status: 'resolved' });
    expect(await escalationOf(app, id)).toEqual(over);
    const types = (await told(app, 'escalation', id)).map(({ type }) => type);
    expect(types.filter((type) => type !== 'escalation.paged')).toEqual([
      'escalation.started',
      'escalation.ended',
    ]);
  });
});

test('an acknowledgement in the middle of the job of a step undoes the whole of the step', async () => {
  const [began, goOn] = [gate(), gate()];
  const handler = {
    ...escalationStepHandler,
    run: async (job: Parameters<typeof escalationStepHandler.run>[0]) => {
      began.open();
      await goOn.opened;
      await escalationStepHandler.run(job);
    },
  };
  const app = await escalatingApp({ handlers: [handler] });
  await somePolicy(app);
  const { id } = await someIncident(app);
  await began.opened;
  await acknowledge(app, id);
  goOn.open();
  expect(await escalationOf(app, id)).toMatchObject({ state: 'ended', step: null, runs: [] });
  expect(app.logged.map(({ msg }) => msg)).toContain('job lost: it was cancelled or taken over');
});

test('a step that somebody has taken already is not taken again, whoever has the job', async () => {
  const app = await escalatingApp();
  await somePolicy(app);
  const { id } = await someIncident(app);
  const before = await escalationOf(app, id);
  // Two more attempts at the first step, as of processes that had stood still.
  const at = '2026-03-01T08:00:00.000Z';
  await app.storage.write(async (writer) => {
    for (const done of [0, 0, 7]) {
      await enqueue(writer, escalationStep, { data: { escalationId: before.id, done }, at });
    }
  });
  expect(await escalationOf(app, id)).toEqual(before);
});

test.each([
  ['acknowledged', 'PATCH', '', { status: 'acknowledged' }],
  ['acknowledged', 'PATCH', '', { status: 'in_progress' }],
  ['resolved', 'PATCH', '', { status: 'resolved' }],
  ['resolved', 'POST', '/close', undefined],
] as const)('it ends by %s (%s%s %j)', async (endedBy, method, path, body) => {
  const app = await escalatingApp();
  await somePolicy(app);
  const { id } = await someIncident(app);
  await app.rest(method, `/incidents/${id}${path}`, body);
  expect(await escalationOf(app, id)).toMatchObject({ state: 'ended', endedBy });
  await app.clock.advance(60 * MINUTE);
  expect((await escalationOf(app, id)).runs.length).toBeLessThan(2);
});

test('it ends with its incident: deleted, or resolved with its last alert', async () => {
  const app = await escalatingApp();
  await somePolicy(app);
  const { id } = await someIncident(app);
  await app.rest('DELETE', `/incidents/${id}`);
  expect((await app.rest('GET', `/incidents/${id}/escalation`)).status).toBe(404);
  const { body } = await app.rest<Escalation[]>('GET', `/escalations?incidentId=${id}`);
  expect(body).toMatchObject([{ state: 'ended', endedBy: 'deleted' }]);

  const alert = { service: 'checkout-api', severity: 'high', message: 'Errors' };
  const { alert_id: alertId, incident_id: incidentId } = await sent(app, alert);
  await app.rest('POST', `/alerts/${alertId}/resolve`);
  expect((await escalationOf(app, incidentId)).endedBy).toBe('resolved');
  expect(await waiting(app)).toEqual([]);
});

test('when the look-up fails the incident stands, and the failure is told', async () => {
  const app = await escalatingApp();
  await someSchedule(app);
  await somePolicy(app);
  await app.storage.write(async ({ db, tables }) => {
    // As of another program: no time zone that anybody knows.
    await db.update(tables.schedules).set({ timeZone: 'Mars/Olympus' });
  });
  const halfway = await someIncident(app);
  expect(halfway.assignedTo).toBeNull();
  const reasons = async (id: string) =>
    (await told(app, 'escalation', id))
      .filter(({ type }) => type === 'escalation.failed')
      .map(({ data }) => data['reason']);
  expect(await reasons(halfway.id)).toEqual([expect.stringMatching(/time zone.*Mars/i)]);
  // The policy is not broken, so it is gone by.
  expect(inWords((await escalationOf(app, halfway.id)).runs)).toEqual(['0.0 Ada']);

  // A statement that fails would end the whole change on PostgreSQL.
  await app.storage.write((writer) =>
    runRaw(writer, sql`alter table escalation_policy_services rename to gone`),
  );
  const { incident_id: id } = await sent(app, {
    service: 'checkout-api',
    severity: 'low',
    message: 'Errors',
  });
  expect((await app.rest('GET', `/incidents/${id}`)).status).toBe(200);
  expect(await reasons(id)).toHaveLength(2);
  expect((await app.rest('GET', `/incidents/${id}/escalation`)).status).toBe(404);
});

/** Drizzle's two dialects each have one of these. */
async function runRaw(writer: object, statement: ReturnType<typeof sql>): Promise<void> {
  const { db } = writer as {
    db: Record<'run' | 'execute', ((statement: unknown) => Promise<unknown>) | undefined>;
  };
  await (db.execute?.(statement) ?? db.run?.(statement));
}
