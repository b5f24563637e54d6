import { isTocsinError } from '@tocsin/client';

/** What went wrong, in words for people. */
export function failureText(error: unknown): string {
  if (isTocsinError(error, 'NETWORK_ERROR')) return 'The server cannot be reached.';
  if (isTocsinError(error, 'PRECONDITION_FAILED')) {
    return 'Somebody else has changed it meanwhile. Leave, and open it again.';
  }
  if (isTocsinError(error, 'UNPROCESSABLE_CONTENT')) {
    const [first] = error.errors;
    if (first) return `${first.loc.slice(1).join('.')}: ${first.msg}`;
  }
  return error instanceof Error ? error.message : String(error);
}

/** What the server says of the fields of an input, by their names. */
export function fieldFaults(error: unknown): ReadonlyMap<string, string> {
  if (!isTocsinError(error, 'UNPROCESSABLE_CONTENT')) return new Map();
  return new Map(error.errors.map(({ loc, msg }) => [String(loc[1] ?? ''), msg]));
}
