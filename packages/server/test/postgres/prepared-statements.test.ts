import { eq, sql } from 'drizzle-orm';
import { expect, it, onTestFinished } from 'vitest';
import type { Reader, Storage } from '../../src/storage/storage.ts';
import { emptyStorage } from '../database.ts';

async function opened(): Promise<Storage> {
  const storage = await emptyStorage();
  onTestFinished(() => storage.close());
  return storage;
}

/** What the connection of a change has prepared. */
const preparedIn = async ({ db }: Reader): Promise<string[]> =>
  (
    await db
      .select({ text: sql<string>`statement` })
      .from(sql`pg_prepared_statements`)
      .where(sql`statement like '%milestones%'`)
  ).map(({ text }) => text);

const byName = ({ db, tables: { milestones: m } }: Reader, name: string) =>
  db.select().from(m).where(eq(m.name, name));

it('a statement that comes again is prepared, whatever its values, and one that came once is not', async () => {
  const storage = await opened();
  for (const name of ['a', 'b', 'c']) {
    await storage.write(async (writer) => {
      await writer.db.insert(writer.tables.milestones).values({ name, at: 'now' });
      expect(await byName(writer, name)).toEqual([{ name, at: 'now' }]);
    });
  }
  const prepared = await storage.write(async (writer) => {
    await writer.db.select({ n: sql`count(*) + 1` }).from(writer.tables.milestones);
    return preparedIn(writer);
  });
  expect(prepared.filter((text) => text.startsWith('insert'))).toHaveLength(1);
  expect(prepared.filter((text) => text.startsWith('select'))).toHaveLength(1);
});

it('there is an end to what a connection keeps', async () => {
  const storage = await opened();
  const kept = await storage.write(async (writer) => {
    const { db, tables } = writer;
    for (let n = 0; n < 400; n += 1) {
      const column = { n: sql`${sql.raw(String(n))}` };
      for (let twice = 0; twice < 2; twice += 1) await db.select(column).from(tables.milestones);
    }
    return preparedIn(writer);
  });
  expect(kept.length).toBeGreaterThan(100);
  expect(kept.length).toBeLessThanOrEqual(300);
});
