import type { NotificationReason } from '@tocsin/contract';
import type { Values } from './values.ts';

export interface Template {
  subject: string;
  text: string;
}

const ofAll = ['recipient', 'reason', 'person.name'];
const ofOne = [
  ...ofAll,
  'message',
  'incident.id',
  'incident.number',
  'incident.title',
  'incident.severity',
  'incident.service',
  'incident.status',
  'incident.phase',
  'incident.assignedTo',
  'incident.createdAt',
  'incident.url',
];

/** What may stand between `{{` and `}}` in the templates for a reason. */
export const placeholdersFor = (reason: NotificationReason): readonly string[] =>
  reason === 'bundle' ? [...ofAll, 'bundle.count', 'bundle.list'] : ofOne;

const PLACEHOLDER = /\{\{([^{}]*)\}\}/g;

/** What is wrong with the placeholders of a text, if anything. */
export function placeholderFault(text: string, known: readonly string[]): string | undefined {
  const names = [...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name.trim());
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    return `There is no placeholder {{${unknown}}} here; there are ${known.join(', ')}`;
  }
  return /\{{3}|\}{3}/.test(text) || /\{\{|\}\}/.test(text.replace(PLACEHOLDER, ''))
    ? 'Each {{ must be closed by }}, with the name of a placeholder between them'
    : undefined;
}

const LONGEST_SUBJECT = 200;

/** Fills in values, each as the channel escapes it. What they hold is not looked at any more. */
export function render(
  { subject, text }: Template,
  values: Values,
  escape: (value: string) => string,
): Template {
  const filled = (line: string, value: (name: string) => string) =>
    line.replace(PLACEHOLDER, (_, name: string) => value(name.trim()));
  const valueOf = (name: string) => storable(values[name] ?? '');
  // A subject on two lines would be two headers.
  const oneLine = filled(subject, valueOf)
    .replace(/[\s\u0000-\u001f\u007f]+/g, ' ')
    .trim();
  return {
    subject: escape(oneLine.slice(0, LONGEST_SUBJECT).toWellFormed()),
    text: text
      .split('\n')
      .filter((line) => saysSomething(line, valueOf))
      .map((line) => filled(line, (name) => escape(valueOf(name))))
      .join('\n')
      .trim(),
  };
}

/** A line whose placeholders are all empty has nothing to say. */
function saysSomething(line: string, valueOf: (name: string) => string): boolean {
  const names = [...line.matchAll(PLACEHOLDER)].map(([, name = '']) => name.trim());
  return names.length === 0 || names.some((name) => valueOf(name) !== '');
}

const storable = (value: string): string => value.replaceAll('\0', '').toWellFormed();
