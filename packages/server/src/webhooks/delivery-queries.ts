import type { DeliveryState, WebhookDelivery } from '@tocsin/contract';
import { and, asc, desc, eq, inArray, lt, type SQL, sql } from 'drizzle-orm';
import { prepared } from '../storage/prepared.ts';
import type { Reader, Tables, Writer } from '../storage/storage.ts';

export type DeliveryRow = Tables['webhookDeliveries']['$inferSelect'];

export interface Lane {
  webhookId: string;
  lane: string;
}

/** A delivery as the wire has it. */
export function deliveryOf(row: DeliveryRow): WebhookDelivery {
  const { position: _, lane: __, body: ___, failingSince: ____, ...delivery } = row;
  return delivery;
}

export const isPending = ({ state }: Pick<DeliveryRow, 'state'>): boolean =>
  state === 'waiting' || state === 'retrying';

/** The delivery whose turn it is in a lane. */
export async function firstOf(
  reader: Reader,
  { webhookId, lane }: Lane,
): Promise<DeliveryRow | undefined> {
  const [row] = await first(reader).execute({ webhookId, lane });
  return row;
}

/** All lanes of a webhook in which something is to be sent. */
export async function pendingLanes(
  { db, tables: { webhookDeliveries: d } }: Reader,
  webhookId: string,
): Promise<string[]> {
  const rows = await db
    .select({ lane: d.lane })
    .from(d)
    .where(and(eq(d.webhookId, webhookId), pending(d)))
    .groupBy(d.lane);
  return rows.map(({ lane }) => lane);
}

/** How many are to be sent, counted up to `most`. */
export async function countPending(
  reader: Reader,
  webhookId: string,
  most: number,
): Promise<number> {
  const [row] = await pendingUpTo(reader).execute({ webhookId, most });
  return row?.total ?? 0;
}

export async function findDelivery(
  { db, tables: { webhookDeliveries: d } }: Reader,
  webhookId: string,
  id: string,
): Promise<DeliveryRow | undefined> {
  const [row] = await db
    .select()
    .from(d)
    .where(and(eq(d.id, id), eq(d.webhookId, webhookId)));
  return row;
}

export async function insertDelivery(
  writer: Writer,
  delivery: Omit<DeliveryRow, 'position'>,
): Promise<void> {
  await writer.db.insert(writer.tables.webhookDeliveries).values(delivery);
}

export async function updateDelivery(
  { db, tables: { webhookDeliveries: d } }: Writer,
  id: string,
  fields: Partial<
    Pick<
      DeliveryRow,
      'state' | 'attemptCount' | 'attempts' | 'nextAttemptAt' | 'failingSince' | 'finishedAt'
    >
  >,
): Promise<void> {
  await db.update(d).set(fields).where(eq(d.id, id));
}

/** What a webhook is still to be sent has not failed yet: its patience begins anew. */
export async function forgetFailures(
  { db, tables: { webhookDeliveries: d } }: Writer,
  webhookId: string,
  at: string,
): Promise<void> {
  await db
    .update(d)
    .set({ failingSince: null, nextAttemptAt: at })
    .where(and(eq(d.webhookId, webhookId), pending(d)));
}

/** Calls off whatever a webhook was still to be sent. */
export async function cancelPending(
  { db, tables: { webhookDeliveries: d } }: Writer,
  webhookId: string,
  at: string,
): Promise<void> {
  await db
    .update(d)
    .set({ state: 'cancelled', nextAttemptAt: null, finishedAt: at })
    .where(and(eq(d.webhookId, webhookId), pending(d)));
}

export interface DeliveryFilter {
  webhookId: string;
  states: readonly DeliveryState[] | undefined;
}

/** Before `before`, the newest first. */
export function deliveriesBefore(
  { db, tables: { webhookDeliveries: d } }: Reader,
  filter: DeliveryFilter,
  { before, limit }: { before: number | undefined; limit: number },
): Promise<DeliveryRow[]> {
  const behind = before === undefined ? undefined : lt(d.position, before);
  return db
    .select()
    .from(d)
    .where(and(matching(d, filter), behind))
    .orderBy(desc(d.position))
    .limit(limit);
}

/** Counted up to `most`. */
export async function countDeliveries(
  { db, tables: { webhookDeliveries: d } }: Reader,
  filter: DeliveryFilter,
  most: number,
): Promise<number> {
  const some = db
    .select({ position: d.position })
    .from(d)
    .where(matching(d, filter))
    .limit(most)
    .as('some');
  const [row] = await db.select({ total: sql<number>`count(*)`.mapWith(Number) }).from(some);
  return row?.total ?? 0;
}

/** Whether any has ended before a moment: a read, where a change would have to take its turn. */
export async function anyEndedBefore(
  { db, tables: { webhookDeliveries: d } }: Reader,
  before: string,
): Promise<boolean> {
  const rows = await db.select({ id: d.id }).from(d).where(lt(d.finishedAt, before)).limit(1);
  return rows.length > 0;
}

/** Deletes those that ended before a moment, some at a time. */
export async function deleteEndedBefore(
  { db, tables: { webhookDeliveries: d } }: Writer,
  before: string,
  limit: number,
): Promise<void> {
  const some = db
    .select({ position: d.position })
    .from(d)
    .where(lt(d.finishedAt, before))
    .limit(limit);
  await db.delete(d).where(inArray(d.position, some));
}

type Deliveries = Tables['webhookDeliveries'];

const matching = (d: Deliveries, { webhookId, states }: DeliveryFilter): SQL | undefined =>
  and(eq(d.webhookId, webhookId), states && inArray(d.state, [...states]));

/** Written out, for an index holds just these. */
const pending = ({ state }: Deliveries): SQL => sql`${state} in ('waiting', 'retrying')`;

const first = prepared(({ db, tables: { webhookDeliveries: d } }: Reader) =>
  db
    .select()
    .from(d)
    .where(
      and(
        eq(d.webhookId, sql.placeholder('webhookId')),
        eq(d.lane, sql.placeholder('lane')),
        pending(d),
      ),
    )
    .orderBy(asc(d.position))
    .limit(1)
    .prepare(),
);

const pendingUpTo = prepared(({ db, tables: { webhookDeliveries: d } }: Reader) => {
  const some = db
    .select({ position: d.position })
    .from(d)
    .where(and(eq(d.webhookId, sql.placeholder('webhookId')), pending(d)))
    .limit(sql.placeholder('most'))
    .as('some');
  return db
    .select({ total: sql<number>`count(*)`.mapWith(Number) })
    .from(some)
    .prepare();
});
