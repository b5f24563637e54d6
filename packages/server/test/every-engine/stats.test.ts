import { contract, type Incident } from '@tocsin/contract';
import { expect, test } from 'vitest';
import type * as z from 'zod';
import { clear } from '../../src/storage/clear.ts';
import { sent } from '../alerts.ts';
import { someIncident, type TestApp, testApp } from '../app.ts';
import { step } from '../lifecycle.ts';

type Answer = z.output<typeof contract.stats.get.output>;

const minute = 60_000;

async function statsOf({ rest }: TestApp, query = ''): Promise<Answer> {
  const { status, body, text } = await rest<Answer>('GET', `/stats${query}`);
  if (status !== 200) throw new Error(text);
  return contract.stats.get.output.parse(body);
}

/** Incidents that are acknowledged and resolved after so many minutes; `null`: not at all. */
async function lived(
  app: TestApp,
  lives: readonly (readonly [acknowledged: number | null, resolved: number | null])[],
  fields: Record<string, unknown> = {},
): Promise<Incident[]> {
  const made: Incident[] = [];
  for (const _ of lives) made.push(await someIncident(app, fields));
  for (let now = 0; now <= 20; now++) {
    for (const [i, [acknowledged, resolved]] of lives.entries()) {
      const id = made[i]?.id ?? '';
      if (acknowledged === now) await step(app, id, 'acknowledge');
      if (resolved === now) await step(app, id, 'resolve');
    }
    await app.clock.advance(minute);
  }
  return made;
}

test('counts, times and noise are told of all incidents that were opened', async () => {
  const app = await testApp();
  await lived(app, [
    [1, 10],
    [2, 12],
    [3, null],
    [5, 20],
    [null, 4],
    [null, null],
  ]);
  const [merged, into] = await lived(app, [
    [1, null],
    [2, null],
  ]);
  await step(app, merged?.id ?? '', 'merge', { into: into?.id });
  const alert = { service: 'api', severity: 'high', message: 'x', dedup_key: 'one' };
  for (let i = 0; i < 4; i++) await sent(app, alert);
  await sent(app, { ...alert, dedup_key: 'two' });

  const { total, ...rest } = await statsOf(app);
  expect(rest).toEqual({ from: null, to: null, groupBy: null, groupCount: 0, groups: [] });
  expect(total).toEqual({
    opened: 9,
    openNow: 4,
    resolved: 4,
    merged: 1,
    acknowledged: 5,
    // In minutes: 1, 2, 2, 3, 5.
    mtta: { count: 5, mean: 156, p50: 120, p90: 300, p95: 300 },
    // In minutes: 4, 10, 12, 20.
    mttr: { count: 4, mean: 690, p50: 600, p90: 1200, p95: 1200 },
    alerts: 2,
    alertsPerIncident: 2 / 8,
    unacknowledgedShare: 1 / 4,
    repeatsPerAlert: 3 / 2,
  });
});

test('where there is nothing there are no times, and nothing is divided by it', async () => {
  const none = { count: 0, mean: null, p50: null, p90: null, p95: null };
  expect((await statsOf(await testApp())).total).toMatchObject({
    opened: 0,
    mtta: none,
    mttr: none,
    alertsPerIncident: null,
    unacknowledgedShare: null,
    repeatsPerAlert: null,
  });
});

test('groups are services, severities or weeks, and add up to the total', async () => {
  const app = await testApp();
  // The clock begins on a Sunday.
  await lived(app, [[1, 2]], { service: 'b', severity: 'low' });
  await lived(app, [[3, 4]], { service: 'a', severity: 'critical' });
  await app.clock.advance(24 * 60 * minute);
  await lived(app, [[null, 6]], { service: 'b', severity: 'critical' });

  const groups = async (by: string, more = '') =>
    (await statsOf(app, `?groupBy=${by}${more}`)).groups.map(({ group, opened, mttr }) => [
      group,
      opened,
      mttr.mean,
    ]);
  expect(await groups('service')).toEqual([
    ['a', 1, 240],
    ['b', 2, 240],
  ]);
  expect(await groups('severity')).toEqual([
    ['P1', 2, 300],
    ['P4', 1, 120],
  ]);
  expect(await groups('week')).toEqual([
    ['2026-02-23', 2, 180],
    ['2026-03-02', 1, 360],
  ]);
  expect(await groups('week', '&service=b&severity=critical')).toEqual([['2026-03-02', 1, 360]]);
  expect(await groups('service', '&from=2026-03-02')).toEqual([['b', 1, 360]]);
  expect(await groups('service', '&to=2026-03-01T08:21:00Z')).toEqual([['b', 1, 120]]);
  const { from, total } = await statsOf(app, '?from=2026-03-01T09:21:00%2B01:00&severity=P1');
  expect([from, total.opened]).toEqual(['2026-03-01T08:21:00.000Z', 2]);
});

test('what has changed since it was asked before is in the answer', async () => {
  const app = await testApp();
  const opened = async (more = '') => (await statsOf(app, more)).total.opened;
  const hour = 60 * minute;
  expect(await opened()).toBe(0);
  const [older, old] = await lived(app, [
    [null, null],
    [null, null],
  ]);
  await app.clock.advance(40 * 24 * hour);
  const alert = { service: 'api', severity: 'high', message: 'x', dedup_key: 'one' };
  await sent(app, alert);
  expect((await statsOf(app)).total).toMatchObject({ opened: 3, openNow: 3, alerts: 1 });
  expect(await opened('?to=2026-03-10')).toBe(2);
  expect(await opened('?from=2026-03-10')).toBe(1);

  await sent(app, alert);
  expect((await statsOf(app)).total).toMatchObject({ opened: 3, repeatsPerAlert: 1 });
  await step(app, old?.id ?? '', 'acknowledge');
  const seconds = 40 * 24 * 3600 + 21 * 60;
  const mtta = { count: 1, mean: seconds, p50: seconds, p90: seconds, p95: seconds };
  expect((await statsOf(app)).total).toMatchObject({ opened: 3, acknowledged: 1, mtta });
  await step(app, older?.id ?? '', 'merge', { into: old?.id });
  expect((await statsOf(app)).total).toMatchObject({ opened: 3, merged: 1, openNow: 2 });
  await app.rest('PATCH', `/incidents/${old?.id}`, { severity: 'P1' });
  const groups = (await statsOf(app, '?groupBy=severity')).groups;
  expect(groups.find(({ group }) => group === 'P1')?.opened).toBe(1);

  await app.rest('DELETE', `/incidents/${old?.id}`);
  expect((await statsOf(app)).total).toMatchObject({ opened: 2, merged: 1, acknowledged: 0 });
  await app.clock.advance(24 * hour);
  await someIncident(app);
  expect(await opened()).toBe(3);

  // As `import --replace` does: the event log begins anew as well.
  await app.storage.write(clear);
  expect(await opened()).toBe(0);
});

test('many who ask while incidents change are told nothing that is over', async () => {
  const app = await testApp();
  const asked = Array.from({ length: 8 }, async () => {
    await someIncident(app);
    await Promise.all([statsOf(app), someIncident(app), statsOf(app)]);
  });
  await Promise.all(asked);
  expect((await statsOf(app)).total.opened).toBe(16);
});

test('what cannot be meant is refused', async () => {
  const { rest } = await testApp();
  for (const query of ['groupBy=day', 'from=yesterday', 'severity=urgent', 'services=a']) {
    expect((await rest('GET', `/stats?${query}`)).status, query).toBe(422);
  }
});
