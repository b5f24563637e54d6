import type { ProcedureDocument } from '@tocsin/contract/compare';
import { type Exchange, type Journal, Mismatch } from './journal.ts';
import { itemsFaults, outputFaults, procedureOf } from './schemas.ts';

type Fields = Readonly<Record<string, unknown>>;

export interface Answer {
  status: number;
  headers: Headers;
  body: unknown;
}

/** How a step expects to be answered, where it is not success. */
export interface Refusal {
  status: number;
  code: string;
}

const PREFIX = '/api/v1';

/** Calls procedures over REST as a frontend does, and holds each answer against the contract. */
export class RestCaller {
  #url: string;
  #token: string | undefined;
  #journal: Journal;
  /** What was made and is not deleted yet: the feature of each, by its id. */
  readonly made = new Map<string, string>();

  constructor(url: string, token: string | undefined, journal: Journal) {
    this.#url = url.replace(/\/+$/, '');
    this.#token = token;
    this.#journal = journal;
  }

  /** Sends a request as it is, and keeps what came. */
  async send(
    name: string,
    method: string,
    path: string,
    headers: Record<string, string>,
    body?: unknown,
  ) {
    const url = `${this.#url}${path}`;
    const response = await fetch(url, {
      method,
      headers: {
        ...headers,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(this.#token === undefined ? {} : { authorization: `Bearer ${this.#token}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(15_000),
    });
    const answer: Answer = {
      status: response.status,
      headers: response.headers,
      body: bodyOf(await response.text(), response.headers),
    };
    const exchange: Exchange = {
      request: { method, url, headers, ...(body === undefined ? {} : { body }) },
      response: { ...answer, headers: Object.fromEntries(response.headers) },
    };
    await this.#journal.save(name, exchange);
    return answer;
  }

  /** Calls a procedure, and checks status, headers and body. Answers what came. */
  async call(name: string, input: Fields = {}, refusal?: Refusal): Promise<Answer> {
    const procedure = procedureOf(name);
    const { method, path, headers, body } = requestOf(procedure, input);
    const answer = await this.send(name, method, path, headers, body);
    this.#remember(name, answer.body, input);
    const faults = refusal ? refusalFaults(answer, refusal) : successFaults(procedure, answer);
    if (!answer.headers.get('x-request-id')) faults.push('there is no X-Request-Id');
    if (faults.length > 0) throw new Mismatch(faults);
    return answer;
  }

  /** Also of answers that are not as they should be: what is there must go again. */
  #remember(name: string, body: unknown, input: Fields): void {
    const [feature = '', own] = name.split('.');
    const { id, incident_id: opened } = (body ?? {}) as Fields;
    if (name === 'alerts.create' && typeof opened === 'string') this.made.set(opened, 'incidents');
    if (own === 'create' && typeof id === 'string') this.made.set(id, feature);
    if (own === 'delete') this.made.delete(String(input['id']));
  }
}

function bodyOf(text: string, headers: Headers): unknown {
  if (!/\bjson\b/.test(headers.get('content-type') ?? '')) return text;
  try {
    return JSON.parse(text);
  } catch {
    throw new Mismatch([`the body is called JSON and is not: ${text.slice(0, 200)}`]);
  }
}

/** A path, a query or a body, and headers, as the binding says. */
function requestOf({ rest, name }: ProcedureDocument, input: Fields) {
  if (!rest) throw new Error(`${name} is not served over REST.`);
  const left = new Map(Object.entries(input));
  const version = left.get('ifVersion');
  left.delete('ifVersion');
  const path = rest.path.replaceAll(/\{(\w+)\}/g, (_, field: string) => {
    const value = left.get(field);
    left.delete(field);
    return encodeURIComponent(String(value));
  });
  const inQuery = rest.method === 'GET' || rest.method === 'DELETE';
  const query = [...left].flatMap(([field, value]) =>
    [value].flat().map((one) => [field, String(one)]),
  );
  const search = inQuery && query.length > 0 ? `?${new URLSearchParams(query).toString()}` : '';
  return {
    method: rest.method,
    path: `${rest.atRoot ? '' : PREFIX}${path}${search}`,
    headers: version === undefined ? {} : { 'if-match': `"${JSON.stringify(version)}"` },
    body: inQuery || left.size === 0 ? undefined : Object.fromEntries(left),
  };
}

function successFaults(
  { name, rest }: ProcedureDocument,
  { status, headers, body }: Answer,
): string[] {
  const expected = rest?.status ?? 200;
  if (status !== expected) return [`the status is ${status}, not ${expected}: ${excerpt(body)}`];
  if (expected === 204) return body === '' ? [] : ['there is a body'];
  const mediaType = rest?.mediaType ?? 'application/json; charset=utf-8';
  const faults = expectHeader(headers, 'content-type', mediaType);
  if (rest?.page) {
    faults.push(...expectHeader(headers, 'x-total-count', /^\d+$/));
    faults.push(...expectHeader(headers, 'x-total-count-relation', /^(eq|gte)$/));
  }
  if (rest?.versioned) {
    const { version } = body as { version?: unknown };
    const said = JSON.stringify(version);
    const etag = rest.taggedBy ? new RegExp(String.raw`^"${said}(\.[\w-]+)?"$`) : `"${said}"`;
    faults.push(...expectHeader(headers, 'etag', etag));
  }
  if (rest?.location) {
    const fields = body as Fields;
    const place = rest.location.replaceAll(/\{(\w+)\}/g, (_, field: string) =>
      encodeURIComponent(String(fields[field])),
    );
    faults.push(...expectHeader(headers, 'location', `${PREFIX}${place}`));
  }
  return [...faults, ...(rest?.page ? itemsFaults(name, body) : outputFaults(name, body))];
}

/** The form of RFC 9457, with what the contract adds to it. */
function refusalFaults({ status, headers, body }: Answer, refusal: Refusal): string[] {
  const faults = expectHeader(headers, 'content-type', /^application\/problem\+json\b/);
  if (status !== refusal.status) faults.push(`the status is ${status}, not ${refusal.status}`);
  const problem = (body ?? {}) as Fields;
  if (problem['code'] !== refusal.code) {
    faults.push(`the code is ${JSON.stringify(problem['code'])}, not "${refusal.code}"`);
  }
  for (const field of ['type', 'title', 'detail', 'instance', 'requestId']) {
    if (typeof problem[field] !== 'string') faults.push(`the problem has no ${field}`);
  }
  return faults;
}

function expectHeader(headers: Headers, name: string, expected: string | RegExp): string[] {
  const value = headers.get(name);
  const fits = typeof expected === 'string' ? value === expected : expected.test(value ?? '');
  return fits ? [] : [`${name} is ${JSON.stringify(value)}, not ${String(expected)}`];
}

const excerpt = (body: unknown): string => JSON.stringify(body).slice(0, 300);
