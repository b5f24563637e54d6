import { asc, count, desc, type SQL, sql, sum } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { Reader } from '../../src/storage/storage.ts';
import { addIncident, opened, pause } from './incident.ts';

describe('a snapshot', () => {
  it('is of one moment, however long it takes while changes go on', async () => {
    const storage = await opened();
    const add = () => storage.write((writer) => addIncident(writer));
    await add();
    const countsIn = async ({ db, tables }: Reader) => {
      const [incidents] = await db.select({ n: count() }).from(tables.incidents);
      await pause();
      const [totals] = await db
        .select({ n: sum(tables.incidentTotals.count) })
        .from(tables.incidentTotals);
      await pause();
      const [events] = await db.select({ n: count() }).from(tables.events);
      return [incidents?.n, Number(totals?.n), events?.n];
    };
    const writing = Promise.all(Array.from({ length: 150 }, add));
    const snapshots: (number | undefined)[][] = [];
    for (let i = 0; i < 10; i += 1) snapshots.push(await storage.snapshot(countsIn));
    await writing;
    for (const [incidents, totals, events] of snapshots) {
      expect(totals).toBe(incidents);
      expect(events).toBe(incidents);
    }
    expect(await storage.snapshot(countsIn)).toEqual([151, 151, 151]);
  });

  it('passes on what its reader throws, and lets the next go on', async () => {
    const storage = await opened();
    const failed = storage.snapshot(() => Promise.reject(new Error('no more')));
    await expect(failed).rejects.toThrow('no more');
    expect(await storage.snapshot(async () => 'read')).toBe('read');
    await storage.write((writer) => addIncident(writer));
  });
});

describe('order', () => {
  /** By the bytes of UTF-8, as SQLite has it: no language, no case. */
  const inOrder = [
    '1 digit',
    '10 digits',
    '2 digits',
    'Alpha',
    'Zulu',
    'alpha',
    'alpha beta',
    'alphabet',
    'zulu',
    'Älpha',
    'älpha',
    'Ωmega',
    'データベース',
    'ﬁ ligature',
    '🔥 fire',
    '🚒 engine',
  ];

  it('of text is the same on every engine: by code point', async () => {
    const storage = await opened();
    const shuffled = inOrder.toSorted((a, b) => a.length - b.length || (a < b ? 1 : -1));
    await storage.write(async (writer) => {
      for (const title of shuffled) await addIncident(writer, { title });
    });
    const { incidents } = storage.tables;
    const titles = async (order: SQL) =>
      (await storage.db.select({ title: incidents.title }).from(incidents).orderBy(order)).map(
        ({ title }) => title,
      );
    expect(await titles(asc(incidents.title))).toEqual(inOrder);
    expect(await titles(desc(incidents.title))).toEqual(inOrder.toReversed());
    const [row] = await storage.db
      .select({ n: count() })
      .from(incidents)
      .where(sql`${incidents.title} < ${'a'} and ${incidents.title} >= ${'A'}`);
    expect(row?.n).toBe(2);
  });

  it('of nobody and somebody is the same on every engine, where a query says it', async () => {
    const storage = await opened();
    const people = ['Mara', null, 'mara', 'Åsa', null, 'Zoe'];
    await storage.write(async (writer) => {
      for (const assignedTo of people) await addIncident(writer, { assignedTo });
    });
    const { incidents } = storage.tables;
    const names = async (order: SQL) =>
      (await storage.db.select({ name: incidents.assignedTo }).from(incidents).orderBy(order)).map(
        ({ name }) => name,
      );
    const { assignedTo } = incidents;
    const ordered = ['Mara', 'Zoe', 'mara', 'Åsa'];
    // PostgreSQL puts nobody last by itself, SQLite first.
    const nobody = [null, null];
    expect(await names(sql`${assignedTo} asc nulls first`)).toEqual([...nobody, ...ordered]);
    expect(await names(sql`${assignedTo} asc nulls last`)).toEqual([...ordered, ...nobody]);
    const reversed = ordered.toReversed();
    expect(await names(sql`${assignedTo} desc nulls first`)).toEqual([...nobody, ...reversed]);
    expect(await names(sql`${assignedTo} desc nulls last`)).toEqual([...reversed, ...nobody]);
  });
});
