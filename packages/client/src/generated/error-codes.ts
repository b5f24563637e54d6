/* oxlint-disable max-lines */
// Generated from the contract by "npm run generate -w @tocsin/client". Edit the contract instead.

/** The errors that a server answers with. */
export type ErrorCode =
  /** 400: The request cannot be read. */
  | 'BAD_REQUEST'
  /** 404: There is no such thing. */
  | 'NOT_FOUND'
  /** 405: The method is not supported here. */
  | 'METHOD_NOT_SUPPORTED'
  /** 409: The state does not allow it. */
  | 'CONFLICT'
  /** 412: It has changed since it was read. */
  | 'PRECONDITION_FAILED'
  /** 413: The request is too large. */
  | 'PAYLOAD_TOO_LARGE'
  /** 415: The media type is not supported. */
  | 'UNSUPPORTED_MEDIA_TYPE'
  /** 422: The input is not valid. */
  | 'UNPROCESSABLE_CONTENT'
  /** 429: Too many requests. */
  | 'TOO_MANY_REQUESTS'
  /** 500: The server failed. */
  | 'INTERNAL_SERVER_ERROR'
  /** 503: The server cannot do it right now. */
  | 'SERVICE_UNAVAILABLE';
