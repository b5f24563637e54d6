import { expect, test } from 'vitest';
import { eq } from 'drizzle-orm';
import { repairEscalations } from '../../src/escalations/repair.ts';
import { listJobs } from '../../src/jobs/list.ts';
import { someIncident, testApp, type TestApp } from '../app.ts';
import {
  escalatingApp,
  escalationOf,
  inWords,
  metric,
  MINUTE,
  somePolicy,
} from '../escalations.ts';
import { told } from '../oncall.ts';

const overdue = (app: TestApp) => metric(app, 'tocsin_escalations_overdue');
const active = (app: TestApp) => metric(app, 'tocsin_escalations_active');

/** As a bug would, or somebody with a tool for databases. */
const loseJobs = ({ storage }: TestApp) =>
  storage.write(async ({ db, tables: { jobs } }) => {
    await db.delete(jobs).where(eq(jobs.name, 'escalation.step'));
  });

test('one whose job is lost is seen as overdue, and is repaired', async () => {
  const app = await escalatingApp();
  await somePolicy(app);
  const { id } = await someIncident(app);
  await escalationOf(app, id);
  await loseJobs(app);
  await app.clock.advance(5 * MINUTE + 30_000);
  expect([await overdue(app), await active(app)]).toEqual([0, 1]);
  await app.clock.advance(1);
  expect(await overdue(app)).toBe(1);
  expect(inWords((await escalationOf(app, id)).runs)).toEqual(['0.0 Ada']);

  expect(await repairEscalations(app.storage, app.clock)).toBe(1);
  expect(inWords((await escalationOf(app, id)).runs)).toEqual(['0.0 Ada', '0.1 Ben']);
  expect(await overdue(app)).toBe(0);
  expect((await told(app, 'escalation', id)).map(({ type }) => type)).toContain(
    'escalation.repaired',
  );
  expect(await repairEscalations(app.storage, app.clock)).toBe(0);
  await app.clock.advance(10 * MINUTE);
  expect((await escalationOf(app, id)).state).toBe('exhausted');
});

test('a server that listens repairs what it finds, and goes on looking', async () => {
  const first = await testApp();
  await somePolicy(first);
  await first.rest('POST', '/people', { name: 'Ada' });
  const [one, other] = [await someIncident(first), await someIncident(first)];
  await loseJobs(first);
  const app = await testApp({ storage: first.storage, clock: first.clock });
  await app.listen();
  await expect
    .poll(async () => inWords((await escalationOf(app, one.id)).runs))
    .toEqual(['0.0 Ada']);
  await expect
    .poll(() => app.logged.map(({ msg }) => msg))
    .toContain('escalations had no job for their next step');
  await escalationOf(app, other.id);
  await loseJobs(app);
  await app.clock.advance(MINUTE);
  await expect
    .poll(async () => {
      const jobs = await listJobs(app.storage, { name: 'escalation.step', limit: 10 });
      return jobs.filter(({ dueAt }) => dueAt !== null).length;
    })
    .toBe(2);
});

test('no job is asked for where one waits, or where it is paused or over', async () => {
  const app = await testApp();
  await somePolicy(app);
  const [waiting, over] = [await someIncident(app), await someIncident(app)];
  await app.rest('POST', `/incidents/${over.id}/close`);
  expect(await repairEscalations(app.storage, app.clock)).toBe(0);
  expect((await listJobs(app.storage, { name: 'escalation.step', limit: 10 })).length).toBe(2);
  // Where no job runs at all it is overdue all the same.
  await app.clock.advance(MINUTE);
  expect([await overdue(app), await active(app)]).toEqual([1, 1]);
  expect((await told(app, 'escalation', waiting.id)).map(({ type }) => type)).toEqual([
    'escalation.started',
  ]);
});
