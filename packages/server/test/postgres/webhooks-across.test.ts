import type { Incident } from '@tocsin/contract';
import { expect, it } from 'vitest';
import { emptyDatabase, urlOf } from '../database.ts';
import { startServer } from '../process.ts';
import { receiver } from '../webhooks.ts';

it('of two processes one delivers each event, once, whichever it happened in', async () => {
  const DATABASE_URL = urlOf(await emptyDatabase());
  const servers = [await startServer({ DATABASE_URL }), await startServer({ DATABASE_URL })];
  const call = async (n: number, path: string, body: unknown): Promise<Incident> => {
    const response = await fetch(`${servers[n % 2]?.url}/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(201);
    return (await response.json()) as Incident;
  };
  const target = await receiver();
  await call(0, '/webhooks', { url: target.url, services: ['shared'] });
  const opened = Array.from({ length: 40 }, async (_, n) => {
    const input = { title: `Incident ${n}`, severity: 'P3', service: 'shared' };
    const { id } = await call(n, '/incidents', input);
    await call(n + 1, `/incidents/${id}/notes`, { author: 'Mara', text: 'From the other' });
    return id;
  });
  const ids = await Promise.all(opened);
  await expect.poll(() => target.posts.length, { timeout: 30_000 }).toBeGreaterThanOrEqual(80);
  // What would come twice would have come by now.
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  expect(target.posts).toHaveLength(80);
  expect(new Set(target.posts.map(({ body }) => body.seq)).size).toBe(80);
  for (const id of ids) {
    const own = target.posts.filter(({ body }) => body.entityId === id);
    expect(own.map(({ body }) => body.type)).toEqual(['incident.created', 'incident.note_added']);
  }
}, 90_000);
