import type * as z from 'zod';
import { type ErrorCode, errorVocabulary } from '../src/errors.ts';
import type { JsonSchema } from './json-schema.ts';
import type { RestProcedure } from './openapi.ts';

interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  description?: string;
  required?: boolean;
  schema: JsonSchema;
}

interface Response {
  description: string;
  headers?: Record<string, { description: string; schema: JsonSchema }>;
  content?: Record<string, { schema: JsonSchema; example?: unknown }>;
}

export interface Operation {
  parameters?: Parameter[];
  requestBody?: {
    required?: boolean;
    content: Record<string, { schema: JsonSchema; example?: unknown }>;
  };
  responses: Record<string, Response>;
}

type Collect = (schema: z.ZodType, io: 'input' | 'output') => JsonSchema;

const header = (description: string, type = 'string') => ({ description, schema: { type } });
const STREAM = 'Server-sent events; the schema is that of the `data` of each';
const retryAfter = header('Seconds to wait before trying again.', 'integer');
const requestId = header('Also in every log line of the request.');

/** Adds what trpc-to-openapi has no words for: statuses, headers, errors, lists in queries, examples. */
export function completeOperation(
  op: Operation,
  procedure: RestProcedure,
  collect: Collect,
): Operation {
  const { 200: success, ...others } = op.responses;
  return {
    ...op,
    ...parametersOf(op, procedure, collect),
    ...(procedure.rest.rawBody ? rawBodyOf(procedure, collect) : bodyOf(op, procedure)),
    responses: {
      ...others,
      ...successOf(success as Response, procedure),
      ...notModified(procedure),
      ...errorsOf(op, procedure),
      ...ownFailuresOf(success as Response, procedure),
    },
  };
}

function parametersOf(op: Operation, procedure: RestProcedure, collect: Collect) {
  const { input, rest } = procedure;
  const known = (op.parameters ?? []).map((parameter) => {
    const field = input.shape[parameter.name] as z.ZodType;
    const { description, ...schema } = arrayForm(collect(field, 'input'));
    const said = description ?? field.meta()?.description;
    const required = parameter.in === 'path' || !field.safeParse(undefined).success;
    return {
      ...parameter,
      ...(required ? { required } : {}),
      ...(typeof said === 'string' ? { description: said } : {}),
      schema,
    };
  });
  const headers: Parameter[] = Object.entries(rest.headers ?? {}).map(([field, name]) => {
    const { description, ...schema } = collect(input.shape[field] as z.ZodType, 'input');
    return { name, in: 'header', description: String(description), schema };
  });
  if (input.shape['ifVersion']) {
    const description = 'The `ETag` that was read: 412 if it has changed since.';
    headers.push({ name: 'If-Match', in: 'header', description, schema: { type: 'string' } });
  }
  if (rest.method === 'GET' && rest.versioned) {
    const description = 'The `ETag` that is known: 304 if it is still so.';
    headers.push({ name: 'If-None-Match', in: 'header', description, schema: { type: 'string' } });
  }
  if (procedure.kind === 'subscription') {
    const description = 'Where a lost connection goes on: the same as `lastEventId`, and it wins.';
    headers.push({ name: 'Last-Event-ID', in: 'header', description, schema: { type: 'string' } });
  }
  const parameters = [...known, ...headers];
  return parameters.length === 0 ? {} : { parameters };
}

/** A query parameter that takes one or several is a list: one value is a list of one. */
function arrayForm(schema: JsonSchema): JsonSchema {
  const forms = (schema['anyOf'] ?? []) as JsonSchema[];
  const list = forms.find((form) => form['type'] === 'array');
  return list ? { ...list, description: schema['description'] } : schema;
}

function bodyOf(op: Operation, { example, rest }: RestProcedure) {
  if (!op.requestBody) return {};
  const inPath = (name: string) => rest.path.includes(`{${name}}`);
  const body = Object.entries(example.input).filter(([name]) => !inPath(name));
  const content = Object.fromEntries(
    Object.entries(op.requestBody.content).map(([mediaType, { schema }]) => [
      mediaType,
      { schema: withPathFields(schema, rest.path), example: Object.fromEntries(body) },
    ]),
  );
  const schemas = Object.values(op.requestBody.content).map(({ schema }) => schema);
  const required = schemas.some((schema) => ((schema['required'] ?? []) as string[]).length > 0);
  return { requestBody: { required, content } };
}

/** What a third party sends, which is read as it comes. */
function rawBodyOf({ rawBody, example, rest }: RestProcedure, collect: Collect) {
  const text = example.input[rest.rawBody ?? ''];
  const schema = rawBody ? collect(rawBody, 'input') : {};
  const content = { 'application/json': { schema, example: JSON.parse(String(text)) as unknown } };
  return { requestBody: { required: true, content } };
}

/** A resource that is sent back whole has its id in the body too; the one in the path counts. */
function withPathFields(schema: JsonSchema, path: string): JsonSchema {
  const ignored = {
    readOnly: true,
    description: 'Accepted and ignored; the one in the path counts.',
  };
  const fields = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => [name, ignored]);
  const properties = { ...(schema['properties'] as JsonSchema), ...Object.fromEntries(fields) };
  return { ...schema, properties };
}

function successOf(success: Response, { kind, rest, example }: RestProcedure) {
  const status = rest.status ?? 200;
  const headers = {
    'X-Request-Id': requestId,
    ...(rest.versioned ? { ETag: header('The version, for `If-Match` and `If-None-Match`.') } : {}),
    ...(rest.location ? { Location: header('Where it is found.') } : {}),
    ...(rest.page
      ? {
          Link: header('`rel="next"` leads to the next page; absent on the last.'),
          'X-Total-Count': header('How many there are on all pages.', 'integer'),
          'X-Total-Count-Relation': header('`eq`, or `gte`: at least so many.'),
        }
      : {}),
  };
  if (status === 204) return { 204: { description: 'Done', headers } };
  const output = example.output as { items?: unknown };
  const mediaType = rest.mediaType ?? 'application/json';
  const schema = success.content?.['application/json']?.schema ?? {};
  const content = { [mediaType]: { schema, example: rest.page ? output.items : output } };
  const description = status === 201 ? 'Created' : kind === 'subscription' ? STREAM : 'Success';
  return { [status]: { description, headers, content } };
}

/** Failures in the form that callers of somebody else's API expect, beside problems. */
function ownFailuresOf(success: Response, { rest }: RestProcedure): Record<string, Response> {
  const schema = success.content?.['application/json']?.schema ?? {};
  const problem = { schema: { $ref: '#/components/schemas/Problem' } };
  return Object.fromEntries(
    [...new Set(Object.values(rest.statusOf ?? {}))].map((status) => [
      status,
      {
        description: 'Refused',
        headers: { 'X-Request-Id': requestId },
        content: { 'application/json': { schema }, 'application/problem+json': problem },
      },
    ]),
  );
}

function notModified({ rest }: RestProcedure) {
  if (rest.method !== 'GET' || !rest.versioned) return {};
  return { 304: { description: 'Still as it was', headers: { 'X-Request-Id': requestId } } };
}

/** What the handler declares, and what reading a request of this form may meet. */
function errorsOf(op: Operation, { errors, rest }: RestProcedure): Record<string, Response> {
  const codes = new Set<ErrorCode>([
    ...errors,
    'BAD_REQUEST',
    'UNPROCESSABLE_CONTENT',
    ...(op.requestBody || rest.rawBody ? (['PAYLOAD_TOO_LARGE'] as const) : []),
    ...(op.requestBody && !rest.rawBody ? (['UNSUPPORTED_MEDIA_TYPE'] as const) : []),
    'INTERNAL_SERVER_ERROR',
    'SERVICE_UNAVAILABLE',
  ]);
  return Object.fromEntries(
    [...codes].map((code) => [
      errorVocabulary[code].status,
      {
        description: `${errorVocabulary[code].title} (\`${code}\`)`,
        headers: {
          'X-Request-Id': requestId,
          ...(code === 'SERVICE_UNAVAILABLE' ? { 'Retry-After': retryAfter } : {}),
        },
        content: {
          'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
        },
      },
    ]),
  );
}
