import type { NotificationChannel } from '@tocsin/contract';
import type { Channel } from './channel.ts';
import { consoleChannel } from './console.ts';
import { emailChannel } from './email.ts';
import { slackChannel } from './slack.ts';
import { webhookChannel } from './webhook.ts';

/** Every channel there is; the contract has their names. */
export const channels: Record<NotificationChannel, Channel> = {
  console: consoleChannel,
  email: emailChannel,
  slack: slackChannel,
  webhook: webhookChannel,
};
