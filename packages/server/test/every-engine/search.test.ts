import { describe, expect, it } from 'vitest';
import { findIncident } from '../../src/incidents/queries.ts';
import { noted, revise } from '../../src/incidents/rules.ts';
import { storeDeleted, storeNoted, storeRevised } from '../../src/incidents/store.ts';
import { wordsOf } from '../../src/storage/search-terms.ts';
import type { Storage, Writer } from '../../src/storage/storage.ts';
import { addIncident, change, list, opened } from './incident.ts';

const titles = [
  'Checkout is slow',
  'API gateway answers 503',
  'Zürich data centre: connection lost',
  'Login fails with "invalid_grant"',
  'データベース 故障',
  'Ошибка базы данных',
  'café-orders queue is stuck',
  "O'Reilly's feed is empty (again)",
  'disk full on db-7.eu-west-1',
  'Checkouts: totals wrong by 0.01 €',
  'naïve résumé parser loops',
  'αλφα cluster is split',
];
const services = ['checkout-api', 'gateway', 'billing', 'search_index', 'café'];
const notes = [
  'Rolled back to v2.3.1; 503s are gone.',
  'Jörg is looking at the connection pool',
  'see https://wiki.example.com/runbooks/db-failover?x=1#top',
  'SELECT * FROM orders; -- took 40s',
  'AND OR NOT NEAR(a b) * ^ " \' : ( )',
  '',
];

/** 60 incidents, some changed and some deleted since, so the index has been kept up, not just made. */
async function sixtyIncidents(storage: Storage): Promise<void> {
  await storage.write(async (writer) => {
    for (let i = 0; i < 60; i += 1) {
      const title = `${titles[i % titles.length]}${i % 4 === 0 ? ` ${services[i % 3]}` : ''}`;
      await addIncident(writer, {
        id: `${i}`,
        title,
        service: services[i % services.length] ?? '',
      });
      if (i % 2 === 0) await addNote(writer, `${i}`, notes[i % notes.length] ?? '');
      if (i % 6 === 0) await addNote(writer, `${i}`, notes[(i / 6) % notes.length] ?? '');
      if (i % 10 === 3) await retitle(writer, `${i}`, `Renamed after lunch ${i}`);
      if (i % 10 === 9) await remove(writer, `${i}`);
    }
  });
}

async function found(writer: Writer, id: string) {
  const incident = await findIncident(writer, id);
  if (!incident) throw new Error(`no ${id}`);
  const { position: _, notes: __, ...fields } = incident;
  return { incident, fields };
}

async function addNote(writer: Writer, id: string, text: string): Promise<void> {
  const { incident, fields } = await found(writer, id);
  const count = incident.notes.length;
  const note = { id: `${id}/${count}`, timestamp: change.at, author: 'nobody', text };
  await storeNoted(writer, incident, { fields: noted(fields, change.at), note }, change);
}

async function retitle(writer: Writer, id: string, title: string): Promise<void> {
  const { incident, fields } = await found(writer, id);
  const revised = revise(fields, { title }, change.at);
  if (revised) await storeRevised(writer, incident, revised, change);
}

async function remove(writer: Writer, id: string): Promise<void> {
  await storeDeleted(writer, (await found(writer, id)).incident, change);
}

const queries = [
  'checkout',
  'CHECKOUT',
  'check',
  'c',
  'checkouts',
  'slow checkout',
  'checkout slow api',
  '503',
  '503s',
  'zurich',
  'Zürich',
  'ZU\u0308RICH',
  'cafe',
  'résumé naive',
  'データ',
  '故障',
  'ошибка',
  'αλφα',
  'invalid_grant',
  'invalid grant',
  "o'reilly",
  'db 7',
  'eu-west-1',
  '0.01',
  'jorg connection',
  'https://wiki.example.com',
  'AND',
  'NOT near',
  'select * from orders',
  'v2.3.1 gone',
  'renamed',
  'renamed 13',
  'lunch checkout',
  'nothing that is there',
  'nobody',
  '"checkout"',
  'checkout*',
];

describe('search', () => {
  it('finds what a plain scan over the words finds, and nothing else', async () => {
    const storage = await opened();
    await sixtyIncidents(storage);
    const { items: all } = await list(storage, {});
    expect(all).toHaveLength(54);
    const hits = (query: string) => {
      const wanted = wordsOf(query);
      const has = (words: readonly string[]) =>
        wanted.every((word) => words.some((known) => known.startsWith(word)));
      const matching = all.filter(({ title, service, notes }) =>
        has(wordsOf([title, service, ...notes.map(({ text }) => text)].join(' '))),
      );
      const inTitle = matching.filter(({ title }) => has(wordsOf(title)));
      return [...inTitle, ...matching.filter((incident) => !inTitle.includes(incident))];
    };
    let sum = 0;
    for (const q of queries) {
      const expected = hits(q).map(({ id }) => id);
      const { items, total } = await list(storage, { q });
      expect([q, ...items.map(({ id }) => id)]).toEqual([q, ...expected]);
      expect([q, total]).toEqual([q, expected.length]);
      sum += expected.length;
    }
    expect(sum).toBeGreaterThan(200);
  });

  it('finds nothing by marks alone, whatever they would mean to the engine', async () => {
    const storage = await opened();
    await sixtyIncidents(storage);
    for (const q of ['*', '"', "'", '^', '()', ':*', '!', '&', '|', '--', '\\', '%', '_', '🔥']) {
      expect([q, (await list(storage, { q })).total]).toEqual([q, 0]);
    }
  });
});
