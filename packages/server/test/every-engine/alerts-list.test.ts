import type { Alert } from '@tocsin/contract';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Problem, type TestApp, testApp } from '../app.ts';
import { sent } from '../alerts.ts';

const services = ['search', 'checkout', 'mail'];
const severities = ['critical', 'P2', 'medium', 'low'];
const COUNT = 60;

let app: TestApp;
let all: Alert[];

/** Sixty alerts, a second apart, of three services and four severities, a third of them resolved. */
beforeEach(async () => {
  app = await testApp();
  for (let n = 0; n < COUNT; n += 1) {
    const { alert_id } = await sent(app, {
      service: services[n % 3],
      severity: severities[n % 4],
      message: `Alert ${n}`,
    });
    if (n % 5 < 2) await app.rest('POST', `/alerts/${alert_id}/resolve`);
    await app.clock.advance(1000);
  }
  all = (await app.rest<Alert[]>('GET', '/alerts?limit=500')).body;
});

const ids = (alerts: readonly Alert[]) => alerts.map(({ alert_id }) => alert_id);

/** Every page of a list. */
async function everyPage(query: string): Promise<Alert[]> {
  const items: Alert[] = [];
  for (let path: string | undefined = `/alerts?${query}`; path !== undefined;) {
    const page: Awaited<ReturnType<typeof app.rest<Alert[]>>> = await app.rest<Alert[]>(
      'GET',
      path,
    );
    expect(page.status, path).toBe(200);
    items.push(...page.body);
    const next = /<\/api\/v1([^>]+)>; rel="next"/.exec(page.headers['link'] ?? '')?.[1];
    expect(page.body.length).toBeGreaterThan(0);
    path = next;
  }
  return items;
}

const p = (alert: Alert): string =>
  ({ critical: 'P1', P2: 'P2', medium: 'P3', low: 'P4' })[alert.severity as string] ?? '';
const from = '2026-03-01T08:00:10.000Z';
const to = '2026-03-01T08:00:40.000Z';

const filters: [string, (alert: Alert) => boolean][] = [
  ['status=firing', ({ status }) => status === 'firing'],
  ['status=resolved', ({ status }) => status === 'resolved'],
  ['service=search', ({ service }) => service === 'search'],
  ['service=search&service=mail', ({ service }) => service !== 'checkout'],
  ['service=search&status=firing', (a) => a.service === 'search' && a.status === 'firing'],
  ['severity=high', (a) => p(a) === 'P2'],
  ['severity=P1&severity=low', (a) => ['P1', 'P4'].includes(p(a))],
  ['severity=critical&status=resolved', (a) => p(a) === 'P1' && a.status === 'resolved'],
  [
    'service=mail&severity=P4&status=firing',
    (a) => a.service === 'mail' && p(a) === 'P4' && a.status === 'firing',
  ],
  [`from=${from}&to=${to}`, (a) => a.received_at >= from && a.received_at < to],
  [`from=${from}&service=search`, (a) => a.received_at >= from && a.service === 'search'],
  ['service=none', () => false],
];

describe('the list of alerts', () => {
  test('has the last received first', () => {
    expect(all.map(({ message }) => message)).toEqual(
      Array.from({ length: COUNT }, (_, i) => `Alert ${COUNT - 1 - i}`),
    );
  });

  test('has just what a filter lets through, in the same order, on pages of any size', async () => {
    for (const [query, fits] of filters) {
      const wanted = ids(all.filter(fits));
      const whole = await app.rest<Alert[]>('GET', `/alerts?${query}`);
      expect(ids(whole.body), query).toEqual(wanted);
      expect(whole.headers['x-total-count'], query).toBe(String(wanted.length));
      if (wanted.length > 0)
        expect(ids(await everyPage(`${query}&limit=7`)), query).toEqual(wanted);
    }
  });

  test('is cut by incident the same way, and that incident has them too', async () => {
    const { incident_id } = all[0] as Alert;
    const wanted = all.filter((alert) => alert.incident_id === incident_id);
    expect(wanted.length).toBeGreaterThan(1);
    for (const path of ['/alerts?incident_id=', '/incidents/'] as const) {
      const list =
        path === '/incidents/' ? `${path}${incident_id}/alerts?` : `${path}${incident_id}`;
      const { body, headers } = await app.rest<Alert[]>('GET', list);
      expect(ids(body)).toEqual(ids(wanted));
      expect(headers['x-total-count']).toBe(String(wanted.length));
      const firing = await app.rest<Alert[]>('GET', `${list}&status=firing`);
      expect(ids(firing.body)).toEqual(ids(wanted.filter(({ status }) => status === 'firing')));
    }
  });

  test('goes on where it was, while further alerts come in', async () => {
    const first = await app.rest<Alert[]>('GET', '/alerts?limit=10');
    await sent(app, { service: 'search', severity: 'low', message: 'late' });
    const next = /\/api\/v1([^>]+)>/.exec(first.headers['link'] ?? '')?.[1];
    const second = await app.rest<Alert[]>('GET', String(next));
    expect(ids([...first.body, ...second.body])).toEqual(ids(all.slice(0, 20)));
  });

  test('refuses filters that cannot be, and cursors of other lists', async () => {
    const { headers } = await app.rest('GET', '/incidents?limit=1');
    const foreign = /cursor=([^>&]+)/.exec(headers['link'] ?? '')?.[1];
    const wrong: [string, string][] = [
      ['status=Open', 'status'],
      ['severity=urgent', 'severity'],
      ['from=today', 'from'],
      ['sevrity=low', 'sevrity'],
      [`cursor=${foreign}`, 'cursor'],
    ];
    for (const [query, field] of wrong) {
      const { status, body } = await app.rest<Problem>('GET', `/alerts?${query}`);
      expect([status, body.errors?.[0]?.loc], query).toEqual([422, ['query', field]]);
    }
  });

  test('says so where it stopped counting', async () => {
    await app.storage.write(async ({ db, tables: { alerts } }) => {
      const [row] = await db.select().from(alerts).limit(1);
      if (!row) throw new Error('There is no alert.');
      for (let i = 0; i < 1000; i += 100) {
        const rows = Array.from({ length: 100 }, (_, n) => ({
          ...row,
          id: `copy ${i + n}`,
          position: 1 + i + n,
        }));
        await db.insert(alerts).values(rows);
      }
    });
    const { headers } = await app.rest('GET', '/alerts?limit=1');
    expect([headers['x-total-count'], headers['x-total-count-relation']]).toEqual(['1000', 'gte']);
  });
});
