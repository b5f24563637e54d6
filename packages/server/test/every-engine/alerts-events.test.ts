import type { Alert } from '@tocsin/contract';
import { beforeEach, describe, expect, test } from 'vitest';
import { type TestApp, testApp } from '../app.ts';
import { posted, someIntegration, taken } from '../alerts.ts';

let app: TestApp;

beforeEach(async () => {
  app = await testApp();
});

const pathOf = async (fields: object = {}) =>
  `integrations/${(await someIntegration(app, fields)).key}/events`;
const alerts = async () => (await app.rest<Alert[]>('GET', '/alerts')).body;

describe('JSON of any sender', () => {
  test('is read by the usual names where nothing else is said', async () => {
    const path = await pathOf();
    const event = {
      id: 17,
      title: 'Disk of db-1 is full',
      level: 'ERROR',
      state: 'alerting',
      time: 1_772_351_990,
      labels: { host: 'db-1', used: 0.97, nested: { no: 1 } },
      link: 'https://example.com/17',
    };
    await taken(app, path, event);
    expect(await alerts()).toMatchObject([
      {
        service: 'infra',
        severity: 'high',
        message: 'Disk of db-1 is full',
        labels: { host: 'db-1', used: '0.97' },
        details: event,
        source: 'events',
        dedup_key: '17',
        timestamp: '2026-03-01T07:59:50.000Z',
      },
    ]);
    expect(await taken(app, path, { id: 17, state: 'OK' })).toMatchObject({ alerts: [] });
    expect(await alerts()).toMatchObject([{ status: 'resolved' }]);
  });

  test('is read where the mapping says', async () => {
    const mapping = {
      alerts: 'body.items',
      message: 'alert.titles.0',
      severity: 'alert.prio',
      severities: { '1': 'critical', sev2: 'P2' },
      status: 'phase',
      resolved_values: ['Recovered'],
      dedup_key: 'alert.key',
      timestamp: 'when',
      labels: 'alert.tags',
    };
    const path = await pathOf({ mapping, default_severity: 'low' });
    const item = (key: string, prio: unknown, phase = 'down') => ({
      phase,
      when: '2026-03-01 07:00:00',
      alert: { titles: [`Down: ${key}`], prio, key, tags: { key } },
    });
    const items = [item('a', 1), item('b', 'sev2'), item('c', 'sev9'), item('d', 'warning')];
    await taken(app, path, { body: { items } });
    expect((await alerts()).toReversed()).toMatchObject([
      { message: 'Down: a', severity: 'critical', labels: { key: 'a' }, dedup_key: 'a' },
      { message: 'Down: b', severity: 'P2', timestamp: '2026-03-01T07:00:00.000Z' },
      { message: 'Down: c', severity: 'low' },
      { message: 'Down: d', severity: 'medium' },
    ]);
    const { resolved } = await taken(app, path, {
      body: { items: [item('a', 1, 'recovered'), item('b', 1, 'ok')] },
    });
    expect(resolved).toHaveLength(1);
  });

  test('may be about another service, by a label', async () => {
    const path = await pathOf({ service_label: 'app' });
    await taken(app, path, { message: 'x', labels: { app: 'billing' } });
    expect(await alerts()).toMatchObject([{ service: 'billing', dedup_key: null }]);
  });

  test('that cannot be read is refused with the place where nothing was found', async () => {
    const usual = await pathOf();
    const mapped = await pathOf({ mapping: { message: 'alert.title', alerts: 'items' } });
    const cases: [string, unknown, RegExp][] = [
      [usual, {}, /no message: there is nothing at `message`, `title`, `summary`, `description`/],
      [usual, { status: 'ok' }, /nothing at `dedup_key`, `fingerprint`, `id`/],
      [usual, [{ message: 'x' }], /not a JSON object/],
      [mapped, { items: [{ title: 'x' }] }, /nothing at `alert.title`/],
      [mapped, { message: 'x' }, /no list of alerts at `items`/],
      [mapped, { items: [{ alert: { title: { toString: 'x' } } }] }, /nothing at `alert.title`/],
    ];
    for (const [path, payload, reason] of cases) {
      const { status, body } = await posted(app, path, payload);
      expect(status, JSON.stringify(payload)).toBe(422);
      expect(body).toMatchObject({ detail: expect.stringMatching(reason) });
    }
    expect(await alerts()).toEqual([]);
  });

  test('finds nothing that was not sent', async () => {
    const path = await pathOf({ mapping: { message: 'constructor.name', labels: '__proto__' } });
    expect((await posted(app, path, { message: 'x' })).status).toBe(422);
  });
});
