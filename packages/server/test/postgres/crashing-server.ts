import { kill } from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { onTestFinished } from 'vitest';
import { startPostgres } from '../postgres.ts';

export interface CrashingServer {
  url: string;
  /** Stops it as a crash does: every connection breaks, nothing is finished, nothing is written. */
  crash(): Promise<void>;
  /** Starts it again: it recovers what was committed from its log. */
  start(): Promise<void>;
  /** Makes it say nothing more, though its connections stay. Answers the way to wake it. */
  freeze(): Promise<() => void>;
}

/** A real PostgreSQL server of one test, which waits for the disk as servers in earnest do. */
export async function crashingServer(flags: string[] = []): Promise<CrashingServer> {
  const server = await startPostgres(flags);
  let running = true;
  const start = async () => {
    await server.start();
    running = true;
  };
  onTestFinished(async () => {
    if (!running) await start();
    await server.remove();
  }, 60_000);
  return {
    url: server.url,
    start,
    async crash() {
      const pid = await postmaster(server.url);
      running = false;
      kill(pid, 'SIGQUIT');
      while (isAlive(pid)) await sleep(5);
    },
    async freeze() {
      const [pid, others] = [await postmaster(server.url), await children(server.url)];
      const all = [pid, ...others].filter(isAlive);
      for (const frozen of all) kill(frozen, 'SIGSTOP');
      const wake = () => {
        for (const frozen of all.filter(isAlive)) kill(frozen, 'SIGCONT');
      };
      onTestFinished(wake);
      return wake;
    },
  };
}

async function rowsOf<Row extends object>(url: string, query: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<Row>(query);
  await client.end();
  return rows;
}

async function postmaster(url: string): Promise<number> {
  const [row] = await rowsOf<{ fsync: string; file: string }>(
    url,
    `SELECT current_setting('fsync') AS fsync, pg_read_file('postmaster.pid') AS file`,
  );
  if (row?.fsync !== 'on') throw new Error('A server that is to crash must wait for the disk.');
  const pid = Number(row.file.split('\n', 1)[0]);
  // To `kill`, zero and less would mean more than one process.
  if (!(pid > 1)) throw new Error(`A server has no process ${pid}.`);
  return pid;
}

async function children(url: string): Promise<number[]> {
  const query = 'SELECT pid FROM pg_stat_activity WHERE pid <> pg_backend_pid()';
  return (await rowsOf<{ pid: number }>(url, query)).map(({ pid }) => pid);
}

function isAlive(pid: number): boolean {
  try {
    return kill(pid, 0);
  } catch {
    return false;
  }
}
