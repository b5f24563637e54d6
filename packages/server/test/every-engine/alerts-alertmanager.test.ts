import type { Alert, UnreadablePayload } from '@tocsin/contract';
import { beforeEach, describe, expect, test } from 'vitest';
import { type TestApp, testApp } from '../app.ts';
import { alertOf, incidentOf, onlyOf, posted, someIntegration, taken } from '../alerts.ts';
import { alertmanager, instanceDown } from '../alerts-payloads.ts';

let app: TestApp;
let id: string;
let path: string;

beforeEach(async () => {
  app = await testApp();
  const { key, ...integration } = await someIntegration(app);
  id = integration.id;
  path = `integrations/${key}/alertmanager`;
});

const alerts = async (query = '') => (await app.rest<Alert[]>('GET', `/alerts${query}`)).body;

describe('a notification of Alertmanager', () => {
  test('becomes an alert with what it says, and an incident', async () => {
    const receipt = await taken(app, path, alertmanager());

    const { alert_id, incident_id } = onlyOf(receipt.alerts);
    expect(receipt).toEqual({
      alerts: [{ alert_id, incident_id, action: 'new_incident' }],
      resolved: [],
      ignored: 0,
      unreadable: [],
    });
    expect(await alertOf(app, alert_id)).toEqual({
      alert_id,
      incident_id,
      service: 'infra',
      severity: 'critical',
      message: 'Instance 10.0.0.1:9100 down',
      labels: instanceDown().labels,
      details: {
        annotations: instanceDown().annotations,
        generatorURL: instanceDown().generatorURL,
        groupKey: alertmanager().groupKey,
      },
      status: 'firing',
      source: 'alertmanager',
      integration_id: id,
      dedup_key: '791cec13fcba0368',
      count: 1,
      timestamp: '2026-03-01T07:58:08.326Z',
      received_at: '2026-03-01T08:00:00.000Z',
      last_received_at: '2026-03-01T08:00:00.000Z',
      resolved_at: null,
    });
    expect(await incidentOf(app, incident_id)).toMatchObject({
      title: 'Instance 10.0.0.1:9100 down',
      severity: 'P1',
      service: 'infra',
    });
  });

  test('that is sent again is the same alert, counted', async () => {
    const first = await taken(app, path, alertmanager());
    await app.clock.advance(4 * 3_600_000);
    const repeat = alertmanager([instanceDown()], {
      notification_reason: 'repeat interval elapsed',
    });
    const again = await taken(app, path, repeat);
    expect(again.alerts).toEqual([{ ...first.alerts[0], action: 'attached_to_existing_incident' }]);
    expect(await alerts()).toMatchObject([
      { count: 2, last_received_at: '2026-03-01T12:00:00.000Z' },
    ]);
  });

  test('resolves what it says is resolved, and the incident with the last of it', async () => {
    const other = { fingerprint: '0000000000000002', labels: { instance: 'b' } };
    const { alerts: sent } = await taken(
      app,
      path,
      alertmanager([instanceDown(), instanceDown(other)]),
    );
    const incidentId = String(sent[0]?.incident_id);
    expect(sent[1]?.incident_id).toBe(incidentId);

    const some = alertmanager([instanceDown({ status: 'resolved' }), instanceDown(other)]);
    expect(await taken(app, path, some)).toMatchObject({ resolved: [sent[0]?.alert_id] });
    expect(await incidentOf(app, incidentId)).toMatchObject({ phase: 'open' });

    const rest = alertmanager([instanceDown({ ...other, status: 'resolved' })], {
      status: 'resolved',
    });
    expect(await taken(app, path, rest)).toMatchObject({ resolved: [sent[1]?.alert_id] });
    expect(await incidentOf(app, incidentId)).toMatchObject({ phase: 'resolved' });
    expect(await alerts('?status=firing')).toEqual([]);
  });

  test('says nothing of an alert that is not in it', async () => {
    const other = { fingerprint: '0000000000000002', labels: { instance: 'b' } };
    await taken(app, path, alertmanager([instanceDown(), instanceDown(other)]));
    await taken(app, path, alertmanager([instanceDown()], { truncatedAlerts: 1 }));
    await taken(app, path, alertmanager([]));
    expect(await alerts('?status=firing')).toHaveLength(2);
  });

  test('that something is over of which nothing is known makes nothing', async () => {
    const receipt = await taken(app, path, alertmanager([instanceDown({ status: 'resolved' })]));
    expect(receipt).toEqual({ alerts: [], resolved: [], ignored: 1, unreadable: [] });
    expect(await alerts()).toEqual([]);
    expect((await app.rest('GET', '/incidents')).body).toEqual([]);
  });

  test('that an earlier time of the same is over comes too late for the next', async () => {
    await taken(app, path, alertmanager([instanceDown({ startsAt: '2026-03-01T07:50:00Z' })]));
    const late = instanceDown({ status: 'resolved', endsAt: '2026-03-01T07:49:59Z' });
    expect(await taken(app, path, alertmanager([late]))).toMatchObject({ ignored: 1 });
    expect(await alerts('?status=firing')).toHaveLength(1);
  });

  test('after the end of an alert opens a new one', async () => {
    await taken(app, path, alertmanager());
    await taken(app, path, alertmanager([instanceDown({ status: 'resolved' })]));
    const again = await taken(app, path, alertmanager());
    expect(again.alerts).toMatchObject([{ action: 'new_incident' }]);
    expect((await alerts()).map(({ status }) => status)).toEqual(['firing', 'resolved']);
  });

  test('is of the same alert only within its own integration', async () => {
    await taken(app, path, alertmanager());
    const other = await someIntegration(app, { service: 'other' });
    await taken(app, `integrations/${other.key}/alertmanager`, alertmanager());
    expect(await alerts('?status=firing')).toHaveLength(2);
  });

  test('takes a severity in the words of its sender; one that is not known is not critical', async () => {
    const words: Record<string, string> = {
      critical: 'critical',
      Page: 'medium',
      error: 'high',
      warning: 'medium',
      info: 'low',
      none: 'low',
      P2: 'high',
      constructor: 'medium',
      '': 'medium',
    };
    for (const [n, severity] of Object.keys(words).entries()) {
      const alert = instanceDown({ fingerprint: `f${n}`, labels: { severity } });
      await taken(app, path, alertmanager([alert]));
    }
    const got = (await alerts()).map((a) => [a.labels['severity'], a.severity]).toReversed();
    expect(got).toEqual(Object.entries(words));
  });

  test('is about the service that a label names, where the integration says so', async () => {
    const { key } = await someIntegration(app, { service_label: 'team', default_severity: 'low' });
    const labels = { team: 'payments', severity: undefined };
    const named = instanceDown({ labels });
    const plain = instanceDown({ fingerprint: 'f2', labels: { severity: undefined } });
    await taken(app, `integrations/${key}/alertmanager`, alertmanager([named, plain]));
    expect((await alerts()).map(({ service, severity }) => [service, severity])).toEqual([
      ['infra', 'low'],
      ['payments', 'low'],
    ]);
  });

  test('is taken whatever it calls itself, and without what newer versions add', async () => {
    const { notification_reason: _, routeLabels: __, ...older } = alertmanager();
    const answer = await posted(app, path, older, {
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect([answer.status, answer.body.alerts.length]).toEqual([200, 1]);
  });
});

describe('what cannot be read', () => {
  const unreadable = async () =>
    (await app.rest<UnreadablePayload[]>('GET', `/integrations/${id}/unreadable`)).body;

  test('in one alert does not hold up the others, and is kept', async () => {
    const wrong = { status: 'broken', labels: { a: 'b' } };
    const payload = alertmanager([wrong, instanceDown(), 7, { status: 'firing' }]);
    const receipt = await taken(app, path, payload);
    expect(receipt.alerts).toHaveLength(1);
    expect(receipt.unreadable).toEqual([
      { index: 0, reason: 'Its status is not `firing` or `resolved`.' },
      { index: 2, reason: 'It is not a JSON object.' },
      { index: 3, reason: 'It has neither labels nor a fingerprint.' },
    ]);
    expect((await unreadable()).map(({ payload: text }) => JSON.parse(text))).toEqual([
      { status: 'firing' },
      7,
      wrong,
    ]);
  });

  test('at all is refused with the reason, and kept as it came', async () => {
    const bodies: [string, number, RegExp][] = [
      ['{"alerts":', 400, /not valid JSON/],
      ['', 400, /not valid JSON/],
      ['[]', 422, /no list of `alerts`/],
      ['{"attachments":[{"text":"from Slack"}]}', 422, /no list of `alerts`/],
      ['{"alerts":[{"status":"firing"}]}', 422, /neither labels nor a fingerprint/],
    ];
    for (const [body, status, reason] of bodies) {
      const answer = await posted(app, path, body);
      expect(answer.status, body).toBe(status);
      expect(answer.body, body).toMatchObject({ detail: expect.stringMatching(reason) });
      const [newest] = await unreadable();
      expect(newest).toEqual({
        source: 'alertmanager',
        received_at: '2026-03-01T08:00:00.000Z',
        reason: expect.stringMatching(reason),
        payload: body,
      });
    }
    expect(await alerts()).toEqual([]);
  });

  test('is kept up to a number, and up to a length', async () => {
    for (let n = 0; n < 103; n += 1) await posted(app, path, `{"number ${n}`);
    await posted(app, path, `{${'x'.repeat(100_000)}`);
    const kept = await app.rest<UnreadablePayload[]>('GET', `/integrations/${id}/unreadable`);
    expect(kept.headers['x-total-count']).toBe('100');
    expect(kept.body.map(({ payload }) => payload.slice(0, 11))).toEqual([
      '{xxxxxxxxxx',
      ...Array.from({ length: 99 }, (_, n) => `{"number ${102 - n}`.slice(0, 11)),
    ]);
    expect(kept.body[0]?.payload).toHaveLength(65_536);
  });

  test('may have what no database can store', async () => {
    const nasty = instanceDown({
      labels: { severity: 'low', 'a\u0000b': 'c\u0000d', e: '\ud800' },
    });
    nasty.annotations.summary = 'x\u0000y \udfff';
    const deep = JSON.parse('{"a":'.repeat(3000) + '1' + '}'.repeat(3000)) as object;
    const payload = alertmanager([
      { ...nasty, deep, escaped: 'C:\\u0000' },
      { status: 'x', deep },
    ]);
    const receipt = await taken(app, path, payload);
    const alert = await alertOf(app, String(receipt.alerts[0]?.alert_id));
    expect(alert).toMatchObject({
      message: 'x\ufffdy \ufffd',
      labels: { 'a\ufffdb': 'c\ufffdd', e: '\ufffd' },
      details: { annotations: { summary: 'x\ufffdy \ufffd' }, deep: '…', escaped: 'C:\\u0000' },
    });
  });

  test('with a key that nobody has is 404, and not kept', async () => {
    for (const key of ['x', 'A'.repeat(32)]) {
      expect((await posted(app, `integrations/${key}/alertmanager`, alertmanager())).status).toBe(
        404,
      );
    }
    expect(await unreadable()).toEqual([]);
  });
});
