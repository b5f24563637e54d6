import type { Incident } from '@tocsin/contract';
import { describe, expect, it } from 'vitest';
import { emptyDatabase, urlOf } from '../database.ts';
import { startServer } from '../process.ts';
import { seedIncidents } from '../../src/seed/incidents.ts';
import { call, created, everyIncident } from './calls.ts';
import { bareDatabase, connection } from './sessions.ts';

const RACERS = 20;
const ROUNDS = 10;
const STARTERS = 10;

/** Two server processes on one database; `urls(n)` deals them out in turn. */
async function twoServers() {
  const DATABASE_URL = urlOf(await emptyDatabase());
  const a = await startServer({ DATABASE_URL });
  const b = await startServer({ DATABASE_URL });
  return { a, b, dealt: (n: number) => (n % 2 === 0 ? a.url : b.url), DATABASE_URL };
}

const racing = <T>(work: (n: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: RACERS }, (_, n) => work(n)));

describe('two server processes on one database', () => {
  it('let one of 20 racers win who change the same version of an incident', async () => {
    const { a, b, dealt } = await twoServers();
    let current = await created(a.url, 'Contested');
    for (let round = 0; round < ROUNDS; round += 1) {
      const { id, version } = current;
      const answers = await racing((n) =>
        call(
          dealt(n + round),
          'PATCH',
          `/incidents/${id}`,
          { assignedTo: `r${round}n${n}` },
          { 'if-match': `"${version}"` },
        ),
      );
      const winners = answers.filter(({ status }) => status === 200);
      expect(winners).toHaveLength(1);
      expect(answers.filter(({ status }) => status === 412)).toHaveLength(RACERS - 1);
      for (const { url } of [a, b]) {
        const { body } = await call(url, 'GET', `/incidents/${id}`);
        expect(body).toEqual({ ...winners[0]?.body, alertCount: 0, alerts: [] });
        current = body;
      }
    }
    expect(current.version).toBe(ROUNDS + 1);
  }, 60_000);

  it('number new incidents without a gap or a double, and count them right', async () => {
    const { a, b, dealt } = await twoServers();
    const before = await everyIncident(a.url);
    const incidents = await racing((n) => created(dealt(n), `Created ${n}`));
    const numbers = incidents.map(({ number }) => number).toSorted((x, y) => x - y);
    expect(numbers).toEqual(Array.from({ length: RACERS }, (_, n) => before.length + 1 + n));
    for (const { url } of [a, b]) {
      const all = await everyIncident(url);
      expect(all).toHaveLength(before.length + RACERS);
      expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
      for (const [query, fits] of filters) {
        const { headers } = await call<Incident[]>(url, 'GET', `/incidents?limit=1&${query}`);
        expect(headers.get('x-total-count'), query).toBe(String(all.filter(fits).length));
      }
    }
  }, 60_000);

  it('lose none of 20 notes that are added to one incident at once', async () => {
    const { a, b, dealt } = await twoServers();
    const { id } = await created(a.url, 'Much discussed');
    const answers = await racing((n) =>
      call(dealt(n), 'POST', `/incidents/${id}/notes`, { text: `note ${n}`, author: 'Mara' }),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    const { body } = await call(b.url, 'GET', `/incidents/${id}`);
    expect(body.version).toBe(RACERS + 1);
    const texts = body.notes.map(({ text }) => text);
    expect(new Set(texts)).toEqual(new Set(Array.from({ length: RACERS }, (_, n) => `note ${n}`)));
    expect(texts).toHaveLength(RACERS);
  }, 60_000);
});

const filters: [string, (incident: Incident) => boolean][] = [
  ['', () => true],
  ['status=Open', ({ status }) => status === 'Open'],
  ['severity=P3', ({ severity }) => severity === 'P3'],
  ['service=checkout-api', ({ service }) => service === 'checkout-api'],
];

describe('ten server processes that start at once on an empty database', () => {
  it('all come up, and one of them seeds it', async () => {
    const DATABASE_URL = await bareDatabase();
    const servers = await Promise.all(
      Array.from({ length: STARTERS }, () => startServer({ DATABASE_URL })),
    );
    const seeders = servers.filter(({ output }) => output().includes('seeded with sample data'));
    expect(seeders).toHaveLength(1);
    for (const { url } of servers) {
      expect((await call(url, 'GET', '//ready')).status).toBe(200);
      expect(await everyIncident(url)).toHaveLength(seedIncidents.length);
    }
    const admin = await connection(DATABASE_URL);
    const { rows } = await admin.query(`SELECT name FROM milestones`);
    expect(rows).toEqual([{ name: 'seeded' }]);
  }, 120_000);
});
