import type { Webhook } from '@tocsin/contract';
import { and, asc, desc, eq, isNotNull, lt, sql } from 'drizzle-orm';
import { prepared } from '../storage/prepared.ts';
import type { Reader, Tables, Writer } from '../storage/storage.ts';
import { validAt } from './secrets.ts';

export type WebhookRow = Tables['webhooks']['$inferSelect'];

/** What has to be known of a webhook to tell what it is to be sent. */
export type Listener = Pick<WebhookRow, 'id' | 'types' | 'services' | 'handledSeq'>;

/** A webhook as the wire has it: without its secrets. */
export function webhookOf(row: WebhookRow, now: number): Webhook {
  const { position: _, secrets, refusedInRow: __, ...webhook } = row;
  const untils = validAt(secrets, now).flatMap(({ until }) => (until === null ? [] : [until]));
  return { ...webhook, previousSecretUntil: untils.toSorted().at(-1) ?? null };
}

export async function findWebhook(reader: Reader, id: string): Promise<WebhookRow | undefined> {
  const [row] = await webhookById(reader).execute({ id });
  return row;
}

/** Those that are to be told of what happens. Asked for after each commit. */
export function enabledWebhooks(reader: Reader): Promise<Listener[]> {
  return enabled(reader).execute();
}

export async function insertWebhook(
  { db, tables }: Writer,
  webhook: Omit<WebhookRow, 'position'>,
): Promise<void> {
  await db.insert(tables.webhooks).values(webhook);
}

export async function updateWebhook(
  { db, tables: { webhooks: w } }: Writer,
  { position: _, id, ...fields }: WebhookRow,
): Promise<void> {
  await db.update(w).set(fields).where(eq(w.id, id));
}

/** Moves on from one event to a later one; `false` where somebody else has, or it is disabled. */
export async function moveOn(
  { db, tables: { webhooks: w } }: Writer,
  id: string,
  { from, to }: { from: number; to: number },
): Promise<boolean> {
  const moved = await db
    .update(w)
    .set({ handledSeq: to })
    .where(and(eq(w.id, id), eq(w.handledSeq, from), eq(w.enabled, true)))
    .returning({ id: w.id });
  return moved.length > 0;
}

export async function deleteWebhook(
  { db, tables: { webhooks: w } }: Writer,
  id: string,
): Promise<void> {
  await db.delete(w).where(eq(w.id, id));
}

/** Before `before`, the newest first. */
export function webhooksBefore(
  { db, tables: { webhooks: w } }: Reader,
  before: number | undefined,
  limit: number,
): Promise<WebhookRow[]> {
  return db
    .select()
    .from(w)
    .where(before === undefined ? undefined : lt(w.position, before))
    .orderBy(desc(w.position))
    .limit(limit);
}

export async function countWebhooks({ db, tables: { webhooks } }: Reader): Promise<number> {
  const [row] = await db.select({ total: sql<number>`count(*)`.mapWith(Number) }).from(webhooks);
  return row?.total ?? 0;
}

/** How many the server has disabled. */
export async function countDisabled({ db, tables: { webhooks: w } }: Reader): Promise<number> {
  const [row] = await db
    .select({ total: sql<number>`count(*)`.mapWith(Number) })
    .from(w)
    .where(and(eq(w.enabled, false), isNotNull(w.disabledReason)));
  return row?.total ?? 0;
}

const webhookById = prepared(({ db, tables: { webhooks: w } }: Reader) =>
  db
    .select()
    .from(w)
    .where(eq(w.id, sql.placeholder('id')))
    .prepare(),
);

const enabled = prepared(({ db, tables: { webhooks: w } }: Reader) =>
  db
    .select({ id: w.id, types: w.types, services: w.services, handledSeq: w.handledSeq })
    .from(w)
    .where(eq(w.enabled, true))
    .orderBy(asc(w.position))
    .prepare(),
);
