import { kill } from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';

export interface PostgresProcesses {
  /** The first one, which starts all others. */
  postmaster: number;
  /** All of them, those of connections too. */
  all: number[];
}

/** The processes of a PostgreSQL server that is to crash, which must be one that waits for the disk. */
export async function postgresProcesses(url: string): Promise<PostgresProcesses> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows: settings } = await client.query<{ fsync: string; file: string }>(
    `SELECT current_setting('fsync') AS fsync, pg_read_file('postmaster.pid') AS file`,
  );
  const { rows: others } = await client.query<{ pid: number }>('SELECT pid FROM pg_stat_activity');
  await client.end();
  const [{ fsync, file } = { fsync: '', file: '' }] = settings;
  if (fsync !== 'on') throw new Error('A server that is to crash must wait for the disk.');
  const postmaster = Number(file.split('\n', 1)[0]);
  const all = [postmaster, ...others.map(({ pid }) => pid)];
  // To `kill`, zero and less would mean more than one process.
  if (!all.every((pid) => pid > 1)) throw new Error(`These are no processes: ${all.join()}`);
  return { postmaster, all: all.filter(isAlive) };
}

/** Waits until none of them is there any more. */
export async function goneAll(pids: readonly number[]): Promise<void> {
  while (pids.some(isAlive)) await sleep(5);
}

/** Those that have ended meanwhile, as a connection's process does, are passed over. */
export function signalAll(pids: readonly number[], signal: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      kill(pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}

export function isAlive(pid: number): boolean {
  try {
    return kill(pid, 0);
  } catch {
    return false;
  }
}
