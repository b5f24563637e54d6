import type { EscalationAnswer } from '@tocsin/contract';
import { expect, test } from 'vitest';
import { type Problem, someIncident, type TestApp } from '../app.ts';
import {
  escalatingApp,
  escalationOf,
  inWords,
  metric,
  MINUTE,
  minutes,
  person,
  somePolicy,
} from '../escalations.ts';
import { someSchedule, told } from '../oncall.ts';

const escalate = ({ rest }: TestApp, input: object) =>
  rest<EscalationAnswer>('POST', '/escalate', input);

test('the next step comes at once, and the one after it when that has been waited for', async () => {
  const app = await escalatingApp();
  await somePolicy(app);
  const { id } = await someIncident(app);
  const { id: escalationId } = await escalationOf(app, id);
  await app.clock.advance(2 * MINUTE);
  const { status, body } = await escalate(app, { incident_id: id, reason: 'I need help' });
  expect(status).toBe(202);
  expect(body).toEqual({
    escalation_id: escalationId,
    incident_id: id,
    state: 'running',
    step: 1,
    paged: [{ person: 'Ben', team: null }],
    unreached: [],
    reason: 'I need help',
    escalated_at: '2026-03-01T08:02:00.000Z',
    next_step_at: '2026-03-01T08:12:00.000Z',
  });
  await app.clock.advance(10 * MINUTE - 1);
  const { runs, state } = await escalationOf(app, id);
  expect(inWords(runs)).toEqual(['0.0 Ada', '0.1 Ben']);
  expect(runs[1]).toMatchObject({ requestedBy: 'anonymous', reason: 'I need help' });
  expect(state).toBe('running');
  await app.clock.advance(1);
  expect((await escalationOf(app, id)).state).toBe('exhausted');
  const refused = await app.rest<Problem>('POST', '/escalate', { incident_id: id });
  expect([refused.status, refused.body.detail]).toEqual([409, expect.stringMatching(/No step/)]);
  expect(await metric(app, 'tocsin_escalation_steps_total{outcome="paged"}')).toBe(2);
});

test('somebody can be named, or a team, and the steps come as they would have', async () => {
  const app = await escalatingApp();
  await somePolicy(app);
  await someSchedule(app, { team: 'web', members: ['Cem'] });
  const { id } = await someIncident(app);
  await escalationOf(app, id);
  const named = await escalate(app, { incident_id: id, to: 'Ben' });
  expect(named.body).toMatchObject({ step: null, paged: [{ person: 'Ben', team: null }] });
  const team = await escalate(app, { incident_id: id, team: 'web', to: 'Nobody' });
  expect(team.body).toMatchObject({
    paged: [{ person: 'Cem', team: 'web' }],
    unreached: [{ target: person('Nobody'), reason: 'There is no person called Nobody.' }],
    next_step_at: '2026-03-01T08:05:00.000Z',
  });
  await app.clock.advance(5 * MINUTE);
  const { runs } = await escalationOf(app, id);
  expect(inWords(runs)).toEqual(['0.0 Ada', '0.- Ben', '0.- Cem', '0.1 Ben']);
  expect(minutes(runs)).toEqual([0, 0, 0, 5]);
  for (const input of [{ to: 'Nobody' }, { team: 'nowhere' }]) {
    const { status, body } = await app.rest<Problem>('POST', '/escalate', {
      incident_id: id,
      ...input,
    });
    expect([status, body.detail]).toEqual([409, expect.stringMatching(/Nobody could be reached/)]);
  }
  expect((await escalationOf(app, id)).runs).toEqual(runs);
});

test('what somebody works on can be escalated, but nothing comes after that by itself', async () => {
  const app = await escalatingApp();
  await somePolicy(app);
  const { id } = await someIncident(app);
  await escalationOf(app, id);
  await app.rest('PATCH', `/incidents/${id}`, { status: 'acknowledged' });
  const { body } = await escalate(app, { incident_id: id });
  expect(body).toMatchObject({ state: 'ended', step: 1, next_step_at: null });
  await app.clock.advance(60 * MINUTE);
  expect(inWords((await escalationOf(app, id)).runs)).toEqual(['0.0 Ada', '0.1 Ben']);
});

test('an incident that nothing was for begins its escalation so', async () => {
  const app = await escalatingApp();
  const { id } = await someIncident(app);
  const refused = await app.rest<Problem>('POST', '/escalate', { incident_id: id });
  expect([refused.status, refused.body.detail]).toEqual([
    409,
    expect.stringMatching(/checkout-api/),
  ]);
  expect((await escalate(app, { incident_id: id, to: 'Ben' })).body).toMatchObject({
    state: 'running',
    step: 0,
    next_step_at: '2026-03-01T08:15:00.000Z',
  });
  await app.clock.advance(15 * MINUTE);
  expect(await escalationOf(app, id)).toMatchObject({ state: 'exhausted', step: 0 });

  const other = await someIncident(app, { status: 'acknowledged' });
  await somePolicy(app);
  const { body } = await escalate(app, { incident_id: other.id });
  expect(body).toMatchObject({ state: 'ended', step: 0, paged: [{ person: 'Ada' }] });
  await app.clock.advance(60 * MINUTE);
  expect((await escalationOf(app, other.id)).runs).toHaveLength(1);
});

test('what cannot be escalated is refused, and nothing is told', async () => {
  const app = await escalatingApp();
  await somePolicy(app);
  const { id } = await someIncident(app);
  await app.rest('POST', `/incidents/${id}/close`);
  const before = await told(app, 'escalation', id);
  for (const [status, input] of [
    [409, { incident_id: id }],
    [409, { incident_id: id, to: 'Ben' }],
    [404, { incident_id: 'nothing' }],
    [422, {}],
    [422, { incident_id: id, reason: ' ' }],
    [422, { incident_id: id, person: 'Ben' }],
  ] as const) {
    expect((await escalate(app, input)).status, JSON.stringify(input)).toBe(status);
  }
  expect(await told(app, 'escalation', id)).toEqual(before);
});
