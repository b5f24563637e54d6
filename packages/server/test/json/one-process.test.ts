import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Incident } from '@tocsin/contract';
import { expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../database.ts';
import { launch, type Launched } from '../launch.ts';
import { stateIn } from './served.ts';

function on(path: string, args: readonly string[] = []): Launched {
  const launched = launch(args, { environment: { DATABASE_URL: `json:${path}` } });
  onTestFinished(() => void launched.child.kill('SIGKILL'));
  return launched;
}

async function create(url: string, title: string): Promise<Incident> {
  const response = await fetch(`${url}/api/v1/incidents`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ title, severity: 'P1', service: 'a' }),
  });
  expect(response.status).toBe(201);
  return (await response.json()) as Incident;
}

it('a second process on the same file is refused, whatever it wants', async () => {
  const path = join(await temporaryFolder(), 'state.json');
  const link = join(path, '..', 'link.json');
  const first = on(path);
  const url = await first.listening();
  symlinkSync(path, link);
  for (const [file, args] of [
    [path, []],
    [link, []],
    [path, ['export']],
    [path, ['reset']],
  ] as const) {
    const { code, stdout, stderr } = await on(file, args).ended;
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain(`Another process has ${path} open.`);
    expect(stderr).toContain('PostgreSQL');
    expect(stderr.trim().split('\n')).toHaveLength(1);
  }
  const { id } = await create(url, 'still served');
  expect(stateIn(path).incidents.map((incident) => incident.id)).toContain(id);
});

it('the file is free again after an end of any kind, and has every answered change', async () => {
  const path = join(await temporaryFolder(), 'state.json');
  const titles: string[] = [];
  for (const signal of ['SIGKILL', 'SIGTERM', 'SIGKILL'] as const) {
    const server = on(path);
    const url = await server.listening();
    const known = stateIn(path).incidents.map(({ title }) => title);
    expect(titles.every((title) => known.includes(title))).toBe(true);
    titles.push((await create(url, `before ${signal} ${titles.length}`)).title);
    server.child.kill(signal);
    await server.ended;
  }
  const { code, stdout } = await on(path, ['export']).ended;
  expect(code).toBe(0);
  for (const title of titles) expect(stdout).toContain(title);
});

it('of many processes that start at once on a new file, one serves', async () => {
  const path = join(await temporaryFolder(), 'new', 'folder', 'state.json');
  const all = Array.from({ length: 5 }, () => on(path));
  const outcomes = await Promise.allSettled(all.map((one) => one.listening()));
  const serving = outcomes.filter(({ status }) => status === 'fulfilled');
  expect(serving).toHaveLength(1);
  for (const [i, { status }] of outcomes.entries()) {
    if (status === 'fulfilled') continue;
    expect(all[i]?.stderr()).toContain('Another process has');
  }
}, 60_000);
