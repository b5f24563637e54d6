import type { NotificationChannel, NotificationReason } from '@tocsin/contract';
import type { Template } from './templates.ts';

const about = '#{{incident.number}} [{{incident.severity}}] {{incident.title}}';
const facts = 'Service: {{incident.service}}\nSince: {{incident.createdAt}}\n{{incident.url}}';

/** For channels whose text has several lines. */
const long: Record<NotificationReason, Template> = {
  assigned: {
    subject: about,
    text: `{{person.name}}, an incident is yours:\n${about}\n${facts}`,
  },
  escalated: {
    subject: `Escalated: ${about}`,
    text: `{{person.name}}, an incident has been escalated to you:\n${about}\n${facts}`,
  },
  manual: { subject: '{{message}}', text: '{{message}}\n{{incident.url}}' },
  test: {
    subject: 'A test by Tocsin',
    text: '{{person.name}}, this is a test: notifications of incidents reach you here.',
  },
  bundle: {
    subject: '{{bundle.count}} more notifications',
    text: '{{person.name}}, there are {{bundle.count}} more notifications for you:\n{{bundle.list}}',
  },
};

/** For log lines. */
const short: Record<NotificationReason, Template> = {
  assigned: { subject: about, text: `${about} ({{incident.service}})` },
  escalated: { subject: about, text: `Escalated: ${about} ({{incident.service}})` },
  manual: { subject: '{{message}}', text: '{{message}}' },
  test: long.test,
  bundle: long.bundle,
};

export const defaultTemplate = (
  channel: NotificationChannel,
  reason: NotificationReason,
): Template => (channel === 'console' ? short : long)[reason];
