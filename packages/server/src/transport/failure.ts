import { TRPCError } from '@trpc/server';
import { type ErrorCode, errorVocabulary } from '@tocsin/contract';
import { AppError } from '../errors.ts';

const byStatus = new Map<number, ErrorCode>(
  Object.entries(errorVocabulary).map(([code, { status }]) => [status, code as ErrorCode]),
);

/**
 * What callers are told of anything that was thrown. Only errors that were made for callers keep
 * their words; of all others the log knows more than the answer.
 */
export function failureOf(error: unknown, isUnavailable: (error: unknown) => boolean): AppError {
  if (error instanceof AppError) return error;
  if (isUnavailable(error)) {
    const message = 'The database cannot be used right now; try again soon.';
    return new AppError('SERVICE_UNAVAILABLE', message, { cause: error, retryAfterSeconds: 1 });
  }
  if (error instanceof TRPCError && error.cause instanceof AppError) return error.cause;
  if (error instanceof TRPCError) return ofTrpc(error, isUnavailable);
  const code = codeOf(error);
  if (code) return new AppError(code, messageOf(code, error), { cause: error });
  return new AppError('INTERNAL_SERVER_ERROR', 'Something went wrong.', { cause: error });
}

/** tRPC's own: no such procedure, a batch that cannot be read. */
function ofTrpc(error: TRPCError, isUnavailable: (error: unknown) => boolean): AppError {
  if (error.code === 'PARSE_ERROR')
    return new AppError('BAD_REQUEST', 'The body is not valid JSON.');
  if (error.code in errorVocabulary && error.code !== 'INTERNAL_SERVER_ERROR') {
    return new AppError(error.code as ErrorCode, error.message, { cause: error });
  }
  return failureOf(error.cause ?? new Error(error.message), isUnavailable);
}

/** Fastify's own carry the status of a request that it could not read. */
function codeOf(error: unknown): ErrorCode | undefined {
  if (!(error instanceof Error) || !('statusCode' in error)) return undefined;
  const status = Number(error.statusCode);
  return status < 500 ? (byStatus.get(status) ?? 'BAD_REQUEST') : undefined;
}

function messageOf(code: ErrorCode, error: unknown): string {
  if (code === 'PAYLOAD_TOO_LARGE') return 'The body is larger than this server takes.';
  if (code === 'UNSUPPORTED_MEDIA_TYPE') return 'The body must be application/json.';
  const isJsonError = error instanceof SyntaxError;
  return isJsonError || !(error instanceof Error) ? 'The body is not valid JSON.' : error.message;
}
