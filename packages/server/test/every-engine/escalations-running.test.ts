import type { Escalation, EscalationPolicy, Incident } from '@tocsin/contract';
import { expect, test } from 'vitest';
import { someIncident } from '../app.ts';
import { incidentOf, sent } from '../alerts.ts';
import {
  escalatingApp,
  escalationOf,
  inWords,
  metric,
  MINUTE,
  minutes,
  person,
  schedule,
  somePolicy,
} from '../escalations.ts';
import { someSchedule, told } from '../oncall.ts';

test('a policy is gone through, step by step and round by round, until it is exhausted', async () => {
  const app = await escalatingApp();
  const policy = await somePolicy(app, { repeat: 2 });
  const { id } = await someIncident(app);
  expect(await escalationOf(app, id)).toEqual({
    id: expect.any(String),
    incidentId: id,
    service: 'checkout-api',
    state: 'running',
    endedBy: null,
    policy: { id: policy.id, name: 'Checkout', steps: policy.steps, repeat: 2 },
    step: 0,
    round: 0,
    nextStep: 1,
    nextStepAt: '2026-03-01T08:05:00.000Z',
    runs: [
      {
        step: 0,
        round: 0,
        at: '2026-03-01T08:00:00.000Z',
        requestedBy: null,
        reason: null,
        paged: [{ person: 'Ada', team: null }],
        unreached: [],
      },
    ],
    startedAt: '2026-03-01T08:00:00.000Z',
    endedAt: null,
  });
  await app.clock.advance(5 * MINUTE - 1);
  expect(inWords((await escalationOf(app, id)).runs)).toEqual(['0.0 Ada']);
  await app.clock.advance(1);
  expect(inWords((await escalationOf(app, id)).runs)).toEqual(['0.0 Ada', '0.1 Ben']);
  // What becomes of the policy does not change what is under way.
  const steps = [{ delayMinutes: 1, targets: [person('Cem')] }];
  await app.rest('PATCH', `/escalation-policies/${policy.id}`, { steps, repeat: 0 });
  await app.clock.advance(40 * MINUTE - 1);
  const waiting = await escalationOf(app, id);
  expect(inWords(waiting.runs)).toEqual([
    '0.0 Ada',
    '0.1 Ben',
    '1.0 Ada',
    '1.1 Ben',
    '2.0 Ada',
    '2.1 Ben',
  ]);
  expect(minutes(waiting.runs)).toEqual([0, 5, 15, 20, 30, 35]);
  const last = { state: 'running', step: 1, round: 2, nextStep: null };
  expect(waiting).toMatchObject({ ...last, nextStepAt: '2026-03-01T08:45:00.000Z' });
  await app.clock.advance(1);
  const over = await escalationOf(app, id);
  const endedAt = '2026-03-01T08:45:00.000Z';
  expect(over).toMatchObject({ state: 'exhausted', nextStepAt: null, endedAt, endedBy: null });
  expect(over.runs).toEqual(waiting.runs);
  expect((await told(app, 'escalation', id)).map(({ type }) => type)).toEqual([
    'escalation.started',
    ...Array.from({ length: 6 }, () => 'escalation.paged'),
    'escalation.exhausted',
  ]);
  expect(await metric(app, 'tocsin_escalation_steps_total{outcome="paged"}')).toBe(6);
  expect(await metric(app, 'tocsin_escalation_steps_total{outcome="exhausted"}')).toBe(1);
  expect(await metric(app, 'tocsin_escalations_active')).toBe(0);
  await app.clock.advance(600 * MINUTE);
  expect(await escalationOf(app, id)).toEqual(over);
});

test('who is on call is assigned in the answer, and paged although there is no policy', async () => {
  const app = await escalatingApp();
  await someSchedule(app);
  const incident = await someIncident(app);
  expect(incident).toMatchObject({ assignedTo: 'Ben', version: 1 });
  expect((await app.rest('GET', '/incidents?assignedTo=Ben')).body).toEqual([incident]);
  const going = await escalationOf(app, incident.id);
  expect(going.policy).toMatchObject({ id: null, name: 'On call for checkout-api', repeat: 0 });
  expect(going.runs[0]?.paged).toEqual([{ person: 'Ben', team: 'checkout-api' }]);
  await app.clock.advance(15 * MINUTE);
  expect((await escalationOf(app, incident.id)).state).toBe('exhausted');

  const given = await someIncident(app, { assignedTo: 'Cem' });
  expect(given.assignedTo).toBe('Cem');
  const done = await someIncident(app, { status: 'Closed' });
  expect(done.assignedTo).toBeNull();
  const taken = await someIncident(app, { status: 'acknowledged' });
  expect(taken.assignedTo).toBe('Ben');
  const other = await someIncident(app, { service: 'web' });
  expect(other.assignedTo).toBeNull();
  for (const { id } of [done, taken, other]) {
    expect((await app.rest('GET', `/incidents/${id}/escalation`)).status).toBe(404);
  }
  expect((await app.rest('GET', '/incidents/nothing/escalation')).status).toBe(404);
});

test('an alert that opens an incident has it assigned and escalated; those that join it do not', async () => {
  const app = await escalatingApp();
  await someSchedule(app);
  await somePolicy(app, { services: [], isDefault: true });
  const alert = { service: 'checkout-api', severity: 'high', message: 'Errors', dedup_key: 'k' };
  const { incident_id: id } = await sent(app, alert);
  expect((await incidentOf(app, id)).assignedTo).toBe('Ben');
  const begun = await escalationOf(app, id);
  expect(inWords(begun.runs)).toEqual(['0.0 Ada']);
  await app.clock.advance(MINUTE);
  expect((await sent(app, { ...alert, dedup_key: 'l' })).incident_id).toBe(id);
  // Made worse, it goes on as it was.
  await sent(app, { ...alert, severity: 'critical' });
  expect((await incidentOf(app, id)).severity).toBe('P1');
  expect(await escalationOf(app, id)).toEqual(begun);
  // Nobody is on call for this one: whom the first step pages is assigned.
  const other = await sent(app, { ...alert, service: 'web', dedup_key: 'm' });
  expect((await incidentOf(app, other.incident_id)).assignedTo).toBe('Ada');
});

test('a schedule is asked when its step comes, and nobody is paged twice by one step', async () => {
  const app = await escalatingApp();
  const { id: scheduleId } = await someSchedule(app);
  await somePolicy(app, {
    steps: [
      { delayMinutes: 60, targets: [schedule('checkout-api')] },
      { delayMinutes: 60, targets: [schedule('checkout-api'), person('Cem'), person('Ada')] },
    ],
  });
  const { id } = await someIncident(app);
  await app.clock.advance(30 * MINUTE);
  await app.rest('POST', `/schedules/${scheduleId}/overrides`, {
    member: 'Cem',
    start: '2026-03-01T08:45:00Z',
    end: '2026-03-01T09:15:00Z',
  });
  await app.clock.advance(30 * MINUTE);
  expect((await escalationOf(app, id)).runs.map(({ paged }) => paged)).toEqual([
    [{ person: 'Ben', team: 'checkout-api' }],
    [
      { person: 'Cem', team: 'checkout-api' },
      { person: 'Ada', team: null },
    ],
  ]);
});

test('a step that reaches nobody is passed over at once, and it is told why', async () => {
  const app = await escalatingApp();
  await someSchedule(app, { members: [] });
  await somePolicy(app, {
    steps: [
      { delayMinutes: 5, targets: [schedule('checkout-api'), person('Nobody')] },
      { delayMinutes: 5, targets: [schedule('nowhere')] },
      { delayMinutes: 5, targets: [person('Ben')] },
    ],
    repeat: 1,
  });
  const { id } = await someIncident(app);
  const { runs, nextStepAt } = await escalationOf(app, id);
  expect(inWords(runs)).toEqual(['0.0', '0.1', '0.2 Ben']);
  expect(minutes(runs)).toEqual([0, 0, 0]);
  expect(nextStepAt).toBe('2026-03-01T08:05:00.000Z');
  expect(runs.flatMap(({ unreached }) => unreached.map(({ reason }) => reason))).toEqual([
    'Nobody is on call for checkout-api.',
    'There is no person called Nobody.',
    'There is no schedule of the team nowhere.',
  ]);
  await app.clock.advance(5 * MINUTE);
  expect(minutes((await escalationOf(app, id)).runs)).toEqual([0, 0, 0, 5, 5, 5]);
  const events = await told(app, 'escalation', id);
  const passed = events.filter(({ type }) => type === 'escalation.nobody_reached');
  expect(passed.map(({ data }) => data['step'])).toEqual([0, 1, 0, 1]);
  expect(passed[1]?.data['unreached']).toEqual([
    { target: schedule('nowhere'), reason: 'There is no schedule of the team nowhere.' },
  ]);
});

test('with nobody to reach at all it is exhausted at once, however often it was to repeat', async () => {
  const app = await escalatingApp();
  const steps = ['X', 'Y'].map((name) => ({ delayMinutes: 5, targets: [person(name)] }));
  await somePolicy(app, { steps, repeat: 9 });
  const { id } = await someIncident(app);
  const over = await escalationOf(app, id);
  expect(over).toMatchObject({ state: 'exhausted', nextStepAt: null });
  expect(inWords(over.runs)).toEqual(['0.0', '0.1']);
  const { body } = await app.rest<Escalation[]>('GET', '/escalations?state=exhausted');
  expect(body).toEqual([over]);
});

test('an incident that is reopened escalates anew, by the policy as it is then', async () => {
  const app = await escalatingApp();
  const { id: policyId } = await somePolicy(app);
  const { id } = await someIncident(app);
  await app.rest('POST', `/incidents/${id}/close`);
  const first = await escalationOf(app, id);
  expect(first).toMatchObject({ state: 'ended', endedBy: 'resolved', nextStepAt: null });
  const steps = [{ delayMinutes: 5, targets: [person('Cem')] }];
  await app.rest<EscalationPolicy>('PATCH', `/escalation-policies/${policyId}`, { steps });
  await app.clock.advance(MINUTE);
  await app.rest('POST', `/incidents/${id}/reopen`);
  const second = await escalationOf(app, id);
  expect(inWords(second.runs)).toEqual(['0.0 Cem']);
  expect(minutes(second.runs)).toEqual([1]);
  const all = await app.rest<Escalation[]>('GET', `/escalations?incidentId=${id}`);
  expect(all.body).toEqual([second, first]);
});

test('escalations are listed, the last begun first, by state and service', async () => {
  const app = await escalatingApp();
  await somePolicy(app, { services: [], isDefault: true });
  const ids: string[] = [];
  for (const service of ['a', 'b', 'a', 'b', 'a']) {
    ids.unshift((await someIncident(app, { service })).id);
    await app.clock.advance(1);
  }
  await app.rest<Incident>('PATCH', `/incidents/${ids[0]}`, { status: 'acknowledged' });
  const listed = async (query: string) => {
    const { body, headers } = await app.rest<Escalation[]>('GET', `/escalations${query}`);
    return [...body.map(({ incidentId }) => ids.indexOf(incidentId)), headers['x-total-count']];
  };
  expect(await listed('')).toEqual([0, 1, 2, 3, 4, '5']);
  expect(await listed('?state=running&service=a')).toEqual([2, 4, '2']);
  expect(await listed('?state=ended&state=paused')).toEqual([0, '1']);
  const first = await app.rest<Escalation[]>('GET', '/escalations?limit=3&state=running');
  expect(first.body.map(({ incidentId }) => ids.indexOf(incidentId))).toEqual([1, 2, 3]);
  const next = /cursor=([^>&]+)/.exec(first.headers['link'] ?? '')?.[1] ?? '';
  expect(await listed(`?limit=3&state=running&cursor=${next}`)).toEqual([4, '4']);
  expect((await app.rest('GET', '/escalations?cursor=x')).status).toBe(422);
});
