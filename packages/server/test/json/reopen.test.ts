import { join } from 'node:path';
import type { Incident, Runbook } from '@tocsin/contract';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../database.ts';
import { watching } from '../watcher.ts';
import { createIncident, type Served, servedJson, stateIn } from './served.ts';

/** Everything that callers can see. */
async function everything({ rest }: Served, runbooks: readonly string[]) {
  const paths = [
    '/incidents?limit=500',
    '/incidents?sort=updatedAt',
    '/incidents?status=Open&severity=P1',
    '/incidents?assignedTo=Mara',
    '/incidents?q=zeppelin',
    '/incidents?q=balloon',
    '/runbooks',
    '/runbooks?tag=cache',
    '/runbooks?q=second',
    ...runbooks.map((id) => `/runbooks/${id}/revisions`),
  ];
  const answers: unknown[] = [];
  for (const path of paths) {
    const { status, total, body } = await rest('GET', path);
    answers.push([path, status, total, body]);
  }
  return answers;
}

it('a file that is opened again has everything, and goes on where it was', async () => {
  const path = join(await temporaryFolder(), 'state.json');
  const before = await servedJson(path);
  const { rest, clock } = before;
  const [first, second, third] = [
    await createIncident(before, 'First zeppelin'),
    await createIncident(before, 'Second'),
    await createIncident(before, 'Third'),
  ];
  for (const text of ['one', 'two', 'three', 'balloon']) {
    for (const { id } of [second, first]) {
      await clock.advance(1000);
      await rest('POST', `/incidents/${id}/notes`, { author: 'Mara', text });
    }
  }
  await rest('PATCH', `/incidents/${first.id}`, { severity: 'P1', assignedTo: 'Mara' });
  await rest('POST', `/incidents/${second.id}/close`);
  await rest('DELETE', `/incidents/${third.id}`);
  const runbooks: string[] = [];
  for (const title of ['Cache', 'Disk']) {
    const text = { title, tags: ['cache', title], content: 'first' };
    const { body } = await rest<Runbook>('POST', '/runbooks', text);
    runbooks.push(body.id);
    await rest('PUT', `/runbooks/${body.id}`, { ...text, content: 'second' });
  }
  const firstUrl = await before.app.listen({ host: '127.0.0.1', port: 0 });
  const watcher = await watching(firstUrl, { lastEventId: '0' });
  const events = stateIn(path).events;
  const incidentEvents = events.filter(({ entity }) => entity === 'incident');
  await expect.poll(() => watcher.changes().length).toBe(incidentEvents.length);
  const seen = watcher.changes().at(-1)?.seq ?? 0;
  watcher.leave();
  const told = await everything(before, runbooks);
  await before.app.close();

  const after = await servedJson(path);
  expect(after.warnings).toEqual([]);
  expect(await everything(after, runbooks)).toEqual(told);
  const { body: reopened } = await after.rest<Incident>('GET', `/incidents/${first.id}`);
  expect(reopened.notes.map(({ text }) => text)).toEqual(['one', 'two', 'three', 'balloon']);

  expect((await createIncident(after, 'Fourth')).number).toBe(4);
  await after.rest('POST', `/incidents/${first.id}/notes`, { author: 'Mara', text: 'five' });
  await after.rest('PUT', `/runbooks/${runbooks[0]}`, { title: 'Cache', tags: [], content: 'x' });
  const { body: revised } = await after.rest<Runbook>('GET', `/runbooks/${runbooks[0]}`);
  expect(revised.version).toBe(3);
  const { body: noted } = await after.rest<Incident>('GET', `/incidents/${first.id}`);
  expect(noted.notes.map(({ text }) => text)).toEqual(['one', 'two', 'three', 'balloon', 'five']);

  const url = await after.app.listen({ host: '127.0.0.1', port: 0 });
  const resumed = await watching(url, { lastEventId: String(seen) });
  await expect.poll(() => resumed.changes().length).toBe(2);
  expect(resumed.changes().map(({ type }) => type)).toEqual([
    'incident.created',
    'incident.note_added',
  ]);
  const seqs = stateIn(path).events.map(({ seq }) => seq);
  expect(seqs).toEqual(seqs.map((_, i) => i + 1));
  expect(stateIn(path).events.slice(0, events.length)).toEqual(events);
});
