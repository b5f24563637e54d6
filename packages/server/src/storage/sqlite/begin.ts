import { setTimeout as sleep } from 'node:timers/promises';
import { type Database, SqliteError } from 'better-sqlite3';

const RETRY_AFTER_MS = 20;

/**
 * Begins a transaction that may write, or gives up at `until`. While another program holds the database this waits without
 * holding up the process: SQLite's own waiting would stop everything in it.
 */
export async function beginWriting(client: Database, until: number): Promise<void> {
  for (; ; await sleep(RETRY_AFTER_MS)) {
    try {
      client.exec('BEGIN IMMEDIATE');
      return;
    } catch (error) {
      if (!isBusy(error) || Date.now() > until) throw error;
    }
  }
}

/**
 * Makes readers and the writer independent of each other. Of several processes that open a new
 * database at once, SQLite lets one do it and tells the others at once that it is busy.
 */
export function useWriteAheadLog(client: Database, withinMs: number): void {
  for (const started = Date.now(); ; Atomics.wait(pause, 0, 0, RETRY_AFTER_MS)) {
    try {
      client.pragma('journal_mode = WAL');
      return;
    } catch (error) {
      if (!isBusy(error) || Date.now() - started > withinMs) throw error;
    }
  }
}

const pause = new Int32Array(new SharedArrayBuffer(4));

const isBusy = (error: unknown): boolean =>
  error instanceof SqliteError && error.code.startsWith('SQLITE_BUSY');
