import * as z from 'zod';

/**
 * The error vocabulary. The keys are tRPC's own error codes, so both wires say the same word;
 * the status is what REST answers and what tRPC puts into `data.httpStatus`.
 */
export const errorVocabulary = {
  BAD_REQUEST: { status: 400, title: 'The request cannot be read' },
  NOT_FOUND: { status: 404, title: 'There is no such thing' },
  METHOD_NOT_SUPPORTED: { status: 405, title: 'The method is not supported here' },
  CONFLICT: { status: 409, title: 'The state does not allow it' },
  PRECONDITION_FAILED: { status: 412, title: 'It has changed since it was read' },
  PAYLOAD_TOO_LARGE: { status: 413, title: 'The request is too large' },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, title: 'The media type is not supported' },
  UNPROCESSABLE_CONTENT: { status: 422, title: 'The input is not valid' },
  TOO_MANY_REQUESTS: { status: 429, title: 'Too many requests' },
  INTERNAL_SERVER_ERROR: { status: 500, title: 'The server failed' },
  SERVICE_UNAVAILABLE: { status: 503, title: 'The server cannot do it right now' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ErrorCode = keyof typeof errorVocabulary;

/** One fault of an input, in the shape FastAPI uses. `loc` begins with where it was found. */
export const InputFault = z
  .strictObject({
    loc: z
      .array(z.union([z.string(), z.int()]))
      .describe('Where: `body`, `query`, `path` or `header`, then the field.'),
    msg: z.string().describe('What is wrong, for people.'),
    type: z.string().describe('What is wrong, for programs: `missing`, `extra_forbidden`, …'),
  })
  .meta({ id: 'InputFault' });
export type InputFault = z.output<typeof InputFault>;

/** What every failed REST call answers: RFC 9457 `application/problem+json`. */
export const Problem = z
  .strictObject({
    type: z.string().describe('A URI reference that names the kind of problem.'),
    title: z.string().describe('The kind of problem, the same words every time.'),
    status: z.int().describe('The HTTP status.'),
    detail: z.string().describe('What went wrong this time.'),
    instance: z.string().describe('The path that was asked for.'),
    code: z
      .enum(Object.keys(errorVocabulary) as [ErrorCode, ...ErrorCode[]])
      .describe('The kind of problem as one word, the same on both wires.'),
    requestId: z.string().describe('Also in `X-Request-Id` and in every log line of the request.'),
    errors: z.array(InputFault).optional().describe('With 422: every fault that was found.'),
  })
  .meta({ id: 'Problem' });
export type Problem = z.output<typeof Problem>;
