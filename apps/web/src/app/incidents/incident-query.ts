import type { Incident, IncidentsListInput, Severity, StatusInput } from '@tocsin/client';
import { phases, severities } from './words.ts';

export const sorts = {
  '-createdAt': 'Newest first',
  createdAt: 'Oldest first',
  '-updatedAt': 'Recently changed',
  severity: 'Severity',
  relevance: 'Best match',
} as const;
export type Sort = keyof typeof sorts;

export const periods = { '24h': 1, '7d': 7, '30d': 30 } as const;
export type Period = keyof typeof periods;

/** What a list shows, as its URL says it. */
export interface IncidentQuery {
  q: string;
  /** No word lets all through. */
  status: readonly StatusInput[];
  severity: readonly Severity[];
  service: readonly string[];
  assignedTo: readonly string[];
  period: Period | undefined;
  /** Without one the server chooses: relevance with `q`, else the newest first. */
  sort: Sort | undefined;
}

const statuses: readonly string[] = ['Open', 'Closed', ...phases];
const DEFAULT_STATUS = ['Open'] as const;

/** The parameters of a URL; what is not understood is left out. */
export function queryOf(parameters: URLSearchParams): IncidentQuery {
  const all = (name: string): string[] => [
    ...new Set(parameters.getAll(name).filter((value) => value.trim() !== '')),
  ];
  const status = all('status');
  const sort = parameters.get('sort') ?? '';
  const period = parameters.get('period') ?? '';
  return {
    q: parameters.get('q') ?? '',
    status: status.length === 0 ? DEFAULT_STATUS : status.filter(isStatus),
    severity: all('severity').filter(isSeverity),
    service: all('service'),
    assignedTo: all('assignedTo'),
    period: Object.hasOwn(periods, period) ? (period as Period) : undefined,
    sort: Object.hasOwn(sorts, sort) ? (sort as Sort) : undefined,
  };
}

const isStatus = (word: string): word is StatusInput => statuses.includes(word);
const isSeverity = (word: string): word is Severity =>
  (severities as readonly string[]).includes(word);

/** The other way round: what is as usual is left out, so that URLs stay short. */
export function parametersOf(query: IncidentQuery): Record<string, string | string[]> {
  const { q, status, severity, service, assignedTo, period, sort } = query;
  const isUsual = status.length === 1 && status[0] === DEFAULT_STATUS[0];
  return {
    ...(q.trim() === '' ? {} : { q }),
    ...(isUsual ? {} : { status: status.length === 0 ? 'all' : [...status] }),
    ...(severity.length === 0 ? {} : { severity: [...severity] }),
    ...(service.length === 0 ? {} : { service: [...service] }),
    ...(assignedTo.length === 0 ? {} : { assignedTo: [...assignedTo] }),
    ...(period === undefined ? {} : { period }),
    ...(sort === undefined ? {} : { sort }),
  };
}

/** What to ask the server for. `now` is where a period ends. */
export function listInput(query: IncidentQuery, now: number): IncidentsListInput {
  const { q, status, severity, service, assignedTo, period, sort } = query;
  const input: IncidentsListInput = {};
  if (q.trim() !== '') input.q = q.slice(0, 200);
  if (status.length > 0) input.status = [...status];
  if (severity.length > 0) input.severity = [...severity];
  if (service.length > 0) input.service = [...service];
  if (assignedTo.length > 0) input.assignedTo = [...assignedTo];
  if (period !== undefined) input.from = beginOf(period, now);
  // Without words nothing is more relevant than anything else, and the server says so.
  if (sort !== undefined && !(sort === 'relevance' && input.q === undefined)) input.sort = sort;
  return input;
}

const beginOf = (period: Period, now: number): string =>
  new Date(now - periods[period] * 86_400_000).toISOString();

/** Whether an incident belongs into a list, as the server would decide it. */
export function matches(query: IncidentQuery, incident: Incident, now: number): boolean {
  const { status, severity, service, assignedTo, period, q } = query;
  const has = (words: readonly string[], value: string | null): boolean =>
    words.length === 0 || (value !== null && words.includes(value));
  return (
    (has(status, incident.status) || has(status, incident.phase)) &&
    has(severity, incident.severity) &&
    has(service, incident.service) &&
    has(assignedTo, incident.assignedTo) &&
    (period === undefined || incident.createdAt >= beginOf(period, now)) &&
    hasWords(incident, q)
  );
}

/** Every word of `q` begins a word of the title, the service or a note. */
function hasWords({ title, service, notes }: Incident, q: string): boolean {
  const wanted = wordsOf(q);
  if (wanted.length === 0) return true;
  const words = wordsOf([title, service, ...notes.map(({ text }) => text)].join(' '));
  return wanted.every((begin) => words.some((word) => word.startsWith(begin)));
}

const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/** Which of two incidents stands first; negative is `a`. */
export function inOrder(sort: Sort | undefined, a: Incident, b: Incident): number {
  const newest = compare(b.createdAt, a.createdAt) || b.number - a.number;
  if (sort === 'createdAt') return -newest;
  if (sort === '-updatedAt') return compare(b.updatedAt, a.updatedAt) || newest;
  if (sort === 'severity') return compare(a.severity, b.severity) || newest;
  return newest;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
