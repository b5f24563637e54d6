import { drizzle } from 'drizzle-orm/node-postgres';
import type pg from 'pg';
import { type Attempted, inGroups, madeTogether, type Waiting } from '../groups.ts';
import type { Reader, Storage, Tables, Writer } from '../storage.ts';
import { cannotOpen } from './cannot-open.ts';
import { postgresDialect } from './dialect.ts';
import { isConflict, isConnectionLost, isTimeout, isUnavailable, NoTurnError } from './failures.ts';
import { migrate } from './migrate.ts';
import { type Connection, type Names, statementNames, withNamedStatements } from './named.ts';
import { listenForNews, NOTIFY_CHANGED } from './news.ts';
import { ownConnection } from './own-connection.ts';
import { checkedPool } from './pool.ts';
import * as postgresTables from './tables.ts';

/**
 * Safe: both dialects' tables have the same names, columns and row types (`tables.test-d.ts`), and
 * queries use nothing of a table that SQLite's have and PostgreSQL's have not.
 */
const tables = postgresTables as unknown as Tables;

/** Any number will do; it must be the same in every process. */
const WRITE_LOCK = 7_286_325;
const ATTEMPTS = 5;
/** A change that fails after so long was waiting for something that it did not get. */
const STUCK_AFTER_MS = 2_000;

export interface PostgresOptions {
  url: string;
  poolSize: number;
  warn(fields: object, message: string): void;
}

/** Opens a database on a PostgreSQL server. Any number of processes may use it at once. */
export async function openPostgres({ url, poolSize, warn }: PostgresOptions): Promise<Storage> {
  // Its message alone: the driver hangs the whole connection on the error.
  const warnOfLoss = ({ message }: Error) =>
    warn({ reason: message }, 'a database connection was lost');
  const listeners = new Set<() => void>();
  const changed = () => {
    for (const listener of listeners) listener();
  };
  const stopNews = await ownConnection(url, 'tocsin-migrate', migrate)
    .then(() => listenForNews(url, changed, warnOfLoss))
    .catch((error: unknown) => {
      throw cannotOpen(url, error);
    });
  const pool = checkedPool(url, poolSize, warnOfLoss);
  const names = statementNames();
  let stuckAt = 0;

  async function commit(group: readonly Waiting[]): Promise<readonly Waiting[]> {
    const stuck = group.filter(({ asked }) => asked < stuckAt);
    for (const { reject } of stuck) reject(new NoTurnError());
    if (stuck.length > 0) return group.filter((one) => !stuck.includes(one));
    const began = Date.now();
    let attempts: Attempted[];
    try {
      attempts = await madeTogether(
        group,
        (work) => withRetries((onCommitting) => transaction({ pool, names }, work, onCommitting)),
        isUnavailable,
      );
    } catch (error) {
      // Those behind it would wait as long, one group after the other; they are told at once.
      if (isUnavailable(error) && Date.now() - began > STUCK_AFTER_MS) stuckAt = Date.now();
      for (const { reject } of group) reject(error);
      return [];
    }
    for (const { answer } of attempts) answer();
    return [];
  }

  // In this process they queue here: waiting for the lock, each would hold a connection.
  const { write, idle } = inGroups(commit);

  return {
    ...handle(pool, names),
    engine: 'postgres',
    write,
    snapshot: (read) =>
      ownConnection(url, 'tocsin-snapshot', async (client) => {
        await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
        return read(handle(client, names));
      }),
    onCommit(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async check() {
      await pool.query('SELECT count(*) FROM counters');
    },
    isUnavailable,
    async close() {
      await idle();
      await stopNews();
      await pool.end();
    },
  };
}

/** Queries are prepared once for each handle, so a connection keeps its own for all its changes. */
const handles = new WeakMap<Connection, Writer>();

/** Safe: drizzle asks no more of a connection than `query`; see also `tables`. */
function handle(client: Connection, names: Names): Writer {
  const known = handles.get(client);
  if (known) return known;
  const db = drizzle(withNamedStatements(client, names) as pg.Pool, {
    schema: postgresTables,
  }) as unknown as Reader['db'];
  const made: Writer = { db: db as Writer['db'], tables, dialect: postgresDialect };
  handles.set(client, made);
  return made;
}

/**
 * One group of changes at a time, over all processes. The lock is let go after the commit is visible, so the
 * event log grows in the order in which it can be read: a reader never sees an event before one
 * with a smaller number.
 */
async function transaction<T>(
  { pool, names }: { pool: { connect(): Promise<pg.PoolClient> }; names: Names },
  work: (writer: Writer) => Promise<T>,
  onCommitting: () => void,
): Promise<T> {
  const client = await pool.connect();
  let broken = false;
  try {
    // Said aloud: where the database has another default, what is read would be older than the lock.
    await client.query('BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE');
    await client.query(`SELECT pg_advisory_xact_lock(${WRITE_LOCK})`);
    const result = await work(handle(client, names));
    await client.query(NOTIFY_CHANGED);
    onCommitting();
    await client.query('COMMIT');
    return result;
  } catch (error) {
    broken = isConnectionLost(error) || !(await isRolledBack(client));
    throw error;
  } finally {
    client.release(broken);
  }
}

async function isRolledBack(client: pg.PoolClient): Promise<boolean> {
  try {
    await client.query('ROLLBACK');
    return true;
  } catch {
    return false;
  }
}

/**
 * Again where the transaction did nothing and may go through next time: after a conflict, and once
 * where the connection broke before the commit. After that, nobody knows whether it was done.
 */
async function withRetries<T>(attempt: (onCommitting: () => void) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    let committing = false;
    try {
      return await attempt(() => (committing = true));
    } catch (error) {
      const wasCut = isConnectionLost(error) && !isTimeout(error) && !committing;
      const mayGoThrough = isConflict(error) || (wasCut && tries === 1);
      if (!mayGoThrough || tries === ATTEMPTS) throw error;
    }
  }
}
