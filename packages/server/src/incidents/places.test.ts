import { asc, eq } from 'drizzle-orm';
import { expect, it, onTestFinished } from 'vitest';
import { emptyStorage } from '../../test/database.ts';
import type { Storage } from '../storage/storage.ts';
import { type Place, pageOfPlaces, placeColumns, placeFromColumns } from './places.ts';
import { fieldsOf, findIncident, nextNumber } from './queries.ts';
import { openIncident, revise } from './rules.ts';
import { storeDeleted, storeNew, storeRevised } from './store.ts';

const at = '2026-03-01T08:00:00.000Z';
const change = { actor: 'system', at };

async function storageWith(...ids: string[]): Promise<Storage> {
  const storage = await emptyStorage();
  onTestFinished(() => storage.close());
  const input = { severity: 'P3', service: 's', assignedTo: null, status: 'open' } as const;
  for (const id of ids) {
    await storage.write(async (writer) => {
      const identity = { id, number: await nextNumber(writer) };
      await storeNew(writer, openIncident({ ...input, title: id }, identity, at), change);
    });
  }
  return storage;
}

function openPlaces({ db, tables, dialect }: Storage): Promise<Place[]> {
  const query = db
    .select(placeColumns({ db, tables, dialect }))
    .from(tables.incidents)
    .where(eq(tables.incidents.status, 'Open'))
    .orderBy(asc(tables.incidents.position))
    .prepare();
  return dialect.rows(query, {}, placeFromColumns);
}

function changeOne(storage: Storage, id: string, what: { title: string } | 'close' | 'delete') {
  return storage.write(async (writer) => {
    const before = await findIncident(writer, id);
    if (!before) throw new Error(`There is no ${id}.`);
    if (what === 'delete') return storeDeleted(writer, before, change);
    const patch = what === 'close' ? { status: 'Closed' as const } : what;
    const revised = revise(fieldsOf(before), patch, at);
    if (revised) await storeRevised(writer, before, revised, change);
  });
}

const titlesOf = async (storage: Storage, find = () => openPlaces(storage)) =>
  (await pageOfPlaces(storage, 10, find, () => '')).items.map(({ title }) => title);

it('reads a place alike column by column and by name', async () => {
  const storage = await storageWith('a');
  const { db, tables } = storage;
  const byName = await db.select(placeColumns(storage)).from(tables.incidents);
  expect(await openPlaces(storage)).toEqual(byName);
});

it('shows an incident as it is now, though it has been read before', async () => {
  const storage = await storageWith('a', 'b');
  expect(await titlesOf(storage)).toEqual(['a', 'b']);
  await changeOne(storage, 'b', { title: 'B' });
  expect(await titlesOf(storage)).toEqual(['a', 'B']);
});

it('holds nothing that its filter does not let through, though it was let through a moment before', async () => {
  const storage = await storageWith('a', 'b');
  let isFirst = true;
  const closingBetween = async () => {
    const places = await openPlaces(storage);
    if (isFirst) await changeOne(storage, 'a', 'close');
    isFirst = false;
    return places;
  };
  expect(await titlesOf(storage, closingBetween)).toEqual(['b']);
});

it('is a page that there was, however often it is changed meanwhile', async () => {
  const storage = await storageWith('a', 'b');
  let n = 0;
  const changingAlways = async () => {
    const places = await openPlaces(storage);
    n += 1;
    await changeOne(storage, 'b', { title: `B${n}` });
    return places;
  };
  // As it was when the list was read anew: that it has changed since, the next list tells.
  expect(await titlesOf(storage, changingAlways)).toEqual(['a', 'B1']);
  expect(n).toBe(2);
});

it('leaves out what is deleted while it is read', async () => {
  const storage = await storageWith('a', 'b');
  const deletingAlways = async () => {
    const places = await openPlaces(storage);
    if (places.length === 2) await changeOne(storage, 'a', 'delete');
    return places;
  };
  expect(await titlesOf(storage, deletingAlways)).toEqual(['b']);
});
