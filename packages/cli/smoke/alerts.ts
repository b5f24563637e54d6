import { randomUUID } from 'node:crypto';
import { expectSame, type Journal } from './journal.ts';
import type { RestCaller } from './rest.ts';

interface Received {
  alert_id: string;
  incident_id: string;
  action: string;
}

/** Two alerts of one trouble, and their end. They stay in the list of alerts; their incident goes. */
export async function receiveAlerts(journal: Journal, rest: RestCaller): Promise<void> {
  const service = `smoke${randomUUID().slice(0, 8)}`;
  const step: Journal['step'] = (what, body) => journal.step(what, body);
  const send = async (message: string) => {
    const { body } = await rest.call('alerts.create', { service, severity: 'low', message });
    return body as Received;
  };
  const first = await step('alerts.create: opens an incident', async () => {
    const received = await send('Smoke test: the first');
    expectSame('the action', received.action, 'new_incident');
    return received;
  });
  if (!first) return;
  const { incident_id: id } = first;
  const second = await step('alerts.create: attaches the next one to it', async () => {
    const received = await send('Smoke test: the second');
    expectSame('the incident', received.incident_id, id);
    return received;
  });
  await step('alerts.ofIncident: has both, the last one first', async () => {
    const { body } = await rest.call('alerts.ofIncident', { id });
    const ids = (body as Received[]).map(({ alert_id }) => alert_id);
    expectSame('the alerts', ids, [second?.alert_id, first.alert_id]);
  });
  await step('alerts.resolve: ends each, once', async () => {
    const resolve = async ({ alert_id }: Received) =>
      (await rest.call('alerts.resolve', { alert_id })).body as { changed: boolean };
    for (const alert of [first, second ?? first]) {
      expectSame('it was changed', (await resolve(alert)).changed, true);
    }
    expectSame('it was changed again', (await resolve(first)).changed, false);
  });
  await step('incidents.delete: deletes their incident', () =>
    rest.call('incidents.delete', { id }),
  );
}

/** A team of one, who is on call as soon as there is a schedule. */
export async function goOnCall(journal: Journal, rest: RestCaller): Promise<void> {
  const team = `smoke${randomUUID().slice(0, 8)}`;
  const name = `Smoke ${team}`;
  const step: Journal['step'] = (what, body) => journal.step(what, body);
  const created = await step('people.create, schedules.create: a team of one', async () => {
    const person = await rest.call('people.create', { name });
    const schedule = await rest.call('schedules.create', { team, members: [name] });
    return { person: idOf(person.body), schedule: idOf(schedule.body) };
  });
  if (!created) return;
  await step('oncall.current: says who is on call', async () => {
    const { body } = await rest.call('oncall.current', { team });
    const { engineer, personId } = body as { engineer: unknown; personId: unknown };
    expectSame('who it is', [engineer, personId], [name, created.person]);
  });
  await step('schedules.shifts: has the shift of today', async () => {
    const from = new Date().toISOString();
    const to = new Date(Date.now() + 3_600_000).toISOString();
    const { body } = await rest.call('schedules.shifts', { id: created.schedule, from, to });
    const { shifts } = body as { shifts: { member: string }[] };
    expectSame('who has it', shifts[0]?.member, name);
  });
  await step('schedules.delete, people.delete: there is no team any more', async () => {
    await rest.call('schedules.delete', { id: created.schedule });
    await rest.call('people.delete', { id: created.person });
    await rest.call('oncall.current', { team }, { status: 404, code: 'NOT_FOUND' });
  });
}

const idOf = (body: unknown): string => (body as { id: string }).id;
