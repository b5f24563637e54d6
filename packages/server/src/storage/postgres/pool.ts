import { setTimeout as sleep } from 'node:timers/promises';
import { Pool, type PoolClient } from 'pg';
import { isConnectionLost, isFull, isTimeout } from './failures.ts';

/** An idle connection is asked whether it still lives before it is used again after so long. */
const TRUSTED_FOR_MS = 1_000;
const ALIVE = { text: 'SELECT 1', query_timeout: 2_000 };

export const CONNECT_TIMEOUT_MS = 5_000;
const ROOM_AFTER_MS = 100;
const STATEMENT_TIMEOUT_MS = 10_000;
const LOCK_TIMEOUT_MS = 8_000;
/** A process that freezes in the middle of a change must not keep all others from theirs. */
const IDLE_IN_CHANGE_TIMEOUT_MS = 5_000;
/** A server that cannot be reached any more cannot cancel either. */
const ANSWER_TIMEOUT_MS = STATEMENT_TIMEOUT_MS + 2_000;

/** What drizzle needs of a connection. */
type Query = Pool['query'];

export interface CheckedPool {
  /** Runs one statement on a living connection, once more if the first turns out to be dead. */
  query: Query;
  /** Lends a living connection. */
  connect(): Promise<PoolClient>;
  end(): Promise<void>;
}

/** A pool whose connections are checked before use, so that a restarted server is not noticed. */
export function checkedPool(
  url: string,
  size: number,
  onIdleError: (error: Error) => void,
): CheckedPool {
  const pool = new Pool({
    connectionString: url,
    max: size,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    lock_timeout: LOCK_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_CHANGE_TIMEOUT_MS,
    query_timeout: ANSWER_TIMEOUT_MS,
    keepAlive: true,
    application_name: 'tocsin',
  });
  // Where one connection was lost, others may be that were idle then.
  let lostAt = 0;
  pool.on('error', (error) => {
    lostAt = Date.now();
    onIdleError(error);
  });
  // The pool listens to idle connections only, and an error that nobody hears ends the process.
  // Whoever has borrowed the connection hears of it from the next statement.
  pool.on('connect', (client) => client.on('error', () => {}));
  const lastUsed = new WeakMap<PoolClient, number>();
  pool.on('release', (lost, client) => {
    if (lost) lostAt = Date.now();
    else lastUsed.set(client, Date.now());
  });

  function isTrusted(client: PoolClient): boolean {
    const used = lastUsed.get(client);
    return used === undefined || (used > lostAt && Date.now() - used < TRUSTED_FOR_MS);
  }

  /** Where the server takes no more connections, one of those it has will be free soon. */
  async function any(): Promise<PoolClient> {
    for (const began = Date.now(); ;) {
      try {
        return await pool.connect();
      } catch (error) {
        if (!isFull(error) || Date.now() - began > CONNECT_TIMEOUT_MS) throw error;
        await sleep(ROOM_AFTER_MS);
      }
    }
  }

  async function connect(): Promise<PoolClient> {
    for (let attempt = 0; ; attempt++) {
      const client = await any();
      if (isTrusted(client)) return client;
      try {
        await client.query(ALIVE);
        return client;
      } catch (error) {
        client.release(true);
        // Every idle connection may be dead after a restart; a new one is not idle.
        if (attempt > size || isTimeout(error)) throw error;
      }
    }
  }

  async function once(args: Parameters<Query>): Promise<unknown> {
    const client = await connect();
    let lost = false;
    try {
      return await (client.query as (...query: unknown[]) => Promise<unknown>)(...args);
    } catch (error) {
      lost = isConnectionLost(error);
      throw error;
    } finally {
      client.release(lost);
    }
  }

  async function query(...args: Parameters<Query>): Promise<unknown> {
    try {
      return await once(args);
    } catch (error) {
      // Only reads come this way, and a read may be repeated.
      if (isConnectionLost(error) && !isTimeout(error)) return once(args);
      throw error;
    }
  }

  // Safe: drizzle calls it with a config and values and awaits the result, no more.
  return { query: query as unknown as Query, connect, end: () => pool.end() };
}
