import type { Incident, NotificationReason, NotificationTemplate } from '@tocsin/client';

/** What placeholders stand for, by their names. */
export type Values = Readonly<Record<string, string>>;

const PLACEHOLDER = /\{\{([^{}]*)\}\}/g;
const LONGEST_SUBJECT = 200;

/**
 * What a template comes to, as the server fills it in: a subject is one line, and a line whose placeholders are all empty
 * is left out. What is no placeholder stays as it is written, so that it is seen.
 */
export function preview(
  { subject, text }: Pick<NotificationTemplate, 'subject' | 'text'>,
  values: Values,
): { subject: string; text: string } {
  const filled = (line: string): string =>
    line.replace(PLACEHOLDER, (written, name: string) => values[name.trim()] ?? written);
  return {
    subject: filled(subject).replace(/\s+/g, ' ').trim().slice(0, LONGEST_SUBJECT),
    text: text
      .split('\n')
      .filter((line) => saysSomething(line, values))
      .map(filled)
      .join('\n')
      .trim(),
  };
}

function saysSomething(line: string, values: Values): boolean {
  const names = [...line.matchAll(PLACEHOLDER)].map(([, name = '']) => name.trim());
  return names.length === 0 || names.some((name) => values[name] !== '');
}

/** What it would say of an incident to a person. */
export function valuesFor(
  { channel, reason }: Pick<NotificationTemplate, 'channel' | 'reason'>,
  incident: Pick<
    Incident,
    'id' | 'number' | 'title' | 'severity' | 'service' | 'status' | 'phase'
  > &
    Pick<Incident, 'assignedTo' | 'createdAt'>,
  origin: string,
): Values {
  const url = `${origin}/incidents/${incident.id}`;
  const of = {
    recipient: recipients[channel],
    reason,
    'person.name': 'Mara Lindqvist',
    message: reason === 'manual' ? 'Please look at this.' : '',
  };
  if (reason === 'bundle') {
    const line = `- #${incident.number} [${incident.severity}] ${incident.title} ${url}`;
    return { ...of, 'bundle.count': '2', 'bundle.list': `${line}\n${line}` };
  }
  const isOfOne = isAboutIncident(reason);
  const fields = {
    'incident.id': incident.id,
    'incident.number': String(incident.number),
    'incident.title': incident.title,
    'incident.severity': incident.severity,
    'incident.service': incident.service,
    'incident.status': incident.status,
    'incident.phase': incident.phase,
    'incident.assignedTo': incident.assignedTo ?? '',
    'incident.createdAt': incident.createdAt,
    'incident.url': url,
  };
  // A test is about no incident, so all of these are empty.
  return {
    ...of,
    ...Object.fromEntries(
      Object.entries(fields).map(([name, value]) => [name, isOfOne ? value : '']),
    ),
  };
}

const isAboutIncident = (reason: NotificationReason): boolean => reason !== 'test';

const recipients: Record<NotificationTemplate['channel'], string> = {
  console: 'Mara Lindqvist',
  email: 'mara@example.com',
  slack: 'https://hooks.slack.com/services/…',
  webhook: 'https://example.com/pages',
};

/** Where nothing has happened yet. */
export const exampleIncident = {
  id: 'example',
  number: 13,
  title: 'Search times out',
  severity: 'P1',
  service: 'search',
  status: 'Open',
  phase: 'open',
  assignedTo: 'Mara Lindqvist',
  createdAt: '2026-03-01T08:00:00.000Z',
} as const;
