import { ConfigError } from './config.ts';
import { CommandError } from './commands/command-error.ts';
import { FileInUseError } from './storage/json/file.ts';
import { NewerDatabaseError } from './storage/newer-database.ts';
import { CannotOpenError } from './storage/postgres/cannot-open.ts';
import { SqliteNotLoadedError } from './storage/open.ts';

/** Errors whose message says all there is to say. */
const told = [
  ConfigError,
  NewerDatabaseError,
  FileInUseError,
  SqliteNotLoadedError,
  CannotOpenError,
  CommandError,
];

/** Why the server cannot start, in the words of somebody who can mend it. */
export function startProblem(error: unknown): string {
  if (told.some((kind) => error instanceof kind)) return (error as Error).message;
  if (!(error instanceof Error)) return `Tocsin cannot start: ${String(error)}`;
  const { code } = error as NodeJS.ErrnoException;
  const { message } = error;
  switch (code) {
    case 'EADDRINUSE':
      return `Tocsin cannot start: the port is in use (${message}). Stop the other program, or set PORT.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `Tocsin cannot start: HOST is not an address of this machine (${message}).`;
    case 'EACCES':
    case 'EROFS':
    case 'EPERM':
    case 'ENOTDIR':
    case 'ENOENT':
    case 'EEXIST':
    case 'EISDIR':
    case 'SQLITE_CANTOPEN':
    case 'SQLITE_READONLY':
    // The lock of a JSON file.
    case 'ERR_SQLITE_ERROR':
      return `Tocsin cannot start: the data folder cannot be written (${message}). Mend its permissions, or set DATABASE_URL.`;
    case 'ENOSPC':
    case 'EDQUOT':
    case 'SQLITE_FULL':
      return `Tocsin cannot start: the disk is full (${message}). Make room, or set DATABASE_URL.`;
    case 'SQLITE_BUSY':
      return `Tocsin cannot start: another program holds the database of DATABASE_URL (${message}).`;
    case 'SQLITE_ERROR':
      return `Tocsin cannot start: the database of DATABASE_URL is another program's (${message}).`;
    case 'SQLITE_NOTADB':
      return `Tocsin cannot start: the file of DATABASE_URL is not a SQLite database (${message}).`;
    default:
      return `Tocsin cannot start: ${error.stack ?? message}`;
  }
}
