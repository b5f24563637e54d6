import type { Page, Person } from '@tocsin/contract';
import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import { pageOf } from '../page.ts';
import { prepared } from '../storage/prepared.ts';
import type { Reader, Writer } from '../storage/storage.ts';

export async function findPerson(reader: Reader, id: string): Promise<Person | undefined> {
  const [row] = await personById(reader).execute({ id });
  return row;
}

export async function findPersonCalled(reader: Reader, name: string): Promise<Person | undefined> {
  const [row] = await personByName(reader).execute({ name });
  return row;
}

/** Ids by names, of those names that are of people. */
export async function personIds(
  { db, tables: { people: p } }: Reader,
  names: readonly string[],
): Promise<Map<string, string>> {
  const different = [...new Set(names)];
  if (different.length === 0) return new Map();
  const rows = await db
    .select({ name: p.name, id: p.id })
    .from(p)
    .where(inArray(p.name, different));
  return new Map(rows.map(({ name, id }) => [name, id]));
}

/** One page of people, by their names. */
export async function listPeople(
  { db, tables: { people: p } }: Reader,
  {
    name,
    limit,
    cursor,
  }: { name?: string | undefined; limit: number; cursor?: string | undefined },
): Promise<Page<Person>> {
  const called = name === undefined ? undefined : eq(p.name, name);
  const [after] = cursor === undefined ? [] : decodeCursor(cursor, 'name', ['string']);
  const rows = await db
    .select()
    .from(p)
    .where(and(called, after === undefined ? undefined : gt(p.name, after)))
    .orderBy(asc(p.name))
    .limit(limit + 1);
  const [counted] = await db
    .select({ total: sql<number>`count(*)`.mapWith(Number) })
    .from(p)
    .where(called);
  const page = pageOf(rows, limit, (last) => encodeCursor({ order: 'name', keys: [last.name] }));
  return { ...page, total: counted?.total ?? 0, totalRelation: 'eq' };
}

export async function insertPerson({ db, tables }: Writer, person: Person): Promise<void> {
  await db.insert(tables.people).values(person);
}

export async function updatePerson(
  { db, tables: { people } }: Writer,
  { id, name, email, timeZone, updatedAt, version }: Person,
): Promise<void> {
  await db
    .update(people)
    .set({ name, email, timeZone, updatedAt, version })
    .where(eq(people.id, id));
}

export async function deletePerson({ db, tables: { people } }: Writer, id: string): Promise<void> {
  await db.delete(people).where(eq(people.id, id));
}

const personById = prepared(({ db, tables: { people } }: Reader) =>
  db
    .select()
    .from(people)
    .where(eq(people.id, sql.placeholder('id')))
    .prepare(),
);

const personByName = prepared(({ db, tables: { people } }: Reader) =>
  db
    .select()
    .from(people)
    .where(eq(people.name, sql.placeholder('name')))
    .prepare(),
);
