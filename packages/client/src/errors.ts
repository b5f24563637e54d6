import type { ErrorCode } from './generated/error-codes.ts';

/**
 * The contract's codes, and two for what never came from Tocsin:
 * - `NETWORK_ERROR`: no answer. Offline, refused, cut off, or forbidden by CORS.
 * - `BAD_RESPONSE`: something else answered, such as a proxy, or the URL is not that of a server.
 */
export type TocsinErrorCode = ErrorCode | 'NETWORK_ERROR' | 'BAD_RESPONSE';

/** One fault of an input. */
export interface InputFault {
  /** Where: `input`, then the field and what is inside of it. */
  loc: (string | number)[];
  /** What is wrong, for people. */
  msg: string;
  /** What is wrong, for programs: `missing`, `extra_forbidden`, … */
  type: string;
}

/** What a failed call throws. `message` is for people. */
export class TocsinError<Code extends TocsinErrorCode = TocsinErrorCode> extends Error {
  override readonly name = 'TocsinError';
  readonly code: Code;
  /** The HTTP status; 0 where there was no answer. */
  readonly status: number;
  /** What the server's log calls the request, if it was reached. */
  readonly requestId: string | undefined;
  /** With `UNPROCESSABLE_CONTENT`: every fault that was found. */
  readonly errors: readonly InputFault[];
  /** How long to wait before another try, in seconds, where the answer says so. */
  readonly retryAfter: number | undefined;

  constructor(code: Code, message: string, details: TocsinErrorDetails = {}) {
    super(message, 'cause' in details ? { cause: details.cause } : undefined);
    this.code = code;
    this.status = details.status ?? 0;
    this.requestId = details.requestId;
    this.errors = details.errors ?? [];
    this.retryAfter = details.retryAfter;
  }
}

interface TocsinErrorDetails {
  status?: number | undefined;
  requestId?: string | undefined;
  errors?: readonly InputFault[] | undefined;
  retryAfter?: number | undefined;
  cause?: unknown;
}

/**
 * Whether this was thrown by a call; with a code, whether it is that failure. It goes by the name of
 * the class, so that it holds where a program has come to have two copies of this package.
 */
export function isTocsinError<Code extends TocsinErrorCode = TocsinErrorCode>(
  error: unknown,
  code?: Code,
): error is TocsinError<Code> {
  return (
    error instanceof Error &&
    error.name === 'TocsinError' &&
    (code === undefined || ('code' in error && error.code === code))
  );
}
