import type { Alert, Correlation, Incident, NewIntegration, Receipt } from '@tocsin/contract';
import type { RestAnswer, TestApp } from './app.ts';

/** Sends an alert that must be taken. */
export async function sent({ rest }: TestApp, alert: object): Promise<Correlation> {
  const { status, body, text } = await rest<Correlation>('POST', '/alerts', alert);
  if (status !== 201) throw new Error(text);
  return body;
}

/** The first and only one. */
export function onlyOf<T>(list: readonly T[]): T {
  const [only] = list;
  if (only === undefined || list.length > 1) throw new Error(`There are ${list.length}, not one.`);
  return only;
}

export async function alertOf({ rest }: TestApp, id: string): Promise<Alert> {
  const { status, body, text } = await rest<Alert>('GET', `/alerts/${id}`);
  if (status !== 200) throw new Error(text);
  return body;
}

type IncidentWithAlerts = Incident & { alerts: Alert[] };

export async function incidentOf({ rest }: TestApp, id: string): Promise<IncidentWithAlerts> {
  const { status, body, text } = await rest<IncidentWithAlerts>('GET', `/incidents/${id}`);
  if (status !== 200) throw new Error(text);
  return body;
}

export async function someIntegration(
  { rest }: TestApp,
  fields: object = {},
): Promise<NewIntegration> {
  const input = { name: 'Main cluster', service: 'infra', ...fields };
  const { status, body, text } = await rest<NewIntegration>('POST', '/integrations', input);
  if (status !== 201) throw new Error(text);
  return body;
}

/** Sends a payload as a sender does, whatever answer that gets. */
export const posted = (
  { rest }: TestApp,
  path: string,
  payload: unknown,
  headers: Record<string, string> = { 'content-type': 'application/json' },
  method = 'POST',
): Promise<RestAnswer<Receipt>> =>
  rest<Receipt>(
    method,
    `/${path}`,
    typeof payload === 'string' ? payload : JSON.stringify(payload),
    headers,
  );

/** Sends a payload that must be taken. */
export async function taken(app: TestApp, path: string, payload: unknown): Promise<Receipt> {
  const { status, body, text } = await posted(app, path, payload);
  if (status !== 200) throw new Error(text);
  return body;
}
