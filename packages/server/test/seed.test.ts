import { join } from 'node:path';
import { type Incident, type Runbook, severities } from '@tocsin/contract';
import { describe, expect, it } from 'vitest';
import { reset, seedOnce } from '../src/seed/seed.ts';
import { someIncident, someRunbook, testApp, type TestApp } from './app.ts';
import { temporaryFolder } from './database.ts';
import { runToEnd, startServer } from './process.ts';

const MINUTE = 60_000;

async function contentsOf({ rest }: TestApp) {
  const { body: incidents } = await rest<Incident[]>('GET', '/incidents?limit=500');
  const { body: runbooks } = await rest<Runbook[]>('GET', '/runbooks?limit=500');
  return { incidents, runbooks };
}

const counts = async (url: string) => {
  const count = async (path: string) =>
    Number((await fetch(`${url}/api/v1${path}`)).headers.get('x-total-count'));
  return { incidents: await count('/incidents'), runbooks: await count('/runbooks') };
};

describe('the sample data', () => {
  it('has incidents of all severities, statuses and phases, over several services, with notes', async () => {
    const test = await testApp();
    expect(await seedOnce(test.storage, test.clock)).toBe(true);
    const { incidents } = await contentsOf(test);
    expect(incidents.length).toBeGreaterThanOrEqual(8);
    const valuesOf = (field: 'severity' | 'status' | 'phase' | 'service') =>
      new Set(incidents.map((incident) => incident[field]));
    expect(valuesOf('severity')).toEqual(new Set(severities));
    expect(valuesOf('status')).toEqual(new Set(['Open', 'Closed']));
    expect(valuesOf('phase')).toEqual(new Set(['open', 'acknowledged', 'in_progress', 'resolved']));
    expect(valuesOf('service').size).toBeGreaterThanOrEqual(4);
    expect(incidents.filter(({ notes }) => notes.length > 0).length).toBeGreaterThanOrEqual(8);
    expect(incidents.some(({ assignedTo }) => assignedTo === null)).toBe(true);
    expect(incidents.some(({ assignedTo }) => assignedTo !== null)).toBe(true);
  });

  it('has lived as incidents do: nothing before it was opened, nothing in the future', async () => {
    const test = await testApp();
    await seedOnce(test.storage, test.clock);
    const { incidents } = await contentsOf(test);
    const now = new Date(test.clock.now()).toISOString();
    for (const incident of incidents) {
      const { createdAt, acknowledgedAt, resolvedAt, updatedAt, notes, phase } = incident;
      const times = [createdAt, acknowledgedAt, resolvedAt].filter((time) => time !== null);
      expect(times).toEqual(times.toSorted());
      for (const time of [...times, ...notes.map(({ timestamp }) => timestamp)]) {
        expect(time >= createdAt && time <= updatedAt).toBe(true);
      }
      expect(updatedAt <= now).toBe(true);
      expect(acknowledgedAt === null).toBe(phase === 'open');
      expect(resolvedAt !== null).toBe(phase === 'resolved');
      expect(notes.map(({ timestamp }) => timestamp)).toEqual(
        notes.map(({ timestamp }) => timestamp).toSorted(),
      );
    }
    const oldestFirst = incidents.toSorted((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
    expect(oldestFirst.map(({ number }) => number)).toEqual(incidents.map((_, i) => i + 1));
  });

  it('can be found and filtered like any other', async () => {
    const test = await testApp();
    await seedOnce(test.storage, test.clock);
    const { incidents } = await contentsOf(test);
    for (const { id, title, service, severity, status } of incidents) {
      const query = new URLSearchParams({ q: title, service, severity, status });
      const { body } = await test.rest<Incident[]>('GET', `/incidents?${query.toString()}`);
      expect(body.map((incident) => incident.id)).toContain(id);
    }
    const { headers } = await test.rest('GET', '/incidents?status=Closed');
    const closed = incidents.filter(({ status }) => status === 'Closed');
    expect(Number(headers['x-total-count'])).toBe(closed.length);
  });

  it('has runbooks of useful Markdown: headings, code blocks, checklists', async () => {
    const test = await testApp();
    await seedOnce(test.storage, test.clock);
    const { runbooks } = await contentsOf(test);
    expect(runbooks.length).toBeGreaterThanOrEqual(6);
    for (const { title, content, tags } of runbooks) {
      expect(content.match(/^## /gm)?.length, title).toBeGreaterThanOrEqual(3);
      expect(content.match(/^ *```\w+$/gm)?.length, title).toBeGreaterThanOrEqual(1);
      expect((content.match(/^ *```/gm)?.length ?? 0) % 2, title).toBe(0);
      expect(content.match(/^- \[ \] /gm)?.length, title).toBeGreaterThanOrEqual(3);
      expect(tags.length, title).toBeGreaterThanOrEqual(1);
    }
    const { id } = runbooks[0] as Runbook;
    const { body } = await test.rest<unknown[]>('GET', `/runbooks/${id}/revisions`);
    expect(body).toHaveLength(1);
  });
});

describe('seeding', () => {
  it('happens once, however often and at once it is asked for', async () => {
    const test = await testApp();
    const seedings = Array.from({ length: 5 }, () => seedOnce(test.storage, test.clock));
    expect((await Promise.all(seedings)).filter(Boolean)).toHaveLength(1);
    const { incidents } = await contentsOf(test);
    expect(new Set(incidents.map(({ title }) => title)).size).toBe(incidents.length);
  });

  it('leaves what people have added alone', async () => {
    const test = await testApp();
    await someIncident(test, { title: 'mine' });
    await seedOnce(test.storage, test.clock);
    const { incidents } = await contentsOf(test);
    expect(incidents.filter(({ title }) => title === 'mine')).toHaveLength(1);
    expect(new Set(incidents.map(({ number }) => number)).size).toBe(incidents.length);
  });
});

describe('reset', () => {
  it('deletes what there is, and seeds anew, with numbers from 1', async () => {
    const test = await testApp();
    await seedOnce(test.storage, test.clock);
    const fresh = await contentsOf(test);
    const mine = await someIncident(test, { title: 'zebra mine' });
    const book = await someRunbook(test, { title: 'zebra manual' });
    await test.clock.advance(MINUTE);
    await reset(test.storage, test.clock);
    const after = await contentsOf(test);
    const titles = (items: readonly { title: string }[]) => items.map(({ title }) => title);
    expect(titles(after.incidents).toSorted()).toEqual(titles(fresh.incidents).toSorted());
    expect(titles(after.runbooks).toSorted()).toEqual(titles(fresh.runbooks).toSorted());
    expect(Math.min(...after.incidents.map(({ number }) => number))).toBe(1);
    expect((await test.rest('GET', `/incidents/${mine.id}`)).status).toBe(404);
    expect((await test.rest('GET', `/runbooks/${book.id}`)).status).toBe(404);
    expect((await test.rest('GET', '/incidents?q=zebra')).body).toEqual([]);
    expect((await test.rest('GET', '/runbooks?q=zebra')).body).toEqual([]);
    const { headers } = await test.rest('GET', '/incidents');
    expect(Number(headers['x-total-count'])).toBe(after.incidents.length);
  });
});

describe('the commands', () => {
  it('seed a database that has never been, and say so; nothing the second time', async () => {
    const DATABASE_URL = `sqlite:${join(await temporaryFolder(), 'deep', 'tocsin.db')}`;
    const first = await runToEnd(['seed'], { DATABASE_URL });
    expect(first).toMatchObject({ code: 0 });
    expect(first.output).toContain('seeded with sample data');
    const second = await runToEnd(['seed'], { DATABASE_URL });
    expect(second).toMatchObject({ code: 0 });
    expect(second.output).toContain('nothing done');
    const { url, output } = await startServer({ DATABASE_URL });
    expect(output()).not.toContain('first start');
    expect((await counts(url)).incidents).toBeGreaterThanOrEqual(8);
  });

  it('reset an emptied database to the sample data', async () => {
    const DATABASE_URL = `sqlite:${join(await temporaryFolder(), 'tocsin.db')}`;
    const first = await startServer({ DATABASE_URL });
    const fresh = await counts(first.url);
    const incidents = (await (await fetch(`${first.url}/api/v1/incidents`)).json()) as Incident[];
    for (const { id } of incidents) {
      await fetch(`${first.url}/api/v1/incidents/${id}`, { method: 'DELETE' });
    }
    expect((await counts(first.url)).incidents).toBe(0);
    await first.stop('SIGTERM');
    const done = await runToEnd(['reset'], { DATABASE_URL, LOG_FORMAT: 'pretty' });
    expect(done).toMatchObject({ code: 0 });
    expect(done.output).toContain('everything deleted, and seeded anew');
    expect(await counts((await startServer({ DATABASE_URL })).url)).toEqual(fresh);
  });

  it('do not know any other word, and say where to find those there are', async () => {
    const DATABASE_URL = `sqlite:${join(await temporaryFolder(), 'tocsin.db')}`;
    const { code, output } = await runToEnd(['sed'], { DATABASE_URL });
    expect(code).toBe(1);
    expect(output).toMatch(/^There is no command sed\..*--help.*\n$/);
  });
});
