import type { InputFault, Procedure, RestBinding } from '@tocsin/contract';
import type { FastifyRequest } from 'fastify';
import * as z from 'zod';
import { AppError, type Fault } from '../errors.ts';

type Fields = Record<string, unknown>;

export interface InputReader {
  /** The input of a request as plain data, not yet checked against the contract. */
  read(request: FastifyRequest): Fields;
  /** Where in the request a field of the input is. */
  locate(fault: Fault, request: FastifyRequest): InputFault['loc'];
}

/** Works out, once for each route, where each field of an input comes from. */
export function inputReader(
  { input, kind }: Procedure,
  { method, path, rawBody, headers = {} }: RestBinding,
): InputReader {
  const inPath = new Set([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string));
  const inQuery = method === 'GET' || method === 'DELETE';
  const guarded = 'ifVersion' in input.shape;
  const convert = queryConverters(input);

  function read(request: FastifyRequest): Fields {
    const query = request.query as Fields;
    const fields = inQuery ? { ...query } : rawBody ? {} : { ...bodyOf(request) };
    const source = inQuery ? 'query' : 'body';
    const misplaced = Object.keys(fields).filter(
      (name) => name === 'ifVersion' || (inQuery && inPath.has(name)),
    );
    refuse(misplaced, source);
    if (!inQuery) refuse(Object.keys(query), 'query');
    if (inQuery) {
      for (const [name, toValue] of convert) {
        if (name in fields) fields[name] = toValue(fields[name]);
      }
    }
    Object.assign(fields, request.params);
    // Safe: the parser of these routes answers text.
    if (rawBody) fields[rawBody] = request.body ?? '';
    for (const [name, header] of Object.entries(headers)) {
      const value = request.headers[header.toLowerCase()];
      if (value !== undefined) fields[name] = value.toString();
    }
    const ifMatch = request.headers['if-match'];
    if (guarded && ifMatch !== undefined) fields['ifVersion'] = versionsOf(ifMatch);
    // A browser that comes back asks for the URL that it began with, and says here how far it came.
    const lastEventId = kind === 'subscription' ? lastEventIdOf(request) : undefined;
    if (lastEventId !== undefined) fields['lastEventId'] = lastEventId;
    return fields;
  }

  function locate({ path, at }: Fault, request: FastifyRequest): InputFault['loc'] {
    if (at) return [at, ...path];
    const [name] = path;
    if (name === 'lastEventId' && lastEventIdOf(request) !== undefined) {
      return ['header', 'Last-Event-ID'];
    }
    if (typeof name !== 'string') return [inQuery ? 'query' : 'body', ...path];
    if (inPath.has(name)) return ['path', ...path];
    const header = Object.entries(headers).find(([field]) => field === name)?.[1];
    if (header !== undefined) return ['header', header];
    if (name === rawBody) return ['body'];
    return [inQuery ? 'query' : 'body', ...path];
  }

  return { read, locate };
}

/** `undefined` where there is none, or an empty one, which says the same. */
function lastEventIdOf({ headers }: FastifyRequest): string | undefined {
  return headers['last-event-id']?.toString() || undefined;
}

/** A body that is not there is one without fields: `POST …/close` needs none. */
function bodyOf({ body }: FastifyRequest): Fields {
  if (body === undefined) return {};
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as Fields;
  const msg = 'Must be a JSON object';
  throw new AppError('UNPROCESSABLE_CONTENT', `body: ${msg}`, {
    faults: [{ path: [], msg, type: 'object_type', at: 'body' }],
  });
}

function refuse(names: readonly string[], at: 'query' | 'body'): void {
  if (names.length === 0) return;
  const msg = at === 'query' ? 'There is no such parameter' : 'There is no such field';
  const faults = names.map((name) => ({ path: [name], msg, type: 'extra_forbidden', at }));
  const detail = names.map((name) => `${name}: ${msg}`).join('; ');
  throw new AppError('UNPROCESSABLE_CONTENT', detail, { faults });
}

/** Numbers and booleans arrive as text. What does not read as one stays, for the contract to refuse. */
function queryConverters(input: z.ZodObject): [string, (value: unknown) => unknown][] {
  const properties = (z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }).properties ??
    {}) as Record<string, { type?: string }>;
  return Object.entries(properties).flatMap(([name, { type }]) => {
    if (type === 'integer' || type === 'number') return [[name, toNumber]];
    return type === 'boolean' ? [[name, toBoolean]] : [];
  });
}

const toNumber = (value: unknown): unknown =>
  typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;

const toBoolean = (value: unknown): unknown =>
  value === 'true' ? true : value === 'false' ? false : value;

/** A version that no resource has: what another server's tag, or a weak one, stands for. */
const NO_VERSION = 0;

/** The versions an `If-Match` asks for, whatever is behind them; `undefined` for `*`: any will do. */
function versionsOf(ifMatch: string): number[] | undefined {
  const tags = ifMatch.split(',').map((tag) => tag.trim());
  if (tags.includes('*')) return undefined;
  const versions = tags.flatMap((tag) => {
    const [, version] = /^"(\d{1,15})(?:\.[\w-]+)?"$/.exec(tag) ?? [];
    return version === undefined ? [] : [Number(version)];
  });
  return versions.length === 0 ? [NO_VERSION] : versions;
}
