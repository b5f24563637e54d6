import { databaseName } from '../../config.ts';
import { NewerDatabaseError } from '../newer-database.ts';

/** The database cannot be opened: why, in words for whoever wrote DATABASE_URL, without its password. */
export class CannotOpenError extends Error {
  override readonly name = 'CannotOpenError';
}

const reasons: [RegExp, string][] = [
  [/^ECONNREFUSED$/, 'nothing answers there; is PostgreSQL running?'],
  [/^(ENOTFOUND|EAI_AGAIN)$/, 'there is no such host'],
  [/^(28...|SASL)$/, 'it does not take this user with this password'],
  [/^3D000$/, 'the server has no such database; create it first'],
  [/^(42501|3F000)$/, 'this user may not make tables in it'],
  [/^53300$/, 'the server takes no more connections'],
  [/^57P03$/, 'the server is starting or stopping; try again soon'],
];

export function cannotOpen(url: string, error: unknown): Error {
  if (error instanceof NewerDatabaseError || !(error instanceof Error)) return error as Error;
  const { message } = error;
  const { code = /^SASL/.exec(message)?.[0] ?? '' } = error as { code?: string };
  const reason = reasons.find(([test]) => test.test(code))?.[1] ?? 'it cannot be used';
  const name = URL.canParse(url)
    ? databaseName({ engine: 'postgres', url, poolSize: 0 })
    : 'of DATABASE_URL';
  const detail = message === '' ? code : message;
  return new CannotOpenError(
    `Tocsin cannot open the database ${name}: ${reason} (${detail}). Mend that, or set DATABASE_URL.`,
    { cause: error },
  );
}
