import { DrizzleQueryError } from 'drizzle-orm';

/** What may be there only once is there already. Thrown by `write()` of every engine. */
export class UniqueClashError extends Error {
  override readonly name = 'UniqueClashError';
}

/** better-sqlite3's words, `node:sqlite`'s numbers, and PostgreSQL's code for the same thing. */
const clashes = new Set<unknown>([
  'SQLITE_CONSTRAINT_UNIQUE',
  'SQLITE_CONSTRAINT_PRIMARYKEY',
  'SQLITE_CONSTRAINT_ROWID',
  2067,
  1555,
  2579,
  '23505',
]);

/** A clash as the one error that stands for it on every engine; any other error as it is. */
export function unified(error: unknown): unknown {
  const said = ofEngine(error);
  if (!said || !clashes.has(codeOf(said))) return error;
  return new UniqueClashError(said.message, { cause: error });
}

const CONSTRAINT = 19;

/** Why the database will not have a row, if that is what went wrong: the row is at fault. */
export function refusalIn(error: unknown): string | undefined {
  const said = ofEngine(error);
  if (!said) return undefined;
  const code = codeOf(said);
  const isRefusal =
    typeof code === 'number'
      ? code % 256 === CONSTRAINT
      : /^(SQLITE_CONSTRAINT|2[23]...$)/.test(String(code));
  return isRefusal ? said.message : undefined;
}

/** What the engine itself said: drizzle wraps it in the query. */
function ofEngine(error: unknown): Error | undefined {
  if (error instanceof DrizzleQueryError) return ofEngine(error.cause);
  return error instanceof Error ? error : undefined;
}

function codeOf(error: Error): unknown {
  const { code, errcode } = error as { code?: unknown; errcode?: unknown };
  return errcode ?? code;
}
