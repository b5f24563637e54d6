import type { Incident, Problem } from '@tocsin/contract';
import { expect } from 'vitest';
import type { DatabaseConfig } from '../src/config.ts';
import { eventsAfter } from '../src/events/log.ts';
import type { Disk } from './disk.ts';
import { createIncident, type Served, served } from './json/served.ts';

/** Creates incidents until one is refused: a journal has some room left when the disk has none. */
async function createUntilRefused(test: Served, kept: Incident[]) {
  const input = { title: 'Zeppelin refused', severity: 'P1', service: 'x'.repeat(80) };
  for (let i = 0; i < 2000; i += 1) {
    const answer = await test.rest<Incident>('POST', '/incidents', input);
    if (answer.status !== 201) return answer;
    kept.push(answer.body);
  }
  throw new Error('The disk never got full.');
}

function expectUnavailable({ status, headers, body }: Awaited<ReturnType<Served['rest']>>): void {
  expect(status).toBe(503);
  expect(headers['content-type']).toContain('application/problem+json');
  expect(headers['retry-after']).toBe('1');
  expect(body).toMatchObject({ status: 503, code: 'SERVICE_UNAVAILABLE' });
  expect((body as Problem).detail).not.toMatch(/ENO|SQL|tmp/);
}

async function expectToHave({ rest, storage }: Served, kept: readonly Incident[]): Promise<void> {
  const { status, total } = await rest('GET', '/incidents');
  expect([status, total]).toEqual([200, kept.length]);
  const zeppelins = kept.filter(({ title }) => title.startsWith('Zeppelin'));
  expect((await rest('GET', '/incidents?q=zeppelin')).total).toBe(zeppelins.length);
  const events = await eventsAfter(storage, { entity: 'incident' }, 0, 10_000);
  expect(events.map(({ entityId }) => entityId)).toEqual(kept.map(({ id }) => id));
  for (const { id, number } of kept.slice(-5)) {
    expect((await rest<Incident>('GET', `/incidents/${id}`)).body.number).toBe(number);
  }
}

/** Refuses while there is no room, shows what there was, and goes on when there is room again. */
export async function survivesWithoutRoom(
  database: DatabaseConfig,
  test: Served,
  { spoil, mend }: Pick<Disk, 'spoil' | 'mend'>,
  whileSpoilt: (kept: readonly Incident[]) => void = () => {},
): Promise<void> {
  const kept = [await createIncident(test, 'Zeppelin kept'), await createIncident(test, 'Other')];
  for (let round = 0; round < 2; round += 1) {
    spoil();
    expectUnavailable(await createUntilRefused(test, kept));
    const [{ id } = { id: '' }] = kept;
    for (const answer of await Promise.all([
      createUntilRefused(test, kept),
      createUntilRefused(test, kept),
      createUntilRefused(test, kept),
    ])) {
      expectUnavailable(answer);
    }
    expect((await test.rest('PATCH', '/incidents/unknown', { title: 'x' })).status).toBe(404);
    expect((await test.rest('GET', `/incidents/${id}`)).body).toMatchObject({ id, ...kept[0] });
    await expectToHave(test, kept);
    whileSpoilt(kept);
    mend();
    kept.push(await createIncident(test, `Zeppelin after ${round}`));
    expect(kept.at(-1)?.number).toBe(kept.length);
    await expectToHave(test, kept);
  }
  await test.app.close();
  await expectToHave(await served(database), kept);
}
