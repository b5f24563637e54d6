import type { contract, Escalation, Page } from '@tocsin/contract';
import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import type * as z from 'zod';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import { cappedTotal, COUNTED_AT_MOST, pageOf } from '../page.ts';
import type { Reader } from '../storage/storage.ts';
import { escalationOf } from './rules.ts';

type Input = z.output<typeof contract.escalations.list.input>;

/** One page of escalations, the last begun first. */
export async function listEscalations(
  { db, tables: { escalations: e } }: Reader,
  { state, service, incidentId, limit, cursor }: Input,
): Promise<Page<Escalation>> {
  const wanted = and(
    state && inArray(e.state, state),
    service && inArray(e.service, service),
    incidentId === undefined ? undefined : eq(e.incidentId, incidentId),
  );
  const place =
    cursor === undefined ? undefined : decodeCursor(cursor, '-startedAt', ['string', 'string']);
  const rows = await db
    .select()
    .from(e)
    .where(and(wanted, place && sql`(${e.startedAt}, ${e.id}) < (${place[0]}, ${place[1]})`))
    .orderBy(desc(e.startedAt), desc(e.id))
    .limit(limit + 1);
  const some = db
    .select({ id: e.id })
    .from(e)
    .where(wanted)
    .limit(COUNTED_AT_MOST + 1)
    .as('some');
  const [counted] = await db.select({ total: sql<number>`count(*)`.mapWith(Number) }).from(some);
  const page = pageOf(
    rows,
    limit,
    (last) => encodeCursor({ order: '-startedAt', keys: [last.startedAt, last.id] }),
    escalationOf,
  );
  return { ...page, ...cappedTotal(counted?.total ?? 0) };
}
