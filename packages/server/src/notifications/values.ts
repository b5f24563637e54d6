import type { Incident } from '@tocsin/contract';
import type { NotificationRow } from './queries.ts';

/** What placeholders are filled with, by their names. */
export type Values = Readonly<Record<string, string>>;

/** Where the console shows an incident; '' where nobody has said where the console is. */
export const incidentUrl = (id: string | null, publicUrl: string | undefined): string =>
  id === null || publicUrl === undefined ? '' : `${publicUrl}/incidents/${encodeURIComponent(id)}`;

/** Of one notification. */
export function valuesOf(
  row: NotificationRow,
  incident: Incident | undefined,
  publicUrl: string | undefined,
): Values {
  return {
    ...toWhom(row),
    message: row.message ?? '',
    'incident.id': row.incidentId ?? '',
    'incident.number': String(incident?.number ?? ''),
    'incident.title': incident?.title ?? '',
    'incident.severity': incident?.severity ?? '',
    'incident.service': incident?.service ?? '',
    'incident.status': incident?.status ?? '',
    'incident.phase': incident?.phase ?? '',
    'incident.assignedTo': incident?.assignedTo ?? '',
    'incident.createdAt': incident?.createdAt ?? '',
    'incident.url': incidentUrl(row.incidentId, publicUrl),
  };
}

export interface Listed {
  row: NotificationRow;
  incident: Incident | undefined;
}

/** A message of more lines than this is read by nobody, and refused by some channels. */
const MOST_LISTED = 50;

/** Of a bundle. */
export function valuesOfBundle(
  row: NotificationRow,
  listed: readonly Listed[],
  publicUrl: string | undefined,
): Values {
  const lines = listed.slice(0, MOST_LISTED).map((one) => lineOf(one, publicUrl));
  const more = listed.length - lines.length;
  return {
    ...toWhom(row),
    'bundle.count': String(listed.length),
    'bundle.list': [...lines, ...(more > 0 ? [`… and ${more} more`] : [])].join('\n'),
  };
}

const toWhom = ({ recipient, person, reason }: NotificationRow): Values => ({
  recipient,
  reason,
  'person.name': person ?? recipient,
});

const LONGEST_LINE = 300;

function lineOf({ row, incident }: Listed, publicUrl: string | undefined): string {
  const about = incident && `#${incident.number} [${incident.severity}] ${incident.title}`;
  const said = row.message?.replace(/\s+/g, ' ');
  const words = [about, said].filter((part) => part !== undefined && part !== null).join(': ');
  const url = incidentUrl(row.incidentId, publicUrl);
  return `- ${words.slice(0, LONGEST_LINE)}${url === '' ? '' : ` ${url}`}`;
}
