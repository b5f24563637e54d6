import type {
  AttachedRunbook,
  Correlation,
  LoggedEvent,
  Problem,
  RunbookRule,
} from '@tocsin/contract';
import { expect, it } from 'vitest';
import { clear } from '../../src/storage/clear.ts';
import { dumpOf, linesOf } from '../../src/storage/dump.ts';
import { load } from '../../src/storage/load.ts';
import { parseState } from '../../src/storage/parse-state.ts';
import { someIncident, someRunbook, type TestApp, testApp } from '../app.ts';
import { opened } from './incident.ts';

async function someRule({ rest }: TestApp, fields: object): Promise<RunbookRule> {
  const input = { name: 'A rule', ...fields };
  const { status, body, text } = await rest<RunbookRule>('POST', '/runbook-rules', input);
  if (status !== 201) throw new Error(text);
  return body;
}

const attachedTo = async ({ rest }: TestApp, incidentId: string): Promise<AttachedRunbook[]> =>
  (await rest<AttachedRunbook[]>('GET', `/incidents/${incidentId}/runbooks`)).body;

const titlesOf = async (app: TestApp, incidentId: string): Promise<string[]> =>
  (await attachedTo(app, incidentId)).map(({ title }) => title);

it('attaches the runbooks that are for an incident, as they are when it is opened', async () => {
  const app = await testApp();
  const pool = await someRunbook(app, { title: 'Pool', content: 'Old text' });
  const other = await someRunbook(app, { title: 'Other' });
  const rule = await someRule(app, {
    name: 'Pools',
    runbookId: pool.id,
    services: ['payments'],
    severities: ['high', 'P1'],
    words: ['connection pool', 'Verbindungen'],
  });
  expect(rule.severities).toEqual(['P2', 'P1']);
  await someRule(app, { runbookId: other.id, labels: { region: 'eu' } });
  const matching = { title: 'The CONNECTION-pool is full', service: 'payments', severity: 'P2' };
  const incident = await someIncident(app, matching);
  for (const unlike of [{ title: 'Slow' }, { service: 'search' }, { severity: 'P3' }]) {
    expect(await titlesOf(app, (await someIncident(app, { ...matching, ...unlike })).id)).toEqual(
      [],
    );
  }
  await app.rest('PATCH', `/runbooks/${pool.id}`, { content: 'New text', title: 'Pools' });

  const attached = await attachedTo(app, incident.id);
  expect(attached).toEqual([
    {
      runbookId: pool.id,
      revision: 1,
      title: 'Pool',
      tags: ['cache'],
      content: 'Old text',
      matchedBy: { ruleId: rule.id, ruleName: 'Pools' },
      attachedAt: incident.createdAt,
      attachedBy: 'anonymous',
      isOutdated: true,
      isDeleted: false,
    },
  ]);
  const { body: events } = await app.rest<LoggedEvent[]>(
    'GET',
    '/events/history?type=incident.runbook_attached',
  );
  expect(events).toMatchObject([
    { entityId: pool.id, data: { incident_id: incident.id, revision: 1, rule_id: rule.id } },
  ]);
});

it('an alert brings the labels that a rule wants, and what joins an incident attaches nothing', async () => {
  const app = await testApp();
  const runbook = await someRunbook(app);
  await someRule(app, { runbookId: runbook.id, labels: { region: 'eu', tier: 'db' } });
  const send = async (service: string, labels: object): Promise<string> => {
    const alert = { service, severity: 'high', message: 'Slow', labels };
    return (await app.rest<Correlation>('POST', '/alerts', alert)).body.incident_id;
  };
  const all = await send('a', { region: 'eu', tier: 'db', host: '1' });
  const some = await send('b', { region: 'eu' });
  expect(await send('b', { region: 'eu', tier: 'db' })).toBe(some);
  expect(await titlesOf(app, all)).toEqual([runbook.title]);
  expect(await titlesOf(app, some)).toEqual([]);
});

it('a runbook of two rules is attached once, by the older', async () => {
  const app = await testApp();
  const runbook = await someRunbook(app);
  const [first] = [
    await someRule(app, { runbookId: runbook.id, services: ['a', 'b'] }),
    await someRule(app, { runbookId: runbook.id, severities: ['P2'] }),
  ];
  const incident = await someIncident(app, { service: 'a' });
  expect(await attachedTo(app, incident.id)).toMatchObject([{ matchedBy: { ruleId: first.id } }]);
});

it('is attached and detached by hand; once more brings it up to date', async () => {
  const app = await testApp();
  const runbook = await someRunbook(app);
  const incident = await someIncident(app);
  const path = `/incidents/${incident.id}/runbooks`;
  const attach = () => app.rest<AttachedRunbook>('POST', path, { runbookId: runbook.id });
  expect(await attach()).toMatchObject({
    status: 200,
    body: { matchedBy: 'manual', revision: 1, isOutdated: false },
  });
  await app.clock.advance(1000);
  const again = await attach();
  expect(again.body.attachedAt).toBe(incident.createdAt);
  await app.rest('PATCH', `/runbooks/${runbook.id}`, { content: 'Better' });
  expect((await attach()).body).toMatchObject({ revision: 2, content: 'Better' });
  expect(await attachedTo(app, incident.id)).toHaveLength(1);
  const stale = await app.rest('DELETE', `${path}/${runbook.id}`, undefined, { 'if-match': '"1"' });
  expect(stale.status).toBe(412);
  expect((await app.rest('DELETE', `${path}/${runbook.id}`)).status).toBe(204);
  expect(await attachedTo(app, incident.id)).toEqual([]);
  const missing = [
    await app.rest('DELETE', `${path}/${runbook.id}`),
    await app.rest('POST', path, { runbookId: 'none' }),
    await app.rest('POST', '/incidents/none/runbooks', { runbookId: runbook.id }),
    await app.rest('GET', '/incidents/none/runbooks'),
  ];
  expect(missing.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
  const { body: events } = await app.rest<LoggedEvent[]>(
    'GET',
    `/events/history?entity=runbook&entityId=${runbook.id}&sort=seq`,
  );
  expect(events.map(({ type }) => type).filter((type) => type.startsWith('incident'))).toEqual([
    'incident.runbook_attached',
    'incident.runbook_attached',
    'incident.runbook_detached',
  ]);
});

it('what was attached can be read when its runbook is gone; its rules go with it', async () => {
  const app = await testApp();
  const runbook = await someRunbook(app, { content: 'Keep me' });
  const rule = await someRule(app, { runbookId: runbook.id, services: ['a'] });
  const incident = await someIncident(app, { service: 'a' });
  await app.rest('PATCH', `/runbooks/${runbook.id}`, { content: 'Newer' });
  expect((await app.rest('DELETE', `/runbooks/${runbook.id}`)).status).toBe(204);
  const kept = { content: 'Keep me', revision: 1, isDeleted: true, isOutdated: false };
  expect(await attachedTo(app, incident.id)).toMatchObject([kept]);
  expect((await app.rest('GET', `/runbook-rules/${rule.id}`)).status).toBe(404);
  expect(await titlesOf(app, (await someIncident(app, { service: 'a' })).id)).toEqual([]);

  const dump = [...linesOf(await app.storage.snapshot(dumpOf))].join('');
  const storage = await opened();
  await storage.write((writer) => load(writer, parseState(Buffer.from(dump)).state));
  expect([...linesOf(await storage.snapshot(dumpOf))].join('')).toBe(dump);
  const moved = await testApp({ storage });
  expect(await attachedTo(moved, incident.id)).toMatchObject([kept]);
  await storage.write(clear);
  expect(await storage.db.select().from(storage.tables.keptRevisions)).toEqual([]);
  await app.rest('DELETE', `/incidents/${incident.id}`);
  expect(await app.storage.db.select().from(app.storage.tables.incidentRunbooks)).toEqual([]);
});

it('a rule that is deleted while incidents open counts for each or not at all', async () => {
  const app = await testApp();
  const runbook = await someRunbook(app);
  const rule = await someRule(app, { runbookId: runbook.id, services: ['a'] });
  const opening = Array.from({ length: 10 }, (_, n) => {
    if (n === 5) void app.rest('DELETE', `/runbook-rules/${rule.id}`);
    return someIncident(app, { service: 'a' });
  });
  const incidents = (await Promise.all(opening)).toSorted((a, b) => a.number - b.number);
  const counts: number[] = [];
  for (const { id } of incidents) counts.push((await attachedTo(app, id)).length);
  expect(counts).toEqual(counts.toSorted((a, b) => b - a));
  expect(await titlesOf(app, (await someIncident(app, { service: 'a' })).id)).toEqual([]);

  const [first] = incidents;
  const path = `/incidents/${first?.id}/runbooks`;
  await Promise.all([1, 2, 3].map(() => app.rest('POST', path, { runbookId: runbook.id })));
  expect(await attachedTo(app, first?.id ?? '')).toHaveLength(1);
});

it('rules are listed, changed and deleted, each time as it was agreed', async () => {
  const app = await testApp();
  const [one, two] = [await someRunbook(app), await someRunbook(app, { title: 'Two' })];
  const rule = await someRule(app, { runbookId: one.id, words: ['disk'] });
  const other = await someRule(app, { runbookId: two.id, services: ['a'] });
  const path = `/runbook-rules/${rule.id}`;
  expect((await app.rest('GET', path)).body).toEqual(rule);
  const { body: list } = await app.rest('GET', '/runbook-rules');
  expect(list).toEqual([rule, other]);
  expect((await app.rest('GET', `/runbook-rules?runbookId=${two.id}`)).body).toEqual([other]);
  const change = { words: null, severities: ['critical'] };
  expect((await app.rest('PATCH', path, change, { 'if-match': '"9"' })).status).toBe(412);
  const changed = await app.rest<RunbookRule>('PATCH', path, change, { 'if-match': '"1"' });
  expect(changed.body).toMatchObject({ words: null, severities: ['P1'], version: 2 });
  expect((await app.rest<RunbookRule>('PATCH', path, changed.body)).body.version).toBe(2);
  expect((await app.rest('PATCH', path, { severities: null })).status).toBe(422);
  expect((await app.rest('DELETE', path)).status).toBe(204);
  expect((await app.rest('DELETE', path)).status).toBe(404);
});

it.each([
  ['runbookId', { services: ['a'], runbookId: 'none' }],
  ['services', {}],
  ['services', { services: [] }],
  ['words', { words: ['–'] }],
  ['severities', { severities: ['urgent'] }],
  ['labels', { labels: {} }],
  ['name', { name: '', services: ['a'] }],
])('refuses a wrong %s: %o', async (field, fields) => {
  const app = await testApp();
  const { id } = await someRunbook(app);
  const input = { name: 'Rule', runbookId: id, ...fields };
  const { status, body } = await app.rest<Problem>('POST', '/runbook-rules', input);
  expect(status).toBe(422);
  expect(body.errors?.[0]?.loc.slice(0, 2)).toEqual(['body', field]);
});
