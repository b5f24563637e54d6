import type { InputFault, Procedure } from '@tocsin/contract';
import type { FastifyRequest } from 'fastify';
import * as z from 'zod';
import { AppError, type Fault } from '../errors.ts';

type Fields = Record<string, unknown>;

export interface InputReader {
  /** The input of a request as plain data, not yet checked against the contract. */
  read(request: FastifyRequest): Fields;
  /** Where in the request a field of the input is. */
  locate(fault: Fault): InputFault['loc'];
}

/** Works out, once for each route, where each field of an input comes from. */
export function inputReader({ input }: Procedure, method: string, path: string): InputReader {
  const inPath = new Set([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string));
  const inQuery = method === 'GET' || method === 'DELETE';
  const guarded = 'ifVersion' in input.shape;
  const convert = queryConverters(input);

  function read(request: FastifyRequest): Fields {
    const query = request.query as Fields;
    const fields = inQuery ? { ...query } : { ...bodyOf(request) };
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
    const ifMatch = request.headers['if-match'];
    if (guarded && ifMatch !== undefined) fields['ifVersion'] = versionsOf(ifMatch);
    return fields;
  }

  function locate({ path, at }: Fault): InputFault['loc'] {
    if (at) return [at, ...path];
    const [name] = path;
    if (typeof name === 'string' && inPath.has(name)) return ['path', ...path];
    return [inQuery ? 'query' : 'body', ...path];
  }

  return { read, locate };
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

/** The versions an `If-Match` asks for; `undefined` for `*`, which any version meets. */
function versionsOf(ifMatch: string): number[] | undefined {
  const tags = ifMatch.split(',').map((tag) => tag.trim());
  if (tags.includes('*')) return undefined;
  const versions = tags.flatMap((tag) => {
    const [, version] = /^"(\d{1,15})"$/.exec(tag) ?? [];
    return version === undefined ? [] : [Number(version)];
  });
  return versions.length === 0 ? [NO_VERSION] : versions;
}
