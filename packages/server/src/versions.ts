import type { DeclaredErrors } from './errors.ts';

/** What a caller wants to change, and the versions at which it may be. */
export interface Guarded {
  id: string;
  ifVersion?: readonly number[] | undefined;
}

/** What was looked for, if it is there. */
export function known<Row>(
  found: Row | undefined,
  what: string,
  id: string,
  errors: DeclaredErrors<'NOT_FOUND'>,
): Row {
  if (found === undefined) throw errors.NOT_FOUND(`There is no ${what} ${id}.`);
  return found;
}

/** What a caller wants to change, if it is there and still as the caller believes. */
export function guarded<Row extends { version: number }>(
  found: Row | undefined,
  what: string,
  { id, ifVersion }: Guarded,
  errors: DeclaredErrors<'NOT_FOUND' | 'PRECONDITION_FAILED'>,
): Row {
  const row = known(found, what, id, errors);
  mustBeAt(ifVersion, row.version, what, errors);
  return row;
}

/** Refuses to change what others have changed since the caller read it. */
export function mustBeAt(
  ifVersion: readonly number[] | undefined,
  version: number,
  what: string,
  errors: DeclaredErrors<'PRECONDITION_FAILED'>,
): void {
  if (ifVersion === undefined || ifVersion.includes(version)) return;
  throw errors.PRECONDITION_FAILED(`The ${what} is at version ${version} now; read it again.`);
}
