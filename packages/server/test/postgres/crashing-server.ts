import { kill } from 'node:process';
import { onTestFinished } from 'vitest';
import { goneAll, postgresProcesses, signalAll } from '../postgres-processes.ts';
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
      const { postmaster } = await postgresProcesses(server.url);
      running = false;
      kill(postmaster, 'SIGQUIT');
      await goneAll([postmaster]);
    },
    async freeze() {
      const { all } = await postgresProcesses(server.url);
      signalAll(all, 'SIGSTOP');
      const wake = () => signalAll(all, 'SIGCONT');
      onTestFinished(wake);
      return wake;
    },
  };
}
