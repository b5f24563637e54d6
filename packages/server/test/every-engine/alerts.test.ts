import type { Alert, Correlation, Incident } from '@tocsin/contract';
import { describe, expect, test } from 'vitest';
import { type Problem, type TestApp, testApp } from '../app.ts';
import { alertOf, incidentOf, sent } from '../alerts.ts';

const seed = {
  service: 'frontend-api',
  severity: 'high',
  message: 'HTTP 5xx error rate > 10%',
  labels: { environment: 'production', region: 'us-east-1' },
  timestamp: '2026-02-09T15:30:00Z',
};

const alertsOf = async ({ rest }: TestApp, incidentId: string, query = '') =>
  (await rest<Alert[]>('GET', `/incidents/${incidentId}/alerts${query}`)).body;

describe('an alert', () => {
  test('opens an incident, which has its message, severity and service', async () => {
    const app = await testApp();

    const { status, headers, body } = await app.rest<Correlation>('POST', '/alerts', seed);

    expect(status).toBe(201);
    expect(headers['location']).toBe(`/api/v1/alerts/${body.alert_id}`);
    expect(body).toEqual({
      alert_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      incident_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      status: 'correlated',
      action: 'new_incident',
    });
    expect(await incidentOf(app, body.incident_id)).toMatchObject({
      title: seed.message,
      severity: 'P2',
      service: seed.service,
      phase: 'open',
      createdAt: '2026-03-01T08:00:00.000Z',
    });
  });

  test('is found with what it came with, and where it went', async () => {
    const app = await testApp();
    const { alert_id, incident_id } = await sent(app, seed);

    expect(await alertOf(app, alert_id)).toEqual({
      ...seed,
      alert_id,
      incident_id,
      details: {},
      status: 'firing',
      source: 'api',
      integration_id: null,
      dedup_key: null,
      count: 1,
      timestamp: '2026-02-09T15:30:00.000Z',
      received_at: '2026-03-01T08:00:00.000Z',
      last_received_at: '2026-03-01T08:00:00.000Z',
      resolved_at: null,
    });
  });

  test('keeps its own word for its severity, and is found by either', async () => {
    const app = await testApp();
    const words = { critical: 'P1', high: 'P2', medium: 'P3', low: 'P4', P1: 'P1', P4: 'P4' };
    for (const [severity, stored] of Object.entries(words)) {
      const { alert_id, incident_id } = await sent(app, { ...seed, severity });
      expect(await alertOf(app, alert_id)).toMatchObject({ severity });
      expect(await incidentOf(app, incident_id)).toMatchObject({ severity: stored });
    }
    const { body } = await app.rest<Alert[]>('GET', '/alerts?severity=P1');
    expect(body.map(({ severity }) => severity)).toEqual(['P1', 'critical']);
  });

  test('is there in the event log, and so is its incident', async () => {
    const app = await testApp();
    const { alert_id, incident_id } = await sent(app, seed);
    const { body } = await app.rest<{ type: string; entityId: string }[]>(
      'GET',
      '/events/history?sort=seq',
    );
    expect(body.map(({ type, entityId }) => [type, entityId])).toEqual([
      ['incident.created', incident_id],
      ['alert.received', alert_id],
    ]);
  });

  test('has an incident that is counted and can be searched for', async () => {
    const app = await testApp();
    await sent(app, seed);
    const found = await app.rest<Incident[]>('GET', '/incidents?q=5xx+rate');
    expect(found.body).toHaveLength(1);
    const open = await app.rest('GET', '/incidents?status=Open&severity=high&limit=1');
    expect(open.headers['x-total-count']).toBe('1');
  });

  test.each([
    ['service', { ...seed, service: undefined }, 'missing'],
    ['severity', { ...seed, severity: 'urgent' }, 'invalid_value'],
    ['message', { ...seed, message: undefined }, 'missing'],
    ['message', { ...seed, message: ' \n' }, 'invalid_format'],
    ['timestamp', { ...seed, timestamp: 'yesterday' }, 'invalid_union'],
    ['dedup_key', { ...seed, dedup_key: 'x'.repeat(256) }, 'too_big'],
    ['labels', { ...seed, labels: { a: 1 } }, 'invalid_type'],
    ['sevrity', { ...seed, sevrity: 'low' }, 'extra_forbidden'],
    [
      'labels',
      { ...seed, labels: Object.fromEntries(Array.from({ length: 65 }, (_, i) => [`l${i}`, 'x'])) },
      'custom',
    ],
  ])('with a %s that cannot be is refused by name, and nothing is stored', async (...args) => {
    const [field, input, type] = args;
    const app = await testApp();
    const { status, body } = await app.rest<Problem>('POST', '/alerts', input);
    expect(status).toBe(422);
    expect(body.errors).toMatchObject([{ type }]);
    expect(body.errors?.[0]?.loc.slice(0, 2)).toEqual(['body', field]);
    expect((await app.rest('GET', '/alerts')).body).toEqual([]);
    expect((await app.rest('GET', '/incidents')).body).toEqual([]);
  });

  test('that is not there is 404', async () => {
    const { rest } = await testApp();
    expect((await rest('GET', '/alerts/none')).status).toBe(404);
    expect((await rest('POST', '/alerts/none/resolve')).status).toBe(404);
    expect((await rest('GET', '/incidents/none/alerts')).status).toBe(404);
  });

  test('with a message of many lines gives its first as a title', async () => {
    const app = await testApp();
    const message = `\n\tDisk\u0007 full ${'x'.repeat(300)}\non db-1`;
    const { alert_id, incident_id } = await sent(app, { ...seed, message });
    const { title } = await incidentOf(app, incident_id);
    expect(title).toMatch(/^Disk full x+…$/);
    expect(title).toHaveLength(200);
    expect(await alertOf(app, alert_id)).toMatchObject({ message });
  });
});

describe('an incident takes further alerts', () => {
  test('of the same service and severity, for five minutes after its creation', async () => {
    const app = await testApp();
    const first = await sent(app, seed);
    await app.clock.advance(299_999);
    const second = await sent(app, { ...seed, message: 'Something else' });
    expect(second).toMatchObject({
      incident_id: first.incident_id,
      action: 'attached_to_existing_incident',
    });
    expect((await alertsOf(app, first.incident_id)).map(({ alert_id }) => alert_id)).toEqual([
      second.alert_id,
      first.alert_id,
    ]);
    await app.clock.advance(1);
    expect(await sent(app, seed)).toMatchObject({ action: 'new_incident' });
  });

  test('by the clock of the server, whatever time the alert has', async () => {
    const app = await testApp();
    const first = await sent(app, seed);
    const old = await sent(app, { ...seed, timestamp: '1999-01-01T00:00:00Z' });
    expect(old.incident_id).toBe(first.incident_id);
  });

  test('not of another service, nor of another severity', async () => {
    const app = await testApp();
    const { incident_id } = await sent(app, seed);
    for (const other of [{ service: 'search' }, { severity: 'critical' }]) {
      const { action, incident_id: id } = await sent(app, { ...seed, ...other });
      expect([action, id === incident_id]).toEqual(['new_incident', false]);
    }
  });

  test('not once it is resolved; but while it is acknowledged', async () => {
    const app = await testApp();
    const { incident_id } = await sent(app, seed);
    await app.rest('PATCH', `/incidents/${incident_id}`, { status: 'acknowledged' });
    expect((await sent(app, seed)).incident_id).toBe(incident_id);
    await app.rest('POST', `/incidents/${incident_id}/close`);
    expect(await sent(app, seed)).toMatchObject({ action: 'new_incident' });
  });

  test('if somebody has opened it by hand, too; the newest of several', async () => {
    const app = await testApp();
    const input = { title: 'Looks bad', severity: 'high', service: seed.service };
    await app.rest('POST', '/incidents', input);
    await app.clock.advance(1);
    const { body: newest } = await app.rest<Incident>('POST', '/incidents', input);
    expect(await sent(app, seed)).toMatchObject({
      incident_id: newest.id,
      action: 'attached_to_existing_incident',
    });
  });

  test('for as long as the service has it, or the configuration', async () => {
    const app = await testApp({ alerts: { correlationWindowSeconds: 10 } });
    const path = `/services/${seed.service}/settings`;
    const attaches = async (seconds: number) => {
      const { incident_id } = await sent(app, seed);
      await app.clock.advance(seconds * 1000);
      const { action } = await sent(app, seed);
      await app.rest('POST', `/incidents/${incident_id}/close`);
      await app.clock.advance(3600_000);
      return action === 'attached_to_existing_incident';
    };
    expect(await attaches(9)).toBe(true);
    expect(await attaches(10)).toBe(false);
    await app.rest('PUT', path, { correlation_window_seconds: 900 });
    expect(await attaches(899)).toBe(true);
    await app.rest('PUT', path, { correlation_window_seconds: 0 });
    expect(await attaches(0)).toBe(false);
    await app.rest('PUT', path, { correlation_window_seconds: null });
    expect(await attaches(9)).toBe(true);
    expect(await attaches(10)).toBe(false);
  });
});

describe('the settings of a service', () => {
  const path = '/services/checkout%20api/settings';

  test('are not there until they are saved, and are guarded against lost updates', async () => {
    const { rest } = await testApp();
    expect((await rest('GET', path)).status).toBe(404);
    const input = { correlation_window_seconds: 60 };
    expect((await rest('PUT', path, input, { 'if-match': '"1"' })).status).toBe(404);
    const saved = await rest('PUT', path, input);
    expect([saved.status, saved.headers['etag']]).toEqual([200, '"1"']);
    expect(saved.body).toEqual({
      service: 'checkout api',
      correlation_window_seconds: 60,
      updated_at: '2026-03-01T08:00:00.000Z',
      version: 1,
    });
    const again = await rest('PUT', path, { ...(saved.body as object) }, { 'if-match': '"1"' });
    expect(again.headers['etag']).toBe('"1"');
    const later = await rest(
      'PUT',
      path,
      { correlation_window_seconds: 61 },
      { 'if-match': '"1"' },
    );
    expect(later.headers['etag']).toBe('"2"');
    expect((await rest('PUT', path, input, { 'if-match': '"1"' })).status).toBe(412);
    expect((await rest('GET', path)).body).toEqual(later.body);
  });

  test('are refused where the window cannot be', async () => {
    const { rest } = await testApp();
    for (const correlation_window_seconds of [-1, 1.5, '60', 604_801, undefined]) {
      expect((await rest('PUT', path, { correlation_window_seconds })).status).toBe(422);
    }
  });
});
