import type { Alert, Incident } from '@tocsin/contract';
import { describe, expect, test } from 'vitest';
import { testApp } from '../app.ts';
import { alertOf, incidentOf, sent } from '../alerts.ts';

const alert = { service: 'search', severity: 'medium', message: 'Slow', dedup_key: 'search/slow' };

describe('an alert with the key of one that is firing', () => {
  test('is the same alert, which counts how often it came and when it came last', async () => {
    const app = await testApp();
    const first = await sent(app, alert);
    // Longer than any window: as long as it is firing it belongs where it is.
    await app.clock.advance(3_600_000);
    const again = await sent(app, { ...alert, message: 'Still slow', labels: { a: 'b' } });
    expect(again).toEqual({ ...first, action: 'attached_to_existing_incident' });
    expect(await alertOf(app, first.alert_id)).toMatchObject({
      count: 2,
      message: 'Slow',
      labels: {},
      received_at: '2026-03-01T08:00:00.000Z',
      last_received_at: '2026-03-01T09:00:00.000Z',
    });
    expect((await app.rest('GET', '/alerts')).headers['x-total-count']).toBe('1');
    expect((await app.rest('GET', '/incidents')).headers['x-total-count']).toBe('1');
  });

  test('is another alert where it is of another service', async () => {
    const app = await testApp();
    const first = await sent(app, alert);
    const other = await sent(app, { ...alert, service: 'checkout' });
    expect(other.alert_id).not.toBe(first.alert_id);
  });

  test('makes alert and incident worse when it is worse, and never better', async () => {
    const app = await testApp();
    const { alert_id, incident_id } = await sent(app, alert);
    const severities = async () => [
      (await alertOf(app, alert_id)).severity,
      (await incidentOf(app, incident_id)).severity,
    ];
    await sent(app, { ...alert, severity: 'low' });
    expect(await severities()).toEqual(['medium', 'P3']);
    await sent(app, { ...alert, severity: 'critical' });
    expect(await severities()).toEqual(['critical', 'P1']);
    const listed = await app.rest<Incident[]>('GET', '/incidents?severity=critical');
    expect(listed.headers['x-total-count']).toBe('1');
    const alerts = await app.rest<Alert[]>('GET', '/alerts?severity=P1');
    expect(alerts.body.map(({ count }) => count)).toEqual([3]);
  });

  test('is news when somebody has resolved the incident in between', async () => {
    const app = await testApp();
    const first = await sent(app, alert);
    const bystander = await sent(app, { ...alert, dedup_key: 'search/other' });
    expect(bystander.incident_id).toBe(first.incident_id);
    await app.rest('POST', `/incidents/${first.incident_id}/close`);
    await app.clock.advance(1000);

    const again = await sent(app, alert);

    expect(again).toMatchObject({ action: 'new_incident' });
    expect(again.alert_id).not.toBe(first.alert_id);
    for (const { alert_id } of [first, bystander]) {
      expect(await alertOf(app, alert_id)).toMatchObject({ status: 'resolved', count: 1 });
    }
    expect(await alertOf(app, again.alert_id)).toMatchObject({ status: 'firing', count: 1 });
  });

  test('is news when its incident has been deleted', async () => {
    const app = await testApp();
    const first = await sent(app, alert);
    await app.rest('DELETE', `/incidents/${first.incident_id}`);
    expect(await alertOf(app, first.alert_id)).toMatchObject({ incident_id: first.incident_id });
    const again = await sent(app, alert);
    expect(again).toMatchObject({ action: 'new_incident' });
    expect(again.alert_id).not.toBe(first.alert_id);
  });
});

describe('an alert that is over', () => {
  test('is resolved once, and its incident with the last one that is firing', async () => {
    const app = await testApp();
    const first = await sent(app, alert);
    const second = await sent(app, { ...alert, dedup_key: 'search/other' });
    await app.clock.advance(60_000);

    const done = await app.rest<Alert>('POST', `/alerts/${first.alert_id}/resolve`);
    expect(done.status).toBe(200);
    expect(done.body).toMatchObject({
      status: 'resolved',
      resolved_at: '2026-03-01T08:01:00.000Z',
      changed: true,
    });
    expect(await incidentOf(app, first.incident_id)).toMatchObject({ phase: 'open' });
    await app.clock.advance(1000);
    const again = await app.rest<Alert>('POST', `/alerts/${first.alert_id}/resolve`);
    expect(again.body).toEqual({ ...done.body, changed: false });

    await app.rest('POST', `/alerts/${second.alert_id}/resolve`);
    expect(await incidentOf(app, first.incident_id)).toMatchObject({
      phase: 'resolved',
      resolvedAt: '2026-03-01T08:01:01.000Z',
    });
    const { body } = await app.rest<{ type: string }[]>('GET', '/events/history?sort=seq');
    expect(body.map(({ type }) => type)).toEqual([
      'incident.created',
      'alert.received',
      'alert.received',
      'alert.resolved',
      'alert.resolved',
      'incident.resolved',
    ]);
  });

  test('frees its key: the next one is a new alert', async () => {
    const app = await testApp();
    const first = await sent(app, alert);
    await app.rest('POST', `/alerts/${first.alert_id}/resolve`);
    const next = await sent(app, alert);
    expect(next).toMatchObject({ action: 'new_incident' });
    expect(await alertOf(app, next.alert_id)).toMatchObject({ status: 'firing', count: 1 });
  });

  test('leaves its incident open where the configuration says so', async () => {
    const app = await testApp({ alerts: { autoResolve: false } });
    const { alert_id, incident_id } = await sent(app, alert);
    await app.rest('POST', `/alerts/${alert_id}/resolve`);
    expect(await incidentOf(app, incident_id)).toMatchObject({ phase: 'open' });
  });

  test('leaves an incident as it is that somebody has resolved, or deleted', async () => {
    const app = await testApp();
    const first = await sent(app, alert);
    await app.rest('POST', `/incidents/${first.incident_id}/close`);
    const { alerts: _, ...before } = await incidentOf(app, first.incident_id);
    await app.clock.advance(1000);
    await app.rest('POST', `/alerts/${first.alert_id}/resolve`);
    expect(await incidentOf(app, first.incident_id)).toMatchObject(before);
    const second = await sent(app, alert);
    await app.rest('DELETE', `/incidents/${second.incident_id}`);
    const { status } = await app.rest('POST', `/alerts/${second.alert_id}/resolve`);
    expect(status).toBe(200);
  });
});
