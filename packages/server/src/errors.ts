import { TRPCError } from '@trpc/server';
import { type ErrorCode, errorVocabulary } from '@tocsin/contract';

/** One fault of an input; `path` is inside the input, whichever wire it came by. */
export interface Fault {
  path: readonly (string | number)[];
  msg: string;
  /** For programs, in the words of zod or, where FastAPI has one, of FastAPI. */
  type: string;
  /** The part of the request, where that does not follow from the field. */
  at?: 'query' | 'header' | 'body';
}

/**
 * A failure that callers are told of. It is a TRPCError, and keeps that name, because tRPC's
 * adapters pass such an error on untouched.
 */
export class AppError extends TRPCError {
  override readonly code: ErrorCode;
  readonly faults: readonly Fault[];
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    more: { faults?: readonly Fault[]; cause?: unknown; retryAfterSeconds?: number } = {},
  ) {
    super({ code, message, cause: more.cause });
    this.code = code;
    this.faults = more.faults ?? [];
    this.retryAfterSeconds = more.retryAfterSeconds;
  }
}

/** What a handler throws with: `throw errors.NOT_FOUND('There is no incident …')`. */
export type DeclaredErrors<E extends ErrorCode> = { [Code in E]: (message: string) => AppError };

const factories = Object.fromEntries(
  Object.keys(errorVocabulary).map((code) => [
    code,
    (message: string) => new AppError(code as ErrorCode, message),
  ]),
) as DeclaredErrors<ErrorCode>;

/** The errors a procedure declares. Undeclared ones are not in the type, so they do not compile. */
export function declaredErrors<E extends ErrorCode>(): DeclaredErrors<E> {
  return factories;
}

/** An input that is well-formed but cannot be meant, such as a cursor of another list. */
export function invalidInput(field: string, msg: string, type = 'value_error'): AppError {
  return new AppError('UNPROCESSABLE_CONTENT', `${field}: ${msg}`, {
    faults: [{ path: [field], msg, type }],
  });
}
