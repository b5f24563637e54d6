import { and, inArray, lt, type SQL, sql } from 'drizzle-orm';
import type { Reader, Writer } from '../storage/storage.ts';

/** Whether any notification has ended before a moment. */
export async function anyEndedBefore(reader: Reader, before: string): Promise<boolean> {
  const { notifications: n } = reader.tables;
  const rows = await reader.db.select({ id: n.id }).from(n).where(isOver(reader, before)).limit(1);
  return rows.length > 0;
}

/** Deletes those that ended before a moment, some at a time; the attempts at them go along. */
export async function deleteEndedBefore(
  writer: Writer,
  before: string,
  limit: number,
): Promise<void> {
  const { notifications: n } = writer.tables;
  const some = writer.db
    .select({ position: n.position })
    .from(n)
    .where(isOver(writer, before))
    .limit(limit);
  await writer.db.delete(n).where(inArray(n.position, some));
}

/** What a bundle lists has ended when it was put there, but goes with the bundle. */
const isOver = ({ tables: { notifications: n } }: Reader, before: string): SQL | undefined =>
  and(
    lt(n.endedAt, before),
    sql`not exists (select 1 from ${n} as bundle where bundle.id = ${n}.bundle_id
      and (bundle.ended_at is null or bundle.ended_at >= ${before}))`,
  );
