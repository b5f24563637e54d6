import { eq, sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { findIncident } from '../../src/incidents/queries.ts';
import { noted, revise } from '../../src/incidents/rules.ts';
import { storeDeleted, storeNoted, storeRevised } from '../../src/incidents/store.ts';
import { dumpOf } from '../../src/storage/dump.ts';
import { UniqueClashError } from '../../src/storage/refusal.ts';
import type { Reader, Storage, Writer } from '../../src/storage/storage.ts';
import { addIncident, change, list, opened, pause } from './incident.ts';

async function valueOf({ db, tables: { counters } }: Reader, name = 'test'): Promise<number> {
  const [row] = await db.select().from(counters).where(eq(counters.name, name));
  return row?.value ?? 0;
}

async function set(
  { db, tables: { counters } }: Writer,
  value: number,
  name = 'test',
): Promise<void> {
  await db
    .insert(counters)
    .values({ name, value })
    .onConflictDoUpdate({ target: counters.name, set: { value } });
}

async function found(writer: Writer, id: string) {
  const incident = await findIncident(writer, id);
  if (!incident) throw new Error(`no ${id}`);
  return incident;
}

/** Everything that a change of incidents touches. */
async function everything(storage: Storage) {
  return {
    ...(await storage.snapshot(dumpOf)),
    totals: await storage.db.select().from(storage.tables.incidentTotals),
    titles: (await list(storage, { q: 'zeppelin' })).items.map(({ title }) => title),
  };
}

describe('a change that throws', () => {
  it('leaves nothing: no row, no total, no search term, no event', async () => {
    const storage = await opened();
    await storage.write(async (writer) => {
      await addIncident(writer, { id: 'kept', title: 'zeppelin kept' });
      await addIncident(writer, { id: 'also kept', title: 'also kept' });
    });
    const before = await everything(storage);
    expect(before.titles).toEqual(['zeppelin kept']);

    const failure = new Error('changed my mind');
    const failed = storage.write(async (writer) => {
      const kept = await found(writer, 'kept');
      const { position: _, notes: __, ...fields } = kept;
      const revised = revise(fields, { title: 'no longer', status: 'Closed' }, change.at);
      if (revised) await storeRevised(writer, kept, revised, change);
      const other = await found(writer, 'also kept');
      const { position: ___, notes: ____, ...otherFields } = other;
      const note = { id: 'n', timestamp: change.at, author: 'a', text: 'zeppelin too' };
      await storeNoted(writer, other, { fields: noted(otherFields, change.at), note }, change);
      await addIncident(writer, { id: 'new', title: 'zeppelin new' });
      await pause();
      await storeDeleted(writer, await found(writer, 'kept'), change);
      expect((await list(writer, { q: 'zeppelin' })).items).toHaveLength(2);
      throw failure;
    });
    await expect(failed).rejects.toBe(failure);
    expect(await everything(storage)).toEqual(before);
  });

  it('does no harm to those that wait with it', async () => {
    const storage = await opened();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 30 }, (_, i) =>
        storage.write(async (writer) => {
          await addIncident(writer, { id: `${i}` });
          if (i % 3 === 0) throw new Error(`no ${i}`);
          if (i % 3 === 1) await writer.db.run(sql`insert into no_such_table values (1)`);
          return i;
        }),
      ),
    );
    const done = outcomes.flatMap((outcome) =>
      outcome.status === 'fulfilled' ? [outcome.value] : [],
    );
    expect(done).toEqual([2, 5, 8, 11, 14, 17, 20, 23, 26, 29]);
    const { items, total } = await list(storage, { sort: 'createdAt' });
    expect(items.map(({ id }) => Number(id))).toEqual(done);
    expect(items.map(({ number }) => number)).toEqual(done.map((_, i) => i + 1));
    expect(total).toBe(10);
    const reasons = outcomes.map((outcome) => outcome.status === 'rejected' && outcome.reason);
    expect(reasons[3]).toEqual(new Error('no 3'));
  });
});

describe('changes at the same time', () => {
  it('lose none of 20 updates that read before they write', async () => {
    const storage = await opened();
    let inside = 0;
    const values = await Promise.all(
      Array.from({ length: 20 }, () =>
        storage.write(async (writer) => {
          inside += 1;
          expect(inside).toBe(1);
          const value = await valueOf(writer);
          await pause();
          await set(writer, value + 1);
          await pause();
          inside -= 1;
          return value + 1;
        }),
      ),
    );
    expect(values).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
    expect(await valueOf(storage)).toBe(20);
  });

  it('are never seen before they are whole, nor if they are undone', async () => {
    const storage = await opened();
    await storage.write(async (writer) => {
      await set(writer, 100, 'left');
      await set(writer, 0, 'right');
    });
    const move = async (writer: Writer, amount: number) => {
      await set(writer, (await valueOf(writer, 'left')) - amount, 'left');
      await pause();
      await set(writer, (await valueOf(writer, 'right')) + amount, 'right');
      await pause();
    };
    let done = false;
    const writing = Promise.allSettled(
      Array.from({ length: 20 }, async (_, i) => {
        // Those that wait together may be committed together, so they come one after the other.
        for (let n = 0; n < i; n += 1) await pause();
        return storage.write(async (writer) => {
          await move(writer, i % 2 === 0 ? 1 : 50);
          if (i % 2 === 1) throw new Error('undone');
        });
      }),
    ).then(() => (done = true));
    const seen = new Set<number>();
    while (!done) {
      const rows = await storage.db.select().from(storage.tables.counters);
      const { left = NaN, right = NaN } = Object.fromEntries(
        rows.map(({ name, value }) => [name, value]),
      );
      expect(left + right).toBe(100);
      seen.add(right);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await writing;
    expect(await valueOf(storage, 'right')).toBe(10);
    expect(Math.max(...seen)).toBeLessThanOrEqual(10);
    expect(seen.size).toBeGreaterThan(1);
  });
});

describe('what may be there only once', () => {
  const twice: [string, (writer: Writer) => Promise<unknown>][] = [
    ['the id of an incident', (writer) => addIncident(writer, { id: 'same', number: 77 })],
    ['the number of an incident', (writer) => addIncident(writer, { id: 'new', number: 1 })],
    [
      'a name that is the primary key',
      ({ db, tables: { milestones } }) => db.insert(milestones).values({ name: 'once', at: 't' }),
    ],
    [
      'a key of two columns',
      ({ db, tables: { runbookTags } }) =>
        db.insert(runbookTags).values({ tag: 'a', runbookId: 'r' }),
    ],
  ];

  it.each(twice)('is refused alike the second time: %s', async (_, again) => {
    const storage = await opened();
    await storage.write(async (writer) => {
      const { db, tables } = writer;
      await addIncident(writer, { id: 'same' });
      await db.insert(tables.milestones).values({ name: 'once', at: 't' });
      const texts = { title: 'r', content: '', createdAt: 't', updatedAt: 't' };
      await db.insert(tables.runbooks).values({ id: 'r', ...texts, tags: ['a'], version: 1 });
      await db.insert(tables.runbookTags).values({ tag: 'a', runbookId: 'r' });
    });
    const before = await everything(storage);
    const error: unknown = await storage
      .write(async (writer) => {
        await addIncident(writer, { id: 'goes with it' });
        await again(writer);
      })
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UniqueClashError);
    expect(storage.isUnavailable(error)).toBe(false);
    expect(await everything(storage)).toEqual(before);
    await storage.write((writer) => addIncident(writer, { id: 'the next' }));
    expect((await list(storage, {})).total).toBe(2);
  });

  it('is not what another refusal is called', async () => {
    const storage = await opened();
    const orphan = storage.write(({ db, tables }) =>
      db.insert(tables.runbookTags).values({ tag: 'a', runbookId: 'nobody' }),
    );
    const error: unknown = await orphan.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Error);
    expect(error).not.toBeInstanceOf(UniqueClashError);
    expect(storage.isUnavailable(error)).toBe(false);
  });
});

describe('onCommit', () => {
  it('calls back when a change can be read, until it is told to stop', async () => {
    const storage = await opened();
    const seen: number[] = [];
    const stop = storage.onCommit(() => void valueOf(storage).then((value) => seen.push(value)));
    for (const value of [1, 2, 3]) {
      await storage.write((writer) => set(writer, value));
      await expect.poll(() => seen.at(-1)).toBe(value);
      const undone = storage.write(async (writer) => {
        await set(writer, -value);
        throw new Error('no');
      });
      await expect(undone).rejects.toThrow('no');
    }
    stop();
    await storage.write((writer) => set(writer, 4));
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(seen.toSorted((a, b) => a - b)).toEqual(seen);
    expect(new Set(seen)).toEqual(new Set([1, 2, 3]));
  });
});
