import type { Integration } from '@tocsin/contract';
import { and, desc, eq, lt, notInArray, type SQL, sql } from 'drizzle-orm';
import { prepared } from '../storage/prepared.ts';
import type { Reader, Tables, Writer } from '../storage/storage.ts';

export type IntegrationRow = Tables['integrations']['$inferSelect'];

/** An integration as the wire has it: without its secrets. */
export const integrationOf = (row: IntegrationRow): Integration => ({
  id: row.id,
  name: row.name,
  service: row.service,
  default_severity: row.defaultSeverity,
  service_label: row.serviceLabel,
  auto_resolve: row.autoResolve,
  mapping: row.mapping,
  signed: row.signingSecret !== null,
  key_hint: row.keyHint,
  created_at: row.createdAt,
  updated_at: row.updatedAt,
  last_used_at: row.lastUsedAt,
  version: row.version,
});

export async function findByKeyHash(
  reader: Reader,
  keyHash: string,
): Promise<IntegrationRow | undefined> {
  const [row] = await byKeyHash(reader).execute({ keyHash });
  return row;
}

export async function findIntegration(
  { db, tables: { integrations: i } }: Reader,
  id: string,
): Promise<IntegrationRow | undefined> {
  const [row] = await db.select().from(i).where(eq(i.id, id));
  return row;
}

export async function insertIntegration(
  { db, tables }: Writer,
  integration: Omit<IntegrationRow, 'position'>,
): Promise<void> {
  await db.insert(tables.integrations).values(integration);
}

export async function updateIntegration(
  { db, tables: { integrations: i } }: Writer,
  { position: _, id, ...fields }: IntegrationRow,
): Promise<void> {
  await db.update(i).set(fields).where(eq(i.id, id));
}

export async function deleteIntegration(
  { db, tables: { integrations: i } }: Writer,
  id: string,
): Promise<void> {
  await db.delete(i).where(eq(i.id, id));
}

export async function noteUse(writer: Writer, id: string, at: string): Promise<void> {
  await noting(writer).execute({ id, at });
}

/** Before `before`, the newest first. */
export function integrationsBefore(
  { db, tables: { integrations: i } }: Reader,
  before: number | undefined,
  limit: number,
): Promise<IntegrationRow[]> {
  return db
    .select()
    .from(i)
    .where(before === undefined ? undefined : lt(i.position, before))
    .orderBy(desc(i.position))
    .limit(limit);
}

export function countIntegrations({ db, tables: { integrations } }: Reader): Promise<number> {
  return counted(db.select({ total: sql<number>`count(*)`.mapWith(Number) }).from(integrations));
}

export type UnreadableRow = Tables['unreadablePayloads']['$inferSelect'];

/** Keeps what could not be read, and of each integration the last `keep`. */
export async function insertUnreadable(
  { db, tables: { unreadablePayloads: u } }: Writer,
  payloads: readonly Omit<UnreadableRow, 'position'>[],
  keep: number,
): Promise<void> {
  if (payloads.length === 0) return;
  await db.insert(u).values([...payloads]);
  for (const id of new Set(payloads.map(({ integrationId }) => integrationId))) {
    const kept = db
      .select({ position: u.position })
      .from(u)
      .where(eq(u.integrationId, id))
      .orderBy(desc(u.position))
      .limit(keep);
    await db.delete(u).where(and(eq(u.integrationId, id), notInArray(u.position, kept)));
  }
}

/** Before `before`, the newest first. */
export function unreadableBefore(
  { db, tables: { unreadablePayloads: u } }: Reader,
  integrationId: string,
  { before, limit }: { before: number | undefined; limit: number },
): Promise<UnreadableRow[]> {
  const behind: SQL | undefined = before === undefined ? undefined : lt(u.position, before);
  return db
    .select()
    .from(u)
    .where(and(eq(u.integrationId, integrationId), behind))
    .orderBy(desc(u.position))
    .limit(limit);
}

export function countUnreadable(
  { db, tables: { unreadablePayloads: u } }: Reader,
  integrationId: string,
): Promise<number> {
  return counted(
    db
      .select({ total: sql<number>`count(*)`.mapWith(Number) })
      .from(u)
      .where(eq(u.integrationId, integrationId)),
  );
}

async function counted(rows: PromiseLike<{ total: number }[]>): Promise<number> {
  const [row] = await rows;
  return row?.total ?? 0;
}

const byKeyHash = prepared(({ db, tables: { integrations: i } }: Reader) =>
  db
    .select()
    .from(i)
    .where(eq(i.keyHash, sql.placeholder('keyHash')))
    .prepare(),
);

const noting = prepared(({ db, tables: { integrations: i } }: Writer) =>
  db
    .update(i)
    .set({ lastUsedAt: sql`${sql.placeholder('at')}` })
    .where(eq(i.id, sql.placeholder('id')))
    .prepare(),
);
