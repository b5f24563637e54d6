import type { NotificationChannel, NotificationReason, NotificationStatus } from '@tocsin/client';

export const channelWord: Record<NotificationChannel, string> = {
  console: 'Console',
  email: 'E-mail',
  slack: 'Slack',
  webhook: 'Webhook',
};

/** Other channels say the text alone. */
export const hasSubject = (channel: NotificationChannel): boolean =>
  channel === 'email' || channel === 'webhook';

export const reasonWord: Record<NotificationReason, string> = {
  assigned: 'It was assigned',
  escalated: 'Nobody acknowledged',
  manual: 'Somebody asked for it',
  test: 'A test',
  bundle: 'Several at once',
};

export const statusWord: Record<NotificationStatus, string> = {
  queued: 'Waiting',
  sending: 'On its way',
  delivered: 'Delivered',
  failed: 'Failed',
  cancelled: 'Not needed any more',
  bundled: 'In another message',
};
