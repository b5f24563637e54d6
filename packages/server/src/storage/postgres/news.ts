import { Client } from 'pg';
import { CONNECT_TIMEOUT_MS } from './pool.ts';

const CHANNEL = 'tocsin_changed';
const RETRY_AFTER_MS = 500;
/** A network may lose a connection and say nothing of it to those who only listen, so they ask. */
const ASK_EVERY_MS = 5_000;
const ANSWER_WITHIN_MS = 3_000;

/** Put into each writing transaction: PostgreSQL passes it on when, and only when, that commits. */
export const NOTIFY_CHANGED = `NOTIFY ${CHANNEL}`;

/**
 * Calls back whenever any process has committed a change. While the connection is lost nothing is
 * heard, so it calls back once more when it is there again: whoever reads on from where it was
 * misses nothing. Answers the way to stop.
 */
export async function listenForNews(
  url: string,
  changed: () => void,
  onLost: (error: Error) => void,
): Promise<() => Promise<void>> {
  let stopped = false;
  let client: Client | undefined;
  let timer: NodeJS.Timeout | undefined;

  function later(work: () => Promise<void>, milliseconds: number): void {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(() => void work().catch(() => {}), milliseconds);
  }

  async function listen(): Promise<void> {
    const next = new Client({
      connectionString: url,
      application_name: 'tocsin-news',
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      query_timeout: ANSWER_WITHIN_MS,
      keepAlive: true,
    });
    client = next;
    let heard = false;
    let gone = false;
    const again = (cause = new Error('it was closed')) => {
      if (gone) return;
      gone = true;
      if (heard && !stopped) onLost(cause);
      void next.end();
      later(listen, RETRY_AFTER_MS);
    };
    const ask = async (): Promise<void> => {
      try {
        await next.query('SELECT 1');
        if (!gone) later(ask, ASK_EVERY_MS);
      } catch (error) {
        again(error as Error);
      }
    };
    next.on('error', again);
    next.on('end', again);
    next.on('notification', changed);
    try {
      await next.connect();
      await next.query(`LISTEN ${CHANNEL}`);
    } catch (error) {
      again(error as Error);
      throw error;
    }
    if (gone) return;
    heard = true;
    later(ask, ASK_EVERY_MS);
    changed();
  }

  async function stop(): Promise<void> {
    stopped = true;
    clearTimeout(timer);
    await client?.end();
  }

  try {
    await listen();
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}
