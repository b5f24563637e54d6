import { eq, sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import type { Reader, Writer } from '../../src/storage/storage.ts';
import { opened } from './incident.ts';

const add = async ({ db, tables }: Writer, name: string) => {
  await db.insert(tables.milestones).values({ name, at: 'now' });
};

async function has({ db, tables: { milestones: m } }: Reader, name: string): Promise<boolean> {
  return (await db.select().from(m).where(eq(m.name, name))).length > 0;
}

const many = <T>(work: (i: number) => Promise<T>): Promise<PromiseSettledResult<T>[]> =>
  Promise.allSettled(Array.from({ length: 60 }, (_, i) => work(i)));

it('of many changes that wait together each that throws is taken back alone', async () => {
  const storage = await opened();
  const outcomes = await many((i) =>
    storage.write(async (writer) => {
      await add(writer, `before ${i}`);
      if (i % 4 === 1) throw new Error(`changed my mind about ${i}`);
      // What a statement of its own has spoilt, whatever the engine thinks of the rest.
      if (i % 4 === 2) await add(writer, `before ${i}`);
      if (i % 4 === 3) await writer.db.run(sql`select * from no_such_table`).catch(() => {});
      await add(writer, `after ${i}`);
      return i;
    }),
  );
  for (const [i, outcome] of outcomes.entries()) {
    const kept = outcome.status === 'fulfilled';
    expect([await has(storage, `before ${i}`), await has(storage, `after ${i}`)]).toEqual([
      kept,
      kept,
    ]);
    if (i % 4 === 0) expect(outcome).toEqual({ status: 'fulfilled', value: i });
    if (i % 4 === 1 || i % 4 === 2) expect(outcome.status).toBe('rejected');
  }
});

it('of many changes that wait together few commits are made', async () => {
  const storage = await opened();
  let commits = 0;
  storage.onCommit(() => (commits += 1));
  await many((i) => storage.write((writer) => add(writer, `${i}`)));
  await expect.poll(() => commits).toBeGreaterThan(0);
  expect(commits).toBeLessThan(10);
});

it('each change finds what those before it did, and nothing of those that were taken back', async () => {
  const storage = await opened();
  const seen = await many((i) =>
    storage.write(async (writer) => {
      const found = await Promise.all(
        Array.from({ length: i }, async (_, n) => ((await has(writer, `${n}`)) ? [n] : [])),
      );
      await add(writer, `${i}`);
      if (i % 3 === 0) throw new Error('undone');
      return found.flat();
    }),
  );
  for (const [i, outcome] of seen.entries()) {
    if (outcome.status === 'rejected') continue;
    const wanted = Array.from({ length: i }, (_, n) => n).filter((n) => n % 3 !== 0);
    expect(outcome.value).toEqual(wanted);
  }
  expect(seen.filter(({ status }) => status === 'fulfilled')).toHaveLength(40);
});

it('whoever has an answer can read what was changed, and so can everybody else', async () => {
  const storage = await opened();
  let answered = 0;
  await many(async (i) => {
    await storage.write((writer) => add(writer, `${i}`));
    expect(await has(storage, `${i}`)).toBe(true);
    answered += 1;
  });
  expect(answered).toBe(60);
});
