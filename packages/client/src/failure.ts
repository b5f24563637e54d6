import { type InputFault, TocsinError, type TocsinErrorCode } from './errors.ts';

/** What tRPC's links throw, as far as it is of use here. */
interface LinkError {
  message: string;
  /** The server's own account. */
  data?: {
    code?: TocsinErrorCode;
    httpStatus?: number;
    requestId?: string;
    errors?: InputFault[];
  } | null;
  meta?: { response?: Response };
}

/** What a caller is told of anything that a link threw. */
export function failureOf(thrown: unknown): unknown {
  const chain = [...causes(thrown)];
  const known = chain.find((error) => error instanceof TocsinError);
  if (known) return known;
  // Safe: every field is asked for before it is used, and an error may have any.
  const { message, data, meta } = thrown as LinkError;
  if (data?.code) {
    return new TocsinError(data.code, message, {
      status: data.httpStatus,
      requestId: data.requestId,
      errors: data.errors,
      retryAfter: retryAfterOf(meta?.response),
    });
  }
  if (meta?.response) return badResponse(meta.response);
  // Of what the links wrap in errors and events of their own.
  const cause = chain.find((error) => error instanceof Error && error.name !== 'TRPCClientError');
  // The link's own word for silence has no cause. Reading a body throws the other two when the
  // connection is cut in the middle of it.
  const isCut = !cause || cause instanceof TypeError || cause instanceof SyntaxError;
  return isCut ? networkError(cause ?? thrown) : cause;
}

function* causes(thrown: unknown): Generator {
  for (let error = thrown; error; error = (error as { cause?: unknown }).cause) yield error;
}

export function networkError(cause?: unknown): TocsinError<'NETWORK_ERROR'> {
  return new TocsinError('NETWORK_ERROR', 'The server cannot be reached.', { cause });
}

/** An answer that is not in Tocsin's form. */
export function badResponse(response: Response): TocsinError<'BAD_RESPONSE'> {
  const { status, headers, url } = response;
  const message = `${url.split('?')[0] || 'The server'} answered ${status}, and not as Tocsin does.`;
  return new TocsinError('BAD_RESPONSE', message, {
    status,
    requestId: headers.get('x-request-id') ?? undefined,
    retryAfter: retryAfterOf(response),
  });
}

function retryAfterOf(response: Response | undefined): number | undefined {
  return Number(response?.headers.get('retry-after')) || undefined;
}

/** Answers of a server, or of what stands before it, that may be another a little later. */
const PASSING = [408, 429, 502, 503, 504];

/** Whether the same request may succeed a little later. */
export function mayPass(error: unknown, ...more: number[]): error is TocsinError {
  return (
    error instanceof TocsinError &&
    (error.code === 'NETWORK_ERROR' || [...PASSING, ...more].includes(error.status))
  );
}
