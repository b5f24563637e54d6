import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseConfig } from '../config.ts';
import { unified } from './refusal.ts';
import type { Storage } from './storage.ts';

/** Where warnings go. */
export interface Warnings {
  warn(fields: object, message: string): void;
}

/** The native part of better-sqlite3 is missing, or made for another Node or machine. */
export class SqliteNotLoadedError extends Error {
  override readonly name = 'SqliteNotLoadedError';
}

/** Opens the database that the configuration names, brought up to date. */
export async function openStorage(database: DatabaseConfig, log: Warnings): Promise<Storage> {
  const storage = await openEngine(database, log);
  return {
    ...storage,
    write: (change) =>
      storage.write(change).catch((error: unknown) => {
        throw unified(error);
      }),
  };
}

async function openEngine(database: DatabaseConfig, log: Warnings): Promise<Storage> {
  const warn: Warnings['warn'] = (fields, message) => log.warn(fields, message);
  switch (database.engine) {
    case 'sqlite':
      return database.isDefault ? openDefault(database.path, warn) : openSqlite(database.path);
    case 'json':
      return openJson(database.path, warn);
    case 'postgres': {
      const { openPostgres } = await import('./postgres/open.ts');
      return openPostgres({ url: database.url, poolSize: database.poolSize, warn });
    }
  }
}

async function openJson(path: string, warn: Warnings['warn']): Promise<Storage> {
  const json = await import('./json/open.ts');
  return json.openJson({ path, warn });
}

/** Imported when it is wanted: its driver is native code, which may not be there. */
async function openSqlite(path: string): Promise<Storage> {
  try {
    const sqlite = await import('./sqlite/open.ts');
    return sqlite.openSqlite(path);
  } catch (error) {
    const reason = whyNotLoaded(error);
    if (reason === undefined) throw error;
    throw new SqliteNotLoadedError(
      `better-sqlite3 cannot be loaded, so ${path} cannot be opened: ${reason}. Run "npm rebuild ` +
        'better-sqlite3", or choose another database with DATABASE_URL=json:… or postgres://…',
      { cause: error },
    );
  }
}

/**
 * Nobody chose an engine: SQLite where it can be loaded, or else the JSON file beside it. Where one
 * of the two has data, the other is not begun: the data would seem to be gone.
 */
async function openDefault(path: string, warn: Warnings['warn']): Promise<Storage> {
  const file = join(path, '..', 'state.json');
  if (existsSync(path)) return openSqlite(path);
  const reason = await whySqliteIsNotLoaded();
  if (reason !== undefined) {
    warn(
      { reason, file },
      'better-sqlite3 cannot be loaded, so the data is kept in a JSON file, which is slower and for ' +
        'one process only. Run "npm rebuild better-sqlite3", or choose with DATABASE_URL=json:… or postgres://…',
    );
  } else if (existsSync(file)) {
    warn(
      { file },
      'the data is in a JSON file, from an earlier start, so that is used. Move it to SQLite with ' +
        '"tocsin export" and "tocsin import", or choose with DATABASE_URL=json:… or sqlite:…',
    );
  } else {
    return openSqlite(path);
  }
  return openJson(file, warn);
}

async function whySqliteIsNotLoaded(): Promise<string | undefined> {
  try {
    const { default: Client } = await import('better-sqlite3');
    new Client(':memory:').close();
    return undefined;
  } catch (error) {
    const reason = whyNotLoaded(error);
    if (reason === undefined) throw error;
    return reason;
  }
}

const notLoaded = ['ERR_DLOPEN_FAILED', 'MODULE_NOT_FOUND', 'ERR_MODULE_NOT_FOUND'];

/** In one line, if that is what went wrong. */
function whyNotLoaded(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, message } = error as NodeJS.ErrnoException;
  return notLoaded.includes(code ?? '') ? message.split('\n', 1)[0] : undefined;
}
