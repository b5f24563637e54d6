import type { EscalationAnswer, Incident } from '@tocsin/contract';
import { expect, test } from 'vitest';
import { someIncident } from '../app.ts';
import { escalatingApp, escalationOf, inWords, MINUTE, somePolicy } from '../escalations.ts';
import { told } from '../oncall.ts';

test('of twenty who acknowledge while a step is due, all are answered, and it ends once', async () => {
  const app = await escalatingApp();
  await somePolicy(app, { repeat: 9 });
  let before = 0;
  for (let round = 0; round < 5; round += 1) {
    const { id } = await someIncident(app);
    await app.app.jobs.idle();
    await app.clock.advance(5 * MINUTE - 1);
    const acknowledge = () =>
      app.rest<Incident>('PATCH', `/incidents/${id}`, { status: 'acknowledged' });
    // Some of them are there before it is due.
    const first = Array.from({ length: round * 2 }, acknowledge);
    const moved = app.clock.advance(1);
    const answers = await Promise.all([
      ...first,
      ...Array.from({ length: 20 - first.length }, acknowledge),
    ]);
    await moved;
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    const over = await escalationOf(app, id);
    expect(over).toMatchObject({ state: 'ended', endedBy: 'acknowledged' });
    // The step came before the first of them, or it did not come.
    expect(['0.0 Ada', '0.0 Ada,0.1 Ben']).toContain(inWords(over.runs).join());
    if (over.runs.length === 1) before += 1;
    const events = await told(app, 'escalation', id);
    expect(events.filter(({ type }) => type === 'escalation.ended')).toHaveLength(1);
    expect(events.at(-1)?.type).toBe('escalation.ended');
    const incident = await told(app, 'incident', id);
    expect(incident.filter(({ type }) => type === 'incident.acknowledged')).toHaveLength(1);
    await app.clock.advance(60 * MINUTE);
    expect(await escalationOf(app, id)).toEqual(over);
  }
  console.log(`20 acknowledgers on ${app.storage.engine}: first in ${before} of 5 rounds`);
});

test('of many who escalate at once each does a step of its own, in order, and none is done twice', async () => {
  const app = await escalatingApp();
  await somePolicy(app, { repeat: 3 });
  const { id } = await someIncident(app);
  await app.app.jobs.idle();
  await app.clock.advance(5 * MINUTE - 1);
  const moved = app.clock.advance(1);
  const answers = await Promise.all(
    Array.from({ length: 10 }, () =>
      app.rest<EscalationAnswer>('POST', '/escalate', { incident_id: id }),
    ),
  );
  await moved;
  const { runs } = await escalationOf(app, id);
  expect(inWords(runs)).toEqual(
    [0, 1, 2, 3].flatMap((round) => [`${round}.0 Ada`, `${round}.1 Ben`]),
  );
  const taken = answers.filter(({ status }) => status === 202);
  // One was done by its time, at the latest when it was opened.
  expect([6, 7]).toContain(taken.length);
  expect(answers.filter(({ status }) => status === 409)).toHaveLength(10 - taken.length);
});
