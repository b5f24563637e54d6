import type { ContactMethod, NotificationRule } from '@tocsin/contract';
import { and, asc, eq, gt, type SQL, sql } from 'drizzle-orm';
import type { Reader, Tables, Writer } from '../storage/storage.ts';

export type MethodRow = Tables['contactMethods']['$inferSelect'];

/** A contact method as the wire has it: without its secrets. */
export const methodOf = ({ secrets, ...row }: MethodRow): ContactMethod => ({
  id: row.id,
  personId: row.personId,
  type: row.type,
  address: row.address,
  label: row.label,
  enabled: row.enabled,
  secretCount: secrets.length,
  createdAt: row.createdAt,
  updatedAt: row.updatedAt,
  version: row.version,
});

export async function findMethod(
  { db, tables: { contactMethods: m } }: Reader,
  id: string,
): Promise<MethodRow | undefined> {
  const [row] = await db.select().from(m).where(eq(m.id, id));
  return row;
}

/** The oldest that is enabled, of a person or with an address. */
export async function findEnabled(
  { db, tables: { contactMethods: m } }: Reader,
  type: MethodRow['type'],
  by: { personId: string } | { address: string },
): Promise<MethodRow | undefined> {
  const whose = 'personId' in by ? eq(m.personId, by.personId) : eq(m.address, by.address);
  const [row] = await db
    .select()
    .from(m)
    .where(and(whose, eq(m.type, type), eq(m.enabled, true)))
    .orderBy(asc(m.id))
    .limit(1);
  return row;
}

export function methodsAfter(
  { db, tables: { contactMethods: m } }: Reader,
  personId: string,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<MethodRow[]> {
  const behind: SQL | undefined = after === undefined ? undefined : gt(m.id, after);
  return db
    .select()
    .from(m)
    .where(and(eq(m.personId, personId), behind))
    .orderBy(asc(m.id))
    .limit(limit);
}

export async function countMethods(
  { db, tables: { contactMethods: m } }: Reader,
  personId: string,
): Promise<number> {
  const [row] = await db
    .select({ total: sql<number>`count(*)`.mapWith(Number) })
    .from(m)
    .where(eq(m.personId, personId));
  return row?.total ?? 0;
}

export async function insertMethod({ db, tables }: Writer, method: MethodRow): Promise<void> {
  await db.insert(tables.contactMethods).values(method);
}

export async function updateMethod(
  { db, tables: { contactMethods: m } }: Writer,
  { id, ...fields }: MethodRow,
): Promise<void> {
  await db.update(m).set(fields).where(eq(m.id, id));
}

export async function deleteMethod(
  { db, tables: { contactMethods: m } }: Writer,
  id: string,
): Promise<void> {
  await db.delete(m).where(eq(m.id, id));
}

/** The rules of a person that can be used, the oldest first. */
export function enabledRulesOf(
  { db, tables: { notificationRules: r, contactMethods: m } }: Reader,
  personId: string,
): Promise<{ rule: NotificationRule; method: MethodRow }[]> {
  return db
    .select({ rule: r, method: m })
    .from(r)
    .innerJoin(m, eq(m.id, r.contactMethodId))
    .where(and(eq(r.personId, personId), eq(m.enabled, true)))
    .orderBy(asc(r.id));
}
