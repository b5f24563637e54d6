import type { NotificationRule } from '@tocsin/contract';
import { and, asc, eq, gt, sql } from 'drizzle-orm';
import type { Reader, Writer } from '../storage/storage.ts';

export async function findRule(
  { db, tables: { notificationRules: r } }: Reader,
  id: string,
): Promise<NotificationRule | undefined> {
  const [row] = await db.select().from(r).where(eq(r.id, id));
  return row;
}

export function rulesAfter(
  { db, tables: { notificationRules: r } }: Reader,
  personId: string,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<NotificationRule[]> {
  return db
    .select()
    .from(r)
    .where(and(eq(r.personId, personId), after === undefined ? undefined : gt(r.id, after)))
    .orderBy(asc(r.id))
    .limit(limit);
}

export async function countRules(
  { db, tables: { notificationRules: r } }: Reader,
  personId: string,
): Promise<number> {
  const [row] = await db
    .select({ total: sql<number>`count(*)`.mapWith(Number) })
    .from(r)
    .where(eq(r.personId, personId));
  return row?.total ?? 0;
}

export async function insertRule({ db, tables }: Writer, rule: NotificationRule): Promise<void> {
  await db.insert(tables.notificationRules).values(rule);
}

export async function updateRule(
  { db, tables: { notificationRules: r } }: Writer,
  { id, ...fields }: NotificationRule,
): Promise<void> {
  await db.update(r).set(fields).where(eq(r.id, id));
}

export async function deleteRule(
  { db, tables: { notificationRules: r } }: Writer,
  id: string,
): Promise<void> {
  await db.delete(r).where(eq(r.id, id));
}
