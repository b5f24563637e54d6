import type { Incident } from '@tocsin/contract';
import { expect } from 'vitest';

export interface Answer<T = Incident> {
  status: number;
  headers: Headers;
  body: T;
  /** How long it took. */
  ms: number;
}

/** Calls REST of a real server; `path` is below `/api/v1` unless it begins with `//`, the root. */
export async function call<T = Incident>(
  url: string,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer<T>> {
  const began = performance.now();
  const init: RequestInit = { method, headers };
  if (body !== undefined) {
    init.body = JSON.stringify(body);
    init.headers = { 'content-type': 'application/json', ...headers };
  }
  const response = await fetch(
    path.startsWith('//') ? `${url}${path.slice(1)}` : `${url}/api/v1${path}`,
    init,
  );
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: (text === '' ? undefined : JSON.parse(text)) as T,
    ms: performance.now() - began,
  };
}

/** Creates an incident, which must go well. */
export async function created(url: string, title: string): Promise<Incident> {
  const answer = await createOne(url, title);
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body;
}

export const createOne = (url: string, title: string): Promise<Answer> =>
  call(url, 'POST', '/incidents', { title, severity: 'P3', service: 'checkout-api' });

/** Every incident there is, from all pages. */
export async function everyIncident(url: string): Promise<Incident[]> {
  const all: Incident[] = [];
  for (let path: string | undefined = '/incidents?limit=500'; path !== undefined;) {
    const page: Answer<Incident[]> = await call(url, 'GET', path);
    expect(page.status).toBe(200);
    all.push(...page.body);
    const next = /<[^?]+\?([^>]+)>/.exec(page.headers.get('link') ?? '')?.[1];
    path = next === undefined ? undefined : `/incidents?${next}`;
  }
  return all;
}

/** What a caller is told while the database is away: to come back, and nothing of what went wrong. */
export function expectUnavailable(answer: Answer<unknown>): void {
  expect(answer.status, JSON.stringify(answer.body)).toBe(503);
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(answer.body).toMatchObject({ status: 503, code: 'SERVICE_UNAVAILABLE' });
  expect(JSON.stringify(answer.body)).not.toMatch(/ECONN|select |postgres|terminat|57P0/i);
}
