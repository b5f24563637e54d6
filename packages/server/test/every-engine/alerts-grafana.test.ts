import { createHmac } from 'node:crypto';
import type { Alert } from '@tocsin/contract';
import { beforeEach, describe, expect, test } from 'vitest';
import { type TestApp, testApp } from '../app.ts';
import { alertOf, incidentOf, onlyOf, posted, someIntegration, taken } from '../alerts.ts';
import { grafana } from '../alerts-payloads.ts';

const secret = 'not very secret';
let app: TestApp;

beforeEach(async () => {
  app = await testApp();
});

const pathOf = async (fields: object = {}): Promise<string> =>
  `integrations/${(await someIntegration(app, fields)).key}/grafana`;

const sign = (text: string, key = secret) => createHmac('sha256', key).update(text).digest('hex');
const signatureHeader = 'x-grafana-alerting-signature';
const timeHeader = 'x-grafana-alerting-signature-timestamp';

describe('a notification of Grafana', () => {
  test('becomes an alert, is repeated, and is resolved', async () => {
    const path = await pathOf({ default_severity: 'high' });
    const first = await taken(app, path, grafana());
    const { alert_id, incident_id } = onlyOf(first.alerts);
    expect(await alertOf(app, alert_id)).toMatchObject({
      service: 'infra',
      severity: 'high',
      message: 'Memory above 90 %',
      source: 'grafana',
      dedup_key: 'c6eadffa33fcdf37',
      timestamp: '2026-03-01T06:51:03.157Z',
      details: {
        silenceURL: 'https://play.grafana.org/alerting/silence/new?alertmanager=grafana',
        values: { B: 44.23, C: 1 },
      },
    });
    expect((await taken(app, path, grafana())).alerts[0]?.alert_id).toBe(alert_id);
    const over = await taken(app, path, grafana({ status: 'resolved' }));
    expect(over.resolved).toEqual([alert_id]);
    expect(await incidentOf(app, incident_id)).toMatchObject({ phase: 'resolved' });
  });

  test('is taken by PUT as well', async () => {
    const { status, body } = await posted(app, await pathOf(), grafana(), {}, 'PUT');
    expect([status, body.alerts.length]).toEqual([200, 1]);
  });
});

describe('a notification to an integration with a signing secret', () => {
  const body = JSON.stringify(grafana());
  const seconds = (offset = 0) => String(Date.parse('2026-03-01T08:00:00Z') / 1000 + offset);

  test.each([
    ['signed', () => ({ [signatureHeader]: sign(body) })],
    [
      'signed with its time',
      () => ({ [timeHeader]: seconds(-299), [signatureHeader]: sign(`${seconds(-299)}:${body}`) }),
    ],
  ])('is taken when it is %s', async (_name, headers) => {
    const { status } = await posted(app, await pathOf({ signing_secret: secret }), body, headers());
    expect(status).toBe(200);
  });

  test.each([
    ['not signed', {}, 'missing'],
    ['signed with another secret', { [signatureHeader]: sign(body, 'another') }, 'does not fit'],
    ['signed for another body', { [signatureHeader]: sign(`${body} `) }, 'does not fit'],
    ['signed with nonsense', { [signatureHeader]: 'zz' }, 'does not fit'],
    [
      'signed with another time',
      { [timeHeader]: seconds(), [signatureHeader]: sign(`${seconds(1)}:${body}`) },
      'does not fit',
    ],
    [
      'signed long ago',
      { [timeHeader]: seconds(-301), [signatureHeader]: sign(`${seconds(-301)}:${body}`) },
      'older than five minutes',
    ],
    [
      'signed at no time',
      { [timeHeader]: 'soon', [signatureHeader]: sign(`soon:${body}`) },
      'older than five minutes',
    ],
  ])('is refused when it is %s, and nothing is stored', async (_name, headers, reason) => {
    const path = await pathOf({ signing_secret: secret });
    const answer = await posted(app, path, body, headers);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ detail: expect.stringContaining(reason) });
    expect((await app.rest<Alert[]>('GET', '/alerts')).body).toEqual([]);
  });

  test('may be signed or not where the integration has no secret', async () => {
    const path = await pathOf();
    const { status } = await posted(app, path, body, { [signatureHeader]: 'whatever' });
    expect(status).toBe(200);
  });
});
