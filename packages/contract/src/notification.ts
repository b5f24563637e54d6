import * as z from 'zod';
import { Id, Timestamp } from './fields.ts';
import { exampleIncident } from './incident.ts';

export const channels = ['console', 'email', 'slack', 'webhook'] as const;
/** By what a notification goes out; each is a file in `notifications/channels/` of the server. */
export const NotificationChannel = z.enum(channels).meta({ id: 'NotificationChannel' });
export type NotificationChannel = z.output<typeof NotificationChannel>;

export const notificationReasons = ['assigned', 'escalated', 'manual', 'test', 'bundle'] as const;
export const NotificationReason = z.enum(notificationReasons).meta({ id: 'NotificationReason' });
export type NotificationReason = z.output<typeof NotificationReason>;

/**
 * `queued`: it waits for its time, or for its next attempt. `bundled`: it is in the message that
 * `bundle_id` names. `delivered`, `failed` and `cancelled` are ends.
 */
export const notificationStatuses = [
  'queued',
  'sending',
  'delivered',
  'failed',
  'cancelled',
  'bundled',
] as const;
export const NotificationStatus = z.enum(notificationStatuses).meta({ id: 'NotificationStatus' });
export type NotificationStatus = z.output<typeof NotificationStatus>;

/** A message to somebody, mostly about an incident. */
export const Notification = z
  .object({
    notification_id: Id,
    incident_id: Id.nullable().describe('What it is about. The incident may be gone by now.'),
    reason: NotificationReason.describe(
      'Why it is sent; `bundle` lists others that would have been too many.',
    ),
    channel: NotificationChannel,
    recipient: z.string().describe('An address, a URL or a name, as the channel has it.'),
    person: z.string().nullable().describe('Who it is for, where that is known.'),
    contact_method_id: Id.nullable().describe('`null`: it went to an address of its own.'),
    status: NotificationStatus,
    detail: z.string().nullable().describe('What the last attempt came to, or why there was none.'),
    message: z.string().nullable().describe('What the caller wanted to say.'),
    subject: z.string().nullable().describe('As it was sent; `null` before the first attempt.'),
    text: z.string().nullable().describe('As it was sent; `null` before the first attempt.'),
    bundle_id: Id.nullable().describe('The notification that lists this one.'),
    attempt_count: z.int().nonnegative(),
    due_at: Timestamp.describe('When it is to go out.'),
    created_at: Timestamp,
    started_at: Timestamp.nullable().describe('When the first attempt began.'),
    ended_at: Timestamp.nullable().describe('When it was delivered, failed or cancelled.'),
  })
  .meta({ id: 'Notification' });
export type Notification = z.output<typeof Notification>;

export const attemptOutcomes = ['delivered', 'retrying', 'failed', 'interrupted'] as const;

/** One attempt to deliver a notification. */
export const NotificationAttempt = z
  .object({
    number: z.int().positive(),
    started_at: Timestamp,
    ended_at: Timestamp.nullable(),
    outcome: z
      .enum(attemptOutcomes)
      .nullable()
      .describe(
        '`interrupted`: the process ended before it knew. `null`: it goes on, or was interrupted just now.',
      ),
    detail: z.string().nullable().describe('What the other side said.'),
    repeated: z
      .boolean()
      .describe(
        'An earlier attempt was interrupted and may have got through. Receivers know a repeat by ' +
          'its `webhook-id` or `Message-ID`, which are the same each time.',
      ),
  })
  .meta({ id: 'NotificationAttempt' });
export type NotificationAttempt = z.output<typeof NotificationAttempt>;

/** A notification with everything that was tried. */
export const NotificationWithAttempts = Notification.extend({
  attempts: z.array(NotificationAttempt).describe('The oldest first.'),
}).meta({ id: 'NotificationWithAttempts' });
export type NotificationWithAttempts = z.output<typeof NotificationWithAttempts>;

export const exampleQueued: Notification = {
  notification_id: '019a9a54-6c00-7000-8000-000000000201',
  incident_id: exampleIncident.id,
  reason: 'manual',
  channel: 'email',
  recipient: 'mara@example.com',
  person: null,
  contact_method_id: null,
  status: 'queued',
  detail: null,
  message: 'Checkout is down; please look.',
  subject: null,
  text: null,
  bundle_id: null,
  attempt_count: 0,
  due_at: '2026-03-01T08:00:01.000Z',
  created_at: '2026-03-01T08:00:01.000Z',
  started_at: null,
  ended_at: null,
};

export const exampleDelivered: Notification = {
  ...exampleQueued,
  status: 'delivered',
  detail: '250 2.0.0 Ok: queued',
  subject: 'Checkout is down; please look.',
  text: 'Checkout is down; please look.',
  attempt_count: 1,
  started_at: '2026-03-01T08:00:01.012Z',
  ended_at: '2026-03-01T08:00:01.240Z',
};
