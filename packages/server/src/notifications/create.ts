import { v7 as uuidv7 } from 'uuid';
import type { Change } from '../change.ts';
import { enqueue } from '../jobs/queue.ts';
import type { Writer } from '../storage/storage.ts';
import { tellOf } from './events.ts';
import { deliveryJobs } from './jobs.ts';
import { insertNotification, type NotificationRow } from './queries.ts';

type Given = Pick<NotificationRow, 'reason' | 'channel' | 'recipient'>;
type Optional =
  | 'incidentId'
  | 'personId'
  | 'person'
  | 'contactMethodId'
  | 'message'
  | 'pageKey'
  | 'ruleKey'
  | 'dueAt';

export type NewNotification = Given & Partial<Pick<NotificationRow, Optional>>;

/** Stores a notification and asks for its delivery, in the change that it follows from. */
export async function createNotification(
  writer: Writer,
  given: NewNotification,
  change: Change,
): Promise<NotificationRow> {
  const { at } = change;
  const row = await insertNotification(writer, {
    id: uuidv7(),
    incidentId: null,
    personId: null,
    person: null,
    contactMethodId: null,
    message: null,
    pageKey: null,
    ruleKey: null,
    dueAt: at,
    ...given,
    status: 'queued',
    detail: null,
    subject: null,
    text: null,
    bundleId: null,
    attempts: 0,
    attemptsBefore: 0,
    resentAt: null,
    createdAt: at,
    startedAt: null,
    endedAt: null,
  });
  await tellOf(writer, 'notification.queued', row, change, { due_at: row.dueAt });
  await enqueueDelivery(writer, row, at);
  return row;
}

export async function enqueueDelivery(
  writer: Writer,
  { id, channel, dueAt }: NotificationRow,
  at: string,
): Promise<void> {
  await enqueue(writer, deliveryJobs[channel], { data: { id }, key: id, at, runAt: dueAt });
}
