import type { Alert, PagerDutyAnswer, UnreadablePayload } from '@tocsin/contract';
import { beforeEach, describe, expect, test } from 'vitest';
import { type TestApp, testApp } from '../app.ts';
import { incidentOf, onlyOf, someIntegration } from '../alerts.ts';
import { pagerDuty } from '../alerts-payloads.ts';

let app: TestApp;
let key: string;
let id: string;

beforeEach(async () => {
  app = await testApp();
  ({ key, id } = await someIntegration(app));
});

const enqueue = (event: unknown) =>
  app.rest<PagerDutyAnswer>(
    'POST',
    '//v2/enqueue',
    typeof event === 'string' ? event : JSON.stringify(event),
  );
const alerts = async () => (await app.rest<Alert[]>('GET', '/alerts')).body;
const dedup_key = pagerDuty('').dedup_key;
const about = (event_action: string, fields: object = {}) => ({
  routing_key: key,
  event_action,
  dedup_key,
  ...fields,
});

describe('an event of PagerDuty', () => {
  test('that triggers is answered as PagerDuty does, and becomes an alert', async () => {
    const { status, headers, body } = await enqueue(pagerDuty(key));

    expect(status).toBe(202);
    expect(headers['content-type']).toMatch(/^application\/json/);
    expect(body).toEqual({ status: 'success', message: 'Event processed', dedup_key });
    expect(await alerts()).toMatchObject([
      {
        service: 'infra',
        severity: 'high',
        message: '[FIRING:1] InstanceDown (10.0.0.1:9100 node critical)',
        labels: { source: 'Alertmanager', component: 'node', group: 'production', class: 'ping' },
        details: {
          client: 'Alertmanager',
          custom_details: { num_firing: '1' },
          links: [{ href: 'https://example.com/', text: 'Runbook' }],
        },
        source: 'pagerduty',
        integration_id: id,
        dedup_key,
        timestamp: '2026-03-01T07:42:58.315Z',
      },
    ]);
  });

  test('that triggers without a key gets one of its own each time', async () => {
    const event = pagerDuty(key, { dedup_key: undefined });
    const first = (await enqueue(event)).body;
    const second = (await enqueue(event)).body;
    const keys = [first, second].map((body) => 'dedup_key' in body && body.dedup_key);
    expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(keys[0]).not.toBe(keys[1]);
    expect((await alerts()).map((alert) => alert.dedup_key).toReversed()).toEqual(keys);
    await enqueue({ ...event, event_action: 'resolve', dedup_key: keys[0] });
    expect((await alerts()).map(({ status }) => status)).toEqual(['firing', 'resolved']);
  });

  test('has a severity of its own words', async () => {
    const words = { critical: 'critical', error: 'high', warning: 'medium', info: 'low' };
    for (const severity of Object.keys(words)) {
      const { payload } = pagerDuty(key);
      await enqueue(pagerDuty(key, { dedup_key: severity, payload: { ...payload, severity } }));
    }
    const got = (await alerts()).map((alert) => [alert.dedup_key, alert.severity]);
    expect(got.toReversed()).toEqual(Object.entries(words));
  });

  test('goes through trigger, repeat, acknowledge, repeat, resolve, and begins anew', async () => {
    await enqueue(pagerDuty(key));
    await enqueue(pagerDuty(key));
    const { incident_id } = onlyOf(await alerts());
    expect((await enqueue(about('acknowledge'))).status).toBe(202);
    expect(await incidentOf(app, incident_id)).toMatchObject({ phase: 'acknowledged' });
    await enqueue(pagerDuty(key));
    expect(await incidentOf(app, incident_id)).toMatchObject({ phase: 'acknowledged' });
    expect(await alerts()).toMatchObject([{ count: 3 }]);
    expect((await enqueue(about('resolve'))).status).toBe(202);
    expect(await incidentOf(app, incident_id)).toMatchObject({ phase: 'resolved' });
    await enqueue(pagerDuty(key));
    const now = await alerts();
    expect(now.map(({ status }) => status)).toEqual(['firing', 'resolved']);
    expect(now[0]?.incident_id).not.toBe(incident_id);
  });

  test('that acknowledges does not put work in progress back', async () => {
    await enqueue(pagerDuty(key));
    const { incident_id } = onlyOf(await alerts());
    await app.rest('PATCH', `/incidents/${incident_id}`, { status: 'in_progress' });
    await enqueue(about('acknowledge'));
    expect(await incidentOf(app, incident_id)).toMatchObject({ phase: 'in_progress', version: 2 });
  });

  test.each(['acknowledge', 'resolve'])(
    'to %s what is not firing is taken, and makes nothing',
    async (action) => {
      const { status, body } = await enqueue(about(action));
      expect([status, body]).toEqual([
        202,
        { status: 'success', message: 'Event processed', dedup_key },
      ]);
      expect(await alerts()).toEqual([]);
      expect((await app.rest('GET', '/incidents')).body).toEqual([]);
    },
  );

  test('is about the alerts of its own routing key only', async () => {
    await enqueue(pagerDuty(key));
    const other = await someIntegration(app, { name: 'Other' });
    await enqueue({ ...about('resolve'), routing_key: other.key });
    expect(await alerts()).toMatchObject([{ status: 'firing' }]);
  });
});

describe('an event that PagerDuty would refuse', () => {
  const { payload } = pagerDuty('');
  const cases: [string, () => object, RegExp][] = [
    [
      'a short routing key',
      () => pagerDuty('abc'),
      /Length of 'routing_key' is incorrect \(should be 32/,
    ],
    [
      'no routing key',
      () => pagerDuty(key, { routing_key: undefined }),
      /'routing_key' is missing/,
    ],
    ['a routing key that nobody has', () => pagerDuty('k'.repeat(32)), /Invalid routing key/],
    [
      'no action',
      () => pagerDuty(key, { event_action: undefined }),
      /'event_action' must be one of/,
    ],
    ['an action that is not known', () => about('snooze'), /'event_action' must be one of/],
    [
      'a resolve without a key',
      () => about('resolve', { dedup_key: ' ' }),
      /'dedup_key' is missing/,
    ],
    ['a key too long', () => pagerDuty(key, { dedup_key: 'x'.repeat(256) }), /at most 255/],
    ['no payload', () => pagerDuty(key, { payload: undefined }), /'payload' is missing/],
    [
      'no summary',
      () => pagerDuty(key, { payload: { ...payload, summary: '' } }),
      /'payload.summary' is missing/,
    ],
    [
      'no source',
      () => pagerDuty(key, { payload: { ...payload, source: null } }),
      /'payload.source' is missing/,
    ],
    [
      'an unknown severity',
      () => pagerDuty(key, { payload: { ...payload, severity: 'bad' } }),
      /'payload.severity' must be one of 'critical', 'error', 'warning', 'info'/,
    ],
  ];

  test.each(cases)('for %s is refused as PagerDuty does', async (_name, event, reason) => {
    const { status, headers, body } = await enqueue(event());
    expect(status).toBe(400);
    expect(headers['content-type']).toMatch(/^application\/json/);
    expect(body).toEqual({
      status: 'invalid event',
      message: 'Event object is invalid',
      errors: [expect.stringMatching(reason)],
    });
    expect(await alerts()).toEqual([]);
  });

  test.each(['', '{', '[]', '7', 'null'])('for being %j is no event at all', async (text) => {
    const { status, body } = await enqueue(text);
    expect([status, body.status]).toEqual([400, 'Unrecognized object']);
  });

  test('is kept where its key is known, and not otherwise', async () => {
    await enqueue(pagerDuty(key, { event_action: 'snooze' }));
    await enqueue(pagerDuty('k'.repeat(32), { event_action: 'snooze' }));
    const path = `/integrations/${id}/unreadable`;
    const { body } = await app.rest<UnreadablePayload[]>('GET', path);
    expect(body.map(({ source, payload: text }) => [source, JSON.parse(text)])).toEqual([
      ['pagerduty', JSON.parse(JSON.stringify(pagerDuty(key, { event_action: 'snooze' })))],
    ]);
  });
});
