import { findIncident } from '../incidents/queries.ts';
import type { Writer } from '../storage/storage.ts';
import { endAttempt } from './attempts.ts';
import { tellOf } from './events.ts';
import { bundled, isReached, type NotificationRow, updateNotification } from './queries.ts';

const SYSTEM = 'system';

interface Ending {
  /** For people: what the other side said, or what went wrong. */
  detail: string;
  at: string;
  /** The attempt that has come to this; none was made where it is left out. */
  number?: number;
}

/** It got through. Answers for each incident that is reached by it first, after how many seconds. */
export async function delivered(
  writer: Writer,
  row: NotificationRow,
  { detail, at, number }: Ending & { number: number },
): Promise<number[]> {
  const listed = row.reason === 'bundle' ? await bundled(writer, row.id) : [];
  const delays = await firstReached(writer, [row, ...listed], at);
  await endAttempt(
    writer,
    { notificationId: row.id, number },
    { endedAt: at, outcome: 'delivered', detail },
  );
  const fields = { status: 'delivered', detail, endedAt: at } as const;
  const saved = await updateNotification(writer, row, fields);
  await tellOf(
    writer,
    'notification.delivered',
    saved,
    { actor: SYSTEM, at },
    { attempt: number, detail },
  );
  await tellOfListed(writer, 'notification.delivered', listed, { detail, at });
  return delays;
}

/** It did not, and will not by itself. */
export async function failed(
  writer: Writer,
  row: NotificationRow,
  { detail, at, number }: Ending,
): Promise<void> {
  if (number !== undefined) {
    await endAttempt(
      writer,
      { notificationId: row.id, number },
      { endedAt: at, outcome: 'failed', detail },
    );
  }
  const saved = await updateNotification(writer, row, { status: 'failed', detail, endedAt: at });
  await tellOf(
    writer,
    'notification.failed',
    saved,
    { actor: SYSTEM, at },
    { attempt: number ?? null, detail },
  );
  const listed = row.reason === 'bundle' ? await bundled(writer, row.id) : [];
  await tellOfListed(writer, 'notification.failed', listed, { detail, at });
}

/** It did not, and is tried again. */
export async function toBeRetried(
  writer: Writer,
  row: NotificationRow,
  { detail, at, number }: Ending & { number: number },
): Promise<void> {
  await endAttempt(
    writer,
    { notificationId: row.id, number },
    { endedAt: at, outcome: 'retrying', detail },
  );
  await updateNotification(writer, row, { status: 'queued', detail });
}

/** Nobody needs it any more. */
export async function cancelled(
  writer: Writer,
  row: NotificationRow,
  detail: string,
  at: string,
): Promise<void> {
  const saved = await updateNotification(writer, row, { status: 'cancelled', detail, endedAt: at });
  await tellOf(writer, 'notification.cancelled', saved, { actor: SYSTEM, at }, { detail });
}

/** So that the history of each incident shows what became of its notification. */
async function tellOfListed(
  writer: Writer,
  type: 'notification.delivered' | 'notification.failed',
  listed: readonly NotificationRow[],
  { detail, at }: { detail: string; at: string },
): Promise<void> {
  for (const row of listed) {
    await tellOf(writer, type, row, { actor: SYSTEM, at }, { bundle_id: row.bundleId, detail });
  }
}

async function firstReached(
  writer: Writer,
  rows: readonly NotificationRow[],
  at: string,
): Promise<number[]> {
  const delays: number[] = [];
  const ids = rows.flatMap(({ incidentId }) => (incidentId === null ? [] : [incidentId]));
  for (const id of new Set(ids)) {
    const incident = await findIncident(writer, id);
    if (!incident || (await isReached(writer, id))) continue;
    delays.push((Date.parse(at) - Date.parse(incident.createdAt)) / 1000);
  }
  return delays;
}
