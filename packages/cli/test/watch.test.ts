import type { Incident } from '@tocsin/contract';
import { describe, expect, it, onTestFinished } from 'vitest';
import { serve, sharedServer } from './server.ts';
import { launch, type Options, temporaryFolder, tocsin } from './tocsin.ts';

const { url, json } = sharedServer();

function watching(args: readonly string[], options: Options = {}) {
  const environment = { TOCSIN_URL: url(), ...options.environment };
  const watch = launch(['incidents', 'watch', ...args], { ...options, environment });
  onTestFinished(() => void watch.child.kill('SIGKILL'));
  return watch;
}

const create = ['incidents', 'create', '--title', 'Watched', '--severity', 'P3', '--service', 'w'];

describe('incidents watch', () => {
  it('writes a line for each change as it happens, and ends with Ctrl-C', async () => {
    const watch = watching([]);
    await watch.wrote(/^watch\.started/m);
    const { id } = await json<Incident>(create);
    await watch.wrote(/incident\.created .*incident: "Watched"\n/);
    await json(['incidents', 'update', id, '--assigned-to', 'Mara']);
    await watch.wrote(/incident\.updated .*assignedTo: - → Mara .*\n/);
    watch.child.kill('SIGINT');
    const { code, stderr } = await watch.ended;
    expect([code, stderr]).toEqual([130, '']);
  });

  it('writes JSON lines for programs, from where it is told to resume', async () => {
    const { id } = await json<Incident>(create);
    const first = watching(['--json', '--last-event-id', '0', '--incident-id', id]);
    await first.wrote(/"incident.created"/);
    await json(['incidents', 'close', id]);
    await first.wrote(/"incident.resolved"/);
    const items = first
      .stdout()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string; incidentId?: string });
    expect(items.at(-1)).toMatchObject({ type: 'incident.resolved', incidentId: id });
    expect(items.map(({ type }) => type)).toContain('incident.created');
  });

  it('ends without a word when its reader has enough', async () => {
    const watch = watching(['--json']);
    await watch.wrote(/watch\.started/);
    watch.child.stdout?.destroy();
    await json(create);
    await json(create);
    const { code, stderr } = await watch.ended;
    expect([code, stderr]).toEqual([0, '']);
  });

  it('outlives the server, tells so, and misses nothing', async () => {
    const folder = await temporaryFolder();
    const before = await serve(folder, '0');
    const port = new URL(before.url).port;
    const environment = { TOCSIN_URL: before.url };
    const watch = watching(['--json'], { environment });
    await watch.wrote(/watch\.started/);
    await tocsin(create, { environment });
    await watch.wrote(/incident\.created/);
    before.server.child.kill('SIGKILL');
    await before.server.ended;
    const after = await serve(folder, port);
    onTestFinished(() => void after.server.child.kill('SIGKILL'));
    await tocsin([...create, '--assigned-to', 'Second'], { environment });
    await watch.wrote(/"assignedTo":"Second"/);
    expect(watch.stdout().match(/"incident\.created"/g)).toHaveLength(2);
    expect(watch.stderr()).toMatch(/^lost: .*Trying again\.\nlive again\n/);
    watch.child.kill('SIGINT');
    expect((await watch.ended).code).toBe(130);
  });
});
