import { expect, test } from 'vitest';
import { type Problem, type TestApp, testApp } from '../app.ts';
import { someIntegration } from '../alerts.ts';
import { alertmanager, instanceDown, pagerDuty } from '../alerts-payloads.ts';

const alert = { service: 'search', severity: 'low', message: 'Slow' };

/** Keeps every other change waiting until it is released. */
function busy({ storage }: TestApp): () => Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const done = storage.write(() => promise);
  return () => {
    resolve();
    return done;
  };
}

/** Lets the requests that have been made come as far as they get. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 50));

test('alerts that too many others wait before are answered 503, and none that was taken is lost', async () => {
  const app = await testApp({ alerts: { queueLimit: 3 } });
  const { key } = await someIntegration(app);
  const release = busy(app);
  const waiting = Array.from({ length: 3 }, () => app.rest('POST', '/alerts', alert));
  await settled();

  const webhook = `/integrations/${key}/alertmanager`;
  const refused = [
    await app.rest<Problem>('POST', '/alerts', alert),
    await app.rest<Problem>('POST', webhook, alertmanager()),
    await app.rest<Problem>('POST', '//v2/enqueue', pagerDuty(key)),
  ];
  for (const { status, headers, body } of refused) {
    expect(status).toBe(503);
    expect(headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    expect(body).toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
  }
  await release();
  const taken = await Promise.all(waiting);
  expect(taken.map(({ status }) => status)).toEqual([201, 201, 201]);
  expect((await app.rest('GET', '/alerts')).headers['x-total-count']).toBe('3');
  expect((await app.rest('POST', '/alerts', alert)).status).toBe(201);
  const { text } = await app.rest('GET', '//metrics');
  expect(text).toContain('alerts_waiting 0\n');
  expect(text).toContain('alerts_refused_total 3\n');
});

test('a notification of more alerts than may wait is taken while nothing else does', async () => {
  const app = await testApp({ alerts: { queueLimit: 3 } });
  const { key } = await someIntegration(app);
  const alerts = Array.from({ length: 200 }, (_, n) => instanceDown({ fingerprint: `${n}` }));
  const { status } = await app.rest(
    'POST',
    `/integrations/${key}/alertmanager`,
    alertmanager(alerts),
  );
  expect(status).toBe(200);
  expect((await app.rest('GET', '/alerts')).headers['x-total-count']).toBe('200');
});
