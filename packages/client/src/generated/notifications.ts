/* oxlint-disable max-lines */
// Generated from the contract by "npm run generate -w @tocsin/client". Edit the contract instead.

import type { CallOptions } from '../options.ts';

import type {
  Notification,
  NotificationChannel,
  NotificationStatus,
  NotificationWithAttempts,
  Page,
} from './types.ts';

/** What `notifications.notify` takes. */
export interface NotificationsNotifyInput {
  /**
   * What it is about, if about an incident.
   * 1 to 128 characters.
   * @default null
   */
  incident_id?: string | null | undefined;
  channel?: NotificationChannel | undefined;
  /**
   * An address, a URL, or the name of a person.
   * At most 2,000 characters.
   */
  recipient: string;
  /**
   * What there is to say.
   * At most 10,000 characters.
   */
  message: string;
}

/** What `notifications.list` takes. */
export interface NotificationsListInput {
  /**
   * Only those about this incident.
   * 1 to 128 characters.
   */
  incident_id?: string | undefined;
  /** At most 20 items. */
  channel?: NotificationChannel | NotificationChannel[] | undefined;
  /** At most 20 items. */
  status?: NotificationStatus | NotificationStatus[] | undefined;
  /**
   * Only those to this address, URL or name.
   * At most 2,000 characters.
   */
  recipient?: string | undefined;
  /**
   * Only those for the person of this name.
   * At most 100 characters.
   */
  person?: string | undefined;
  /**
   * How many items at most.
   * A whole number, 1 to 500.
   * @default 100
   */
  limit?: number | undefined;
  /**
   * Where the page begins: the last page's `nextCursor`. Opaque.
   * At most 1,000 characters.
   */
  cursor?: string | undefined;
}

/** What `notifications.ofIncident` takes. */
export interface NotificationsOfIncidentInput {
  /**
   * The incident's id.
   * 1 to 128 characters.
   */
  id: string;
  /** At most 20 items. */
  channel?: NotificationChannel | NotificationChannel[] | undefined;
  /** At most 20 items. */
  status?: NotificationStatus | NotificationStatus[] | undefined;
  /**
   * How many items at most.
   * A whole number, 1 to 500.
   * @default 100
   */
  limit?: number | undefined;
  /**
   * Where the page begins: the last page's `nextCursor`. Opaque.
   * At most 1,000 characters.
   */
  cursor?: string | undefined;
}

/** What `notifications.get` takes. */
export interface NotificationsGetInput {
  /**
   * The notification's id.
   * 1 to 128 characters.
   */
  notification_id: string;
}

/** What `notifications.resend` takes. */
export interface NotificationsResendInput {
  /**
   * The notification's id.
   * 1 to 128 characters.
   */
  notification_id: string;
}

/** The procedures of `notifications`. */
export interface Notifications {
  /**
   * Notify somebody.
   *
   * Answers at once; the delivery follows, and `Location` tells what has become of it. The
   * recipient is what the channel needs: an e-mail address, the URL of a Slack-compatible
   * incoming webhook, the URL of a webhook, or for `console` any name. With every channel it may
   * also be the name of a person who has a contact method for it. Without a channel it is the
   * name of a person, who is notified at once by the first of their notification rules that
   * fits, else by e-mail, else on the console. A webhook that is no contact method gets no
   * signature. NOT_FOUND: there is no such incident.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @see packages/contract/src/notifications.ts:31
   */
  notify: (input: NotificationsNotifyInput, options?: CallOptions) => Promise<Notification>;

  /**
   * List notifications.
   *
   * The newest first.
   * @see packages/contract/src/notifications.ts:60
   */
  list: (input?: NotificationsListInput, options?: CallOptions) => Promise<Page<Notification>>;

  /**
   * List the notifications of an incident.
   *
   * The newest first.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @see packages/contract/src/notifications.ts:74
   */
  ofIncident: (
    input: NotificationsOfIncidentInput,
    options?: CallOptions,
  ) => Promise<Page<Notification>>;

  /**
   * Get one notification with its attempts.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @see packages/contract/src/notifications.ts:83
   */
  get: (input: NotificationsGetInput, options?: CallOptions) => Promise<NotificationWithAttempts>;

  /**
   * Send a notification once more.
   *
   * Whatever has become of it: failed, delivered, cancelled or bundled. It goes out alone, even
   * where its incident has been acknowledged, and has the `webhook-id` or `Message-ID` that it
   * had. CONFLICT: it has not ended yet.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @throws {TocsinError} `CONFLICT` (409): The state does not allow it.
   * @see packages/contract/src/notifications.ts:106
   */
  resend: (input: NotificationsResendInput, options?: CallOptions) => Promise<Notification>;
}
