import { setTimeout as sleep } from 'node:timers/promises';
import type { Incident, LoggedEvent } from '@tocsin/contract';
import { expect, it } from 'vitest';
import { emptyDatabase, urlOf } from '../database.ts';
import { startServer } from '../process.ts';
import { receiver } from '../webhooks.ts';

const ROUNDS = 3;

const call = (url: string, path: string, body?: unknown): Promise<Response> =>
  fetch(`${url}/api/v1${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

/** Opens incidents and adds notes until the server is gone. */
async function workUntilKilled(url: string, client: number): Promise<void> {
  try {
    for (let n = 0; ; n += 1) {
      const input = { title: `${client}/${n}`, severity: 'P3', service: 'killed' };
      const incident = (await (await call(url, '/incidents', input)).json()) as Incident;
      for (const text of ['one', 'two']) {
        await sleep(30);
        await call(url, `/incidents/${incident.id}/notes`, { author: 'Mara', text });
      }
    }
  } catch {
    // The server is gone.
  }
}

it('nothing is lost though the server is killed again and again; repeats have their id', async () => {
  const DATABASE_URL = urlOf(await emptyDatabase());
  const target = await receiver();
  target.answer = async () => {
    await sleep(Math.random() * 20);
    return Math.random() < 0.1 ? 503 : 200;
  };
  const start = () => startServer({ DATABASE_URL, JOB_LEASE_SECONDS: '1', LOG_LEVEL: 'info' });
  let server = await start();
  const hook = { url: target.url, services: ['killed'] };
  expect((await call(server.url, '/webhooks', hook)).status).toBe(201);
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = target.posts.length;
    const working = Promise.all([0, 1, 2].map((client) => workUntilKilled(server.url, client)));
    const goal = before + 5 + Math.random() * 30;
    await expect
      .poll(() => target.posts.length, { timeout: 30_000, interval: 3 })
      .toBeGreaterThan(goal);
    await server.stop('SIGKILL');
    await working;
    server = await start();
  }
  target.answer = () => 200;
  const happened: LoggedEvent[] = [];
  let next: string | undefined = '/events/history?entity=incident&sort=seq&limit=500';
  while (next !== undefined) {
    const page: Response = await call(server.url, next);
    happened.push(...((await page.json()) as LoggedEvent[]));
    next = /<\/api\/v1([^>]+)>; rel="next"/.exec(page.headers.get('link') ?? '')?.[1];
  }
  const ids = new Set(
    target.posts.map(({ body }) => body.entityId).concat(happened.slice(-3).map((e) => e.entityId)),
  );
  const wanted = happened.filter(({ entityId }) => ids.has(entityId)).map(({ seq }) => seq);
  const taken = () => new Set(target.taken.map(({ body }) => body.seq));
  await expect
    .poll(() => wanted.filter((seq) => !taken().has(seq)), { timeout: 90_000, interval: 200 })
    .toEqual([]);
  expect(wanted.length).toBeGreaterThan(20);
  await server.stop('SIGTERM');

  const idOf = new Map<number, string>();
  const lastOf = new Map<string, number>();
  for (const { body, headers } of target.taken) {
    const known = idOf.get(body.seq);
    if (known === undefined) {
      idOf.set(body.seq, body.id);
      expect(body.seq).toBeGreaterThan(lastOf.get(body.entityId) ?? 0);
      lastOf.set(body.entityId, body.seq);
    } else {
      expect(body.id).toBe(known);
    }
    expect(headers['webhook-id']).toBe(body.id);
  }
  expect(new Set(idOf.values()).size).toBe(idOf.size);
}, 480_000);
