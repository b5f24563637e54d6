import type { NotificationAttempt } from '@tocsin/contract';
import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Reader, Tables, Writer } from '../storage/storage.ts';

type AttemptRow = Tables['notificationAttempts']['$inferSelect'];

/** The attempts at a notification as the wire has them, the oldest first. */
export async function attemptsAt(
  { db, tables: { notificationAttempts: a } }: Reader,
  notificationId: string,
): Promise<NotificationAttempt[]> {
  const rows = await db
    .select()
    .from(a)
    .where(eq(a.notificationId, notificationId))
    .orderBy(asc(a.number));
  return rows.map(({ number, startedAt, endedAt, outcome, detail, repeated }) => ({
    number,
    started_at: startedAt,
    ended_at: endedAt,
    outcome,
    detail,
    repeated,
  }));
}

export async function beginAttempt(
  { db, tables }: Writer,
  attempt: Pick<AttemptRow, 'notificationId' | 'number' | 'startedAt' | 'repeated'>,
): Promise<void> {
  await db
    .insert(tables.notificationAttempts)
    .values({ ...attempt, endedAt: null, outcome: null, detail: null });
}

export async function endAttempt(
  { db, tables: { notificationAttempts: a } }: Writer,
  { notificationId, number }: Pick<AttemptRow, 'notificationId' | 'number'>,
  end: Pick<AttemptRow, 'endedAt' | 'outcome' | 'detail'>,
): Promise<void> {
  await db
    .update(a)
    .set(end)
    .where(and(eq(a.notificationId, notificationId), eq(a.number, number)));
}

/** An attempt that has not ended when the next begins was cut off; answers whether there was one. */
export async function endInterrupted(
  { db, tables: { notificationAttempts: a } }: Writer,
  notificationId: string,
  at: string,
): Promise<boolean> {
  const rows = await db
    .update(a)
    .set({
      endedAt: at,
      outcome: 'interrupted',
      detail: 'The process ended before it knew whether this got through.',
    })
    .where(and(eq(a.notificationId, notificationId), isNull(a.endedAt)))
    .returning({ number: a.number });
  return rows.length > 0;
}
