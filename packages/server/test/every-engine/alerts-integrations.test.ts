import type { Integration, NewIntegration } from '@tocsin/contract';
import { describe, expect, test } from 'vitest';
import { type Problem, testApp } from '../app.ts';
import { posted, someIntegration, taken } from '../alerts.ts';
import { alertmanager } from '../alerts-payloads.ts';

const input = { name: 'Main cluster', service: 'infra' };

describe('an integration', () => {
  test('is made with a key, which is shown this once, and where to send to', async () => {
    const { rest } = await testApp();

    const { status, headers, body } = await rest<NewIntegration>('POST', '/integrations', input);

    expect(status).toBe(201);
    expect(headers['location']).toBe(`/api/v1/integrations/${body.id}`);
    const { key, paths, ...integration } = body;
    expect(integration).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      ...input,
      default_severity: 'medium',
      service_label: null,
      auto_resolve: true,
      mapping: null,
      signed: false,
      key_hint: key.slice(-4),
      created_at: '2026-03-01T08:00:00.000Z',
      updated_at: '2026-03-01T08:00:00.000Z',
      last_used_at: null,
      version: 1,
    });
    expect(key).toMatch(/^[A-Za-z0-9]{32}$/);
    expect(paths).toEqual({
      alertmanager: `/api/v1/integrations/${key}/alertmanager`,
      grafana: `/api/v1/integrations/${key}/grafana`,
      events: `/api/v1/integrations/${key}/events`,
      pagerduty: '/v2/enqueue',
    });
    const read = await rest('GET', `/integrations/${body.id}`);
    expect(read.body).toEqual(integration);
    expect((await rest('GET', '/integrations')).text).not.toContain(key);
  });

  test('has a key like no other, of which only the hash is stored', async () => {
    const app = await testApp();
    const made = await Promise.all(Array.from({ length: 20 }, () => someIntegration(app)));
    expect(new Set(made.map(({ key }) => key)).size).toBe(20);
    const rows = await app.storage.db.select().from(app.storage.tables.integrations);
    const stored = JSON.stringify(rows);
    for (const { key } of made) expect(stored).not.toContain(key);
  });

  test('never answers its signing secret', async () => {
    const app = await testApp();
    const made = await someIntegration(app, { signing_secret: 'hush hush hush' });
    expect(made.signed).toBe(true);
    const answers = [
      await app.rest('GET', `/integrations/${made.id}`),
      await app.rest('PATCH', `/integrations/${made.id}`, { name: 'Other' }),
      await app.rest('GET', '/integrations'),
      await app.rest('GET', '/events/history'),
    ];
    for (const { text } of answers) expect(text).not.toContain('hush');
    const open = await app.rest<Integration>('PATCH', `/integrations/${made.id}`, {
      signing_secret: null,
    });
    expect(open.body.signed).toBe(false);
  });

  test('says when it was last used, to the minute', async () => {
    const app = await testApp();
    const { id, key } = await someIntegration(app);
    const lastUsed = async () =>
      (await app.rest<Integration>('GET', `/integrations/${id}`)).body.last_used_at;
    const path = `integrations/${key}/alertmanager`;
    await app.clock.advance(1000);
    await taken(app, path, alertmanager());
    expect(await lastUsed()).toBe('2026-03-01T08:00:01.000Z');
    await app.clock.advance(59_999);
    await taken(app, path, alertmanager());
    expect(await lastUsed()).toBe('2026-03-01T08:00:01.000Z');
    await app.clock.advance(1);
    await posted(app, path, '{');
    expect(await lastUsed()).toBe('2026-03-01T08:01:01.000Z');
  });

  test('is changed in part, guarded by its version; the key stays', async () => {
    const app = await testApp();
    const { id, key } = await someIntegration(app);
    const path = `/integrations/${id}`;
    await app.clock.advance(1000);
    const change = { service: 'payments', mapping: { message: 'a.b' }, auto_resolve: false };
    const changed = await app.rest<Integration>('PATCH', path, change, { 'if-match': '"1"' });
    expect([changed.status, changed.headers['etag']]).toEqual([200, '"2"']);
    expect(changed.body).toMatchObject({ ...change, name: input.name, version: 2 });
    expect(changed.body.updated_at).toBe('2026-03-01T08:00:01.000Z');
    expect((await app.rest('PATCH', path, { name: 'x' }, { 'if-match': '"1"' })).status).toBe(412);
    const same = await app.rest<Integration>('PATCH', path, { auto_resolve: false });
    expect(same.body).toEqual(changed.body);
    await taken(app, `integrations/${key}/alertmanager`, alertmanager());
    const { body } = await app.rest<{ service: string }[]>('GET', '/alerts');
    expect(body).toMatchObject([{ service: 'payments' }]);
  });

  test('that is deleted takes nothing more, and its alerts stay', async () => {
    const app = await testApp();
    const { id, key } = await someIntegration(app);
    await taken(app, `integrations/${key}/alertmanager`, alertmanager());
    await posted(app, `integrations/${key}/events`, '{');
    expect(
      (await app.rest('DELETE', `/integrations/${id}`, undefined, { 'if-match': '"9"' })).status,
    ).toBe(412);
    expect((await app.rest('DELETE', `/integrations/${id}`)).status).toBe(204);
    expect((await posted(app, `integrations/${key}/alertmanager`, alertmanager())).status).toBe(
      404,
    );
    for (const path of [`/integrations/${id}`, `/integrations/${id}/unreadable`]) {
      expect((await app.rest('GET', path)).status).toBe(404);
    }
    expect((await app.rest('GET', '/alerts')).body).toMatchObject([{ integration_id: id }]);
  });

  test.each([
    ['default_severity', { default_severity: 'critical' }],
    ['mapping', { mapping: { message: '.a' } }],
    ['mapping', { mapping: { mesage: 'a' } }],
    ['signing_secret', { signing_secret: 'short' }],
    ['service', { service: '' }],
    ['key', { key: 'mine' }],
  ])('is refused for its %s where that cannot be: %j', async (field, fields) => {
    const { rest } = await testApp();
    const { status, body } = await rest<Problem>('POST', '/integrations', { ...input, ...fields });
    expect([status, body.errors?.[0]?.loc.slice(0, 2)]).toEqual([422, ['body', field]]);
  });

  test('is listed with others, the newest first, on pages', async () => {
    const app = await testApp();
    const made: string[] = [];
    for (let n = 0; n < 5; n += 1) made.push((await someIntegration(app, { name: `${n}` })).id);
    const first = await app.rest<Integration[]>('GET', '/integrations?limit=3');
    expect(first.headers['x-total-count']).toBe('5');
    const next = /\/api\/v1([^>]+)>/.exec(first.headers['link'] ?? '')?.[1];
    const second = await app.rest<Integration[]>('GET', String(next));
    expect(second.headers['link']).toBeUndefined();
    expect([...first.body, ...second.body].map(({ id }) => id)).toEqual(made.toReversed());
  });

  test('may leave its incidents to people', async () => {
    const app = await testApp();
    const { key } = await someIntegration(app, { auto_resolve: false });
    const path = `integrations/${key}/events`;
    await taken(app, path, { id: 'a', message: 'x' });
    await taken(app, path, { id: 'a', status: 'resolved' });
    expect((await app.rest('GET', '/incidents')).body).toMatchObject([{ phase: 'open' }]);
    expect((await app.rest('GET', '/alerts')).body).toMatchObject([{ status: 'resolved' }]);
  });

  test('is not named by its key in any line of the log', async () => {
    const app = await testApp();
    const { key } = await someIntegration(app);
    for (const end of ['alertmanager', 'events', 'nosuch', '']) {
      await posted(app, `integrations/${key}/${end}`, alertmanager());
    }
    await app.rest('POST', '//v2/enqueue', JSON.stringify({ routing_key: key }));
    expect(app.logged.length).toBeGreaterThan(5);
    expect(JSON.stringify(app.logged)).not.toContain(key);
    expect(JSON.stringify(app.logged)).toContain('/integrations/[key]/alertmanager');
  });
});

test('both wires take what senders send', async () => {
  const app = await testApp();
  const client = await app.trpc();
  const { key } = await client.integrations.create.mutate(input);
  const body = JSON.stringify(alertmanager());
  const receipt = await client.integrations.alertmanager.mutate({ key, body });
  expect(receipt.alerts).toHaveLength(1);
  const refused = await client.integrations.pagerduty.mutate({ body: '{}' });
  expect(refused).toMatchObject({ status: 'invalid event' });
  const { items } = await client.alerts.list.query();
  expect(items).toMatchObject([{ source: 'alertmanager' }]);
});
