import type * as z from 'zod';
import type { ErrorCode } from './errors.ts';

/** How a procedure is reached over REST. */
export interface RestBinding {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below `/api/v1`; `{name}` takes that field of the input. */
  path: `/${string}`;
  /** The path stands at the root of the server, not below `/api/v1`. */
  atRoot?: true;
  /** The status of success; 200 unless said otherwise. */
  status?: 200 | 201 | 202 | 204;
  /** A path whose `{name}` are filled from the output, for the `Location` header. */
  location?: `/${string}`;
  /** The output is a page: the body is its items, the rest goes into `Link` and `X-Total-Count`. */
  page?: true;
  /**
   * The output has a `version`: it is sent as a strong `ETag`, `If-None-Match` is honoured on GET,
   * and `If-Match` becomes the input's `ifVersion` where there is one.
   */
  versioned?: true;
  /** Of a versioned GET: fields that change without the version. Its ETag tells of them behind that. */
  taggedBy?: readonly string[];
  /**
   * The media type of success, where it is not JSON. The output is then a string; of a subscription it
   * is `text/event-stream`, and each item one server-sent event with its id: `data` is the item as
   * JSON, and `Last-Event-ID` becomes the input's `lastEventId`. Its method is GET.
   */
  mediaType?: string;
  /**
   * The body is not read as fields of the input: as text, whatever its media type, it becomes this
   * field. For the webhooks of third parties, which are read leniently and may be signed; `rawBody` of
   * the procedure says what they look like.
   */
  rawBody?: string;
  /** Fields of the input that travel as headers: the name of the field, then of the header. */
  headers?: Readonly<Record<string, string>>;
  /** The status of outputs whose field `status` is one of these, where callers expect their own form of failure. */
  statusOf?: Readonly<Record<string, number>>;
}

/** A procedure's input is always an object: a REST call and a form both name their fields. */
export type InputSchema = z.ZodObject;

/** Everything the API says about one procedure. Plain data: nothing here runs. */
export interface ProcedureSpec<I extends InputSchema, O extends z.ZodType, E extends ErrorCode> {
  /** One line, in the imperative. */
  summary: string;
  /** Markdown; what the summary has no room for. */
  description?: string;
  input: I;
  /** With `rest.rawBody`: what its text should hold. It is told, not checked. */
  rawBody?: z.ZodType;
  /** Of a subscription: one item. */
  output: O;
  /** What the handler itself may throw. Each wire adds its own, such as 413. */
  errors?: readonly E[];
  rest?: RestBinding;
  example: { input: z.input<I>; output: z.output<O> };
}

export interface Procedure<
  K extends 'query' | 'mutation' | 'subscription' = 'query' | 'mutation' | 'subscription',
  I extends InputSchema = InputSchema,
  O extends z.ZodType = z.ZodType,
  E extends ErrorCode = ErrorCode,
> extends ProcedureSpec<I, O, E> {
  kind: K;
  errors: readonly E[];
}

/** Features by name, each with its procedures by name. */
export type Contract = Record<string, Record<string, Procedure>>;

/** Reads; may be repeated freely. */
export function query<I extends InputSchema, O extends z.ZodType, E extends ErrorCode = never>(
  spec: ProcedureSpec<I, O, E>,
): Procedure<'query', I, O, E> {
  return { kind: 'query', ...spec, errors: spec.errors ?? [] };
}

/** Changes something. */
export function mutation<I extends InputSchema, O extends z.ZodType, E extends ErrorCode = never>(
  spec: ProcedureSpec<I, O, E>,
): Procedure<'mutation', I, O, E> {
  return { kind: 'mutation', ...spec, errors: spec.errors ?? [] };
}

/** Sends items as they come, each with an id from which a lost connection resumes. */
export function subscription<
  I extends InputSchema,
  O extends z.ZodType,
  E extends ErrorCode = never,
>(spec: ProcedureSpec<I, O, E>): Procedure<'subscription', I, O, E> {
  return { kind: 'subscription', ...spec, errors: spec.errors ?? [] };
}
